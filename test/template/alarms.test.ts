import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseLogsFilter } from '../../src/core/patterns/logs-filter.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { CIS_CONTROLS } from '../../src/selection/cis.ts';
import { hoursRoleArn } from '../../src/template/hours.ts';
import { renderTemplate } from '../../src/template/render.ts';
import { readTemplate } from '../../src/template/templates.ts';
import { ONLY_MAIL, readAs } from '../helpers/aws/template.ts';

const { Parameters, Conditions, Resources } = readAs(readTemplate('alarms'));
const filters = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::Logs::MetricFilter');

test('the patterns of CIS are those that Security Hub compares with, byte for byte', () => {
  // The lengths and the hash are of Security Hub's own page, taken apart from the code.
  expect(CIS_CONTROLS.map(({ pattern }) => pattern.length)).toEqual([
    102, 73, 164, 535, 144, 72, 102, 354, 200, 252, 230, 232, 240, 417,
  ]);
  const all = CIS_CONTROLS.map(({ pattern }) => pattern).join('\n');
  expect(createHash('sha256').update(all).digest('hex')).toBe(
    'e93418502932167143b4ff35c8c237d8f55e21e605f5d2cfda083eab6cf5d5fa',
  );
  expect(CIS_CONTROLS.map(({ id }) => Resources[`${id.replace('.', '')}Filter`]?.Properties['FilterPattern'])).toEqual(
    CIS_CONTROLS.map(({ pattern }) => pattern),
  );
});

test.each(CIS_CONTROLS)('$id is a filter that reads as a filter', ({ pattern }) => {
  expect(parseLogsFilter(pattern)({ eventName: 'DescribeRegions', eventSource: 'ec2.amazonaws.com' })).toBe(false);
});

test('set-ups B and D have their patterns', () => {
  const any = parseLogsFilter(String(Resources['AnyLoginFilter']?.Properties['FilterPattern']));
  expect(any({ eventName: 'ConsoleLogin' })).toBe(true);
  expect(any({ eventName: 'CredentialVerification', serviceEventDetails: { CredentialVerification: 'Success' } })).toBe(
    false,
  );
  const matches = parseLogsFilter(String(Resources['MfaLoginFilter']?.Properties['FilterPattern']));
  const login = {
    ...{ eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn', userIdentity: { type: 'IAMUser' } },
    additionalEventData: { MFAUsed: 'Yes' },
  };
  expect(matches(login)).toBe(true);
  expect(matches({ ...login, additionalEventData: { MFAUsed: 'No' } })).toBe(false);
  expect(matches({ ...login, userIdentity: { type: 'Root' } })).toBe(false);
});

test('each filter has its alarm and its switch', () => {
  expect(filters.length).toBe(16);
  for (const [id, { Condition, Properties }] of filters) {
    const name = id.replace(/Filter$/, '');
    const [transformation] = Object(Properties['MetricTransformations']);
    const alarm = Resources[`${name}Alarm`];
    expect(Condition).toBe(`${name}On`);
    expect(Conditions?.[`${name}On`]).toEqual({ 'Fn::Equals': [{ Ref: name }, 'true'] });
    expect(Parameters[name]?.Default).toBe('true');
    expect(alarm).toMatchObject({
      Condition,
      Properties: {
        Namespace: transformation.MetricNamespace,
        MetricName: transformation.MetricName,
        ...{ Statistic: 'Sum', Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
        AlarmActions: [
          { Ref: 'AlarmTopicArn' },
          { 'Fn::If': ['HasMail', { Ref: 'MailTopicArn' }, { Ref: 'AWS::NoValue' }] },
        ],
      },
    });
  }
  const names = filters.map(([, { Properties }]) => Object(Properties['MetricTransformations'])[0].MetricName);
  expect(new Set(names).size).toBe(16);
});

test('business hours silence the alarms about sign-ins, and no others', () => {
  const template = readAs(renderTemplate('alarms', ONLY_MAIL));
  expect(template.Mappings).toEqual({
    Hours: {
      Business: {
        Enabled: 'true',
        Begin: 'cron(0 9 ? * MON,TUE,WED,THU,FRI *)',
        End: 'cron(0 18 ? * MON,TUE,WED,THU,FRI *)',
        Zone: 'Europe/Berlin',
      },
    },
  });
  const schedules = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Scheduler::Schedule');
  const done = schedules.map(({ Properties }) => {
    const target = Object(Properties['Target']);
    const [, , edge] = Object(Properties['ScheduleExpression'])['Fn::FindInMap'];
    return [edge, String(target.Arn['Fn::Sub']).split(':').at(-1), target.Input['Fn::Sub']];
  });
  expect(done).toEqual(
    ['AnyLogin', 'MfaLogin'].flatMap((id) => [
      ['Begin', 'disableAlarmActions', `{"AlarmNames":["\${${id}Alarm}"]}`],
      ['End', 'enableAlarmActions', `{"AlarmNames":["\${${id}Alarm}"]}`],
    ]),
  );
  const role = JSON.stringify(template.Resources['HoursRole']);
  for (const id of ['AnyLogin', 'MfaLogin']) {
    const name = Object(template.Resources[`${id}Alarm`]?.Properties['AlarmName'])['Fn::Sub'];
    expect(role).toContain(`:alarm:${name}"`);
  }
});

test('without business hours there is no schedule', () => {
  const { Mappings, Resources: all, Conditions: conditions } = readAs(renderTemplate('alarms', DEFAULT_SETTINGS));
  expect(Mappings).toMatchObject({ Hours: { Business: { Enabled: 'false' } } });
  expect(conditions?.['HasHours']).toEqual({
    'Fn::Equals': [{ 'Fn::FindInMap': ['Hours', 'Business', 'Enabled'] }, 'true'],
  });
  const conditional = Object.values(all).filter(({ Type }) => /^AWS::(?:Scheduler|IAM)/.test(Type));
  expect(new Set(conditional.map(({ Condition }) => Condition))).toEqual(
    new Set(['HasHours', 'AnyLoginHours', 'MfaLoginHours']),
  );
});

test('the role that silences alarms is known before it is there', () => {
  const place = { partition: 'aws', account: '111122223333', region: 'eu-north-1' };
  const { Properties } = readAs(renderTemplate('alarms', ONLY_MAIL)).Resources['HoursRole'] ?? {};
  const name = String(Object(Object(Properties)['RoleName'])['Fn::Sub']).replace(/\$\{([^}]+)\}/g, (_, variable) =>
    variable === 'Name' ? ONLY_MAIL.name : place.region,
  );

  expect(hoursRoleArn(ONLY_MAIL, place)).toBe(`arn:aws:iam::111122223333:role/${name}`);
  expect(hoursRoleArn(DEFAULT_SETTINGS, place)).toBeUndefined();
  expect(hoursRoleArn({ ...ONLY_MAIL, pipelines: ['events'] }, place)).toBeUndefined();
});
