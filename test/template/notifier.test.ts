import { expect, test } from 'vitest';
import { mailLists } from '../../src/core/mail-lists.ts';
import { TEMPLATE_NAMES as NAMES } from '../../src/core/names.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { TIMEOUT } from '../../src/lambda/notifier.ts';
import { RULES } from '../../src/rules/index.ts';
import { compileEventBridge } from '../../src/selection/eventbridge.ts';
import { compileLogsFilter } from '../../src/selection/logs-filter.ts';
import { compiledRules } from '../../src/template/patterns.ts';
import { renderTemplate } from '../../src/template/render.ts';
import { ONLY_S3, RICH, readAs, type TemplateData } from '../helpers/aws/template.ts';

const off: Settings = {
  ...DEFAULT_SETTINGS,
  rules: Object.fromEntries(RULES.map(({ theme }) => [theme, { on: false }])),
};
const many: Settings = {
  ...DEFAULT_SETTINGS,
  own: Array.from({ length: 30 }, (_, number) => ({
    ...{ id: `own-${number}`, title: 'Own', severity: 'low' as const },
    when: {
      eventSource: [`service-${number}.amazonaws.com`],
      requestParameters: { name: [`${'x'.repeat(300)}${number}`] },
    },
  })),
};
const all = { default: DEFAULT_SETTINGS, rich: RICH, 'only s3': ONLY_S3, 'no rules': off, 'many rules': many };

const render = (settings: Settings) => readAs(renderTemplate('notifier', settings));
const ofType = ({ Resources }: TemplateData, type: string) =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type);

test.each(Object.entries(all))('what EventBridge is asked for is what the rules need: %s', (_, settings) => {
  const compiled = compileEventBridge(compiledRules(settings));
  for (const [name, stem, target] of [
    ['notifier', 'EventsRule', { 'Fn::GetAtt': ['Function', 'Arn'] }],
    ['forwarder', 'ForwardRule', { 'Fn::Sub': expect.stringMatching(/:event-bus\/default$/) }],
  ] as const) {
    const template = readAs(renderTemplate(name, settings));
    const rules = ofType(template, 'AWS::Events::Rule').filter(([id]) => id.startsWith(stem));
    expect(rules.map(([id]) => id)).toEqual(compiled.map((_, position) => `${stem}${position + 1}`));
    expect(rules.map(([, { Properties }]) => [Properties['EventPattern'], Properties['State']])).toEqual(
      compiled.map(({ pattern, state }) => [pattern, state]),
    );
    for (const [, { Properties }] of rules) expect(Properties['Targets']).toMatchObject([{ Arn: target }]);
    expect(new Set(rules.map(([, { Properties }]) => JSON.stringify(Properties['Name']))).size).toBe(rules.length);
  }
});

test.each(Object.entries(all))('every rule may call the function, by one permission for all: %s', (_, settings) => {
  const template = render(settings);
  const sources = ofType(template, 'AWS::Lambda::Permission').map(([id, { Condition, Properties }]) => [
    id,
    Condition,
    Properties['SourceArn'],
  ]);
  expect(sources.toSorted()).toEqual([
    ['AlarmPermission', 'AlarmsOn', { Ref: 'AlarmTopic' }],
    ['EventsPermission', 'EventsOn', { 'Fn::Sub': expect.stringMatching(/:rule\/\$\{Name\}-events-\*$/) }],
    ['FilesBusPermission', 'BusOn', { 'Fn::GetAtt': ['FilesBusRule', 'Arn'] }],
    ['FilesPermission', 'FilesOn', { 'Fn::GetAtt': ['FilesRule', 'Arn'] }],
    ['FilesTopicPermission', 'TopicOn', { Ref: 'TrailTopicArn' }],
    ['LogsPermission', 'LogsOn', expect.anything()],
  ]);
  const rules = ofType(template, 'AWS::Events::Rule').filter(([id]) => !id.startsWith('Files'));
  for (const [id, { Condition, Properties }] of rules)
    expect([Condition, Properties['Name']]).toEqual([
      'EventsOn',
      { 'Fn::Sub': `\${Name}-${id.replace('EventsRule', 'events-')}` },
    ]);
});

test.each(Object.entries(all))('the log group is asked for what the rules need: %s', (_, settings) => {
  const filters = ofType(render(settings), 'AWS::Logs::SubscriptionFilter').map(([, resource]) => resource);
  expect(filters.map(({ Properties }) => Properties['FilterPattern'])).toEqual(
    compileLogsFilter(compiledRules(settings)),
  );
  // CloudWatch Logs refuses two changes of one log group at the same time.
  filters.forEach(({ Condition, DependsOn }, index) => {
    expect([Condition, DependsOn]).toEqual([
      'LogsOn',
      ['LogsPermission', ...(index === 0 ? [] : [`LogsFilter${index}`])],
    ]);
  });
});

test('the pipelines of the settings are on by default, and no others', () => {
  const { Parameters } = render(ONLY_S3);
  const pipelines = Object.entries(Parameters).filter(([name]) => name.startsWith('Pipeline'));
  expect(Object.fromEntries(pipelines.map(([name, { Default }]) => [name, Default]))).toEqual({
    ...{ PipelineEvents: 'false', PipelineLogs: 'false', PipelineS3: 'true', PipelineAlarms: 'false' },
  });
});

test('the owner of a bucket elsewhere may put events on a bus of its own alone, and its files alone go on', () => {
  const { Resources } = render(ONLY_S3);
  const bus = { Ref: 'FilesBus' };
  expect(Resources['FilesBusPolicy']?.Properties).toMatchObject({
    EventBusName: bus,
    Statement: { Action: 'events:PutEvents', Resource: { 'Fn::GetAtt': ['FilesBus', 'Arn'] } },
  });
  const own = Resources['FilesRule']?.Properties['EventPattern'];
  expect(Resources['FilesBusRule']?.Properties).toMatchObject({
    EventBusName: bus,
    EventPattern: { ...Object(own), account: [{ Ref: 'TrailAccount' }] },
  });
});

test('word of files by a topic that the function doesn’t take is kept', () => {
  const { Resources } = render(ONLY_S3);
  const dead = { 'Fn::GetAtt': ['Dead', 'Arn'] };
  expect(Resources['FilesSubscription']?.Properties['RedrivePolicy']).toEqual({ deadLetterTargetArn: dead });
  expect(JSON.stringify(Resources['DeadPolicy'])).toContain('{"ArnEquals":{"aws:SourceArn":{"Ref":"TrailTopicArn"}}}');
});

test('the files of the trail are asked for, and not their digests', () => {
  const rule = render(ONLY_S3).Resources['FilesRule'];
  expect(rule?.Condition).toBe('FilesOn');
  expect(rule?.Properties['EventPattern']).toEqual({
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [{ Ref: 'TrailBucket' }] }, object: { key: [{ wildcard: '*/CloudTrail/*' }] } },
  });
});

test('each distinct list of addresses has a topic, and each address a subscription', () => {
  expect(mailLists(RICH)).toEqual([['a@example.com', 'b@example.com'], ["o'neil@example.com"]]);
  const template = render(RICH);
  const topics = [{ Ref: 'MailTopic1' }, { Ref: 'MailTopic2' }];

  expect(ofType(template, 'AWS::SNS::Topic').map(([id]) => id)).toEqual(['MailTopic1', 'MailTopic2', 'AlarmTopic']);
  expect(template.Outputs['MailTopicArns']?.Value).toEqual({ 'Fn::Join': [',', topics] });
  expect(template.Outputs['TopicArn']?.Value).toEqual(topics[0]);
  expect(template.Resources['Function']?.Properties).toMatchObject({
    Environment: { Variables: { TOPIC_ARNS: { 'Fn::Join': [',', topics] } } },
  });
  expect(mails(template)).toEqual([
    [topics[0], 'a@example.com'],
    [topics[0], 'b@example.com'],
    [topics[1], "o'neil@example.com"],
  ]);
  // Alarms about the notifier go to the first, which CloudWatch could not write to if it were encrypted.
  expect(template.Resources['MailTopic1']?.Properties).not.toHaveProperty('KmsMasterKeyId');
  expect(template.Resources['MailTopic2']?.Properties).toMatchObject({ KmsMasterKeyId: 'alias/aws/sns' });
});

test('who stays on a list is not asked to confirm again when somebody leaves it', () => {
  const channel = (...to: string[]): Settings => ({
    ...DEFAULT_SETTINGS,
    channels: [{ kind: 'email', email: { to } }],
  });
  const ids = (settings: Settings) => ofType(render(settings), 'AWS::SNS::Subscription').map(([id]) => id);
  const before = ids(channel('a@example.com', 'b@example.com', 'b@example.com'));

  expect(ids(channel('b@example.com'))).toEqual(before.filter((_, position) => position !== 0));
  // The alarms' and the files' own are no mail.
  expect(before.length).toBe(4);
});

test('without mail there is a topic all the same, for alarms about the notifier', () => {
  const template = render(ONLY_S3);
  expect(mails(template)).toEqual([]);
  for (const [id, { Properties }] of ofType(template, 'AWS::CloudWatch::Alarm')) {
    const actions = Properties['AlarmActions'] ?? Properties['InsufficientDataActions'];
    expect([id, actions]).toEqual([id, [{ Ref: 'MailTopic1' }]]);
  }
});

test('a heartbeat is off by default, and at its time on the clock of the settings', () => {
  expect(render(DEFAULT_SETTINGS).Resources['Heartbeat']).toBeUndefined();
  const health = { email: ['ops@example.com'], heartbeat: '07:05' };
  expect(render({ ...RICH, health }).Resources['Heartbeat']?.Properties).toMatchObject({
    Name: { 'Fn::Sub': NAMES.heartbeat },
    ScheduleExpression: 'cron(5 7 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Tokyo',
    Target: {
      Input: '{"loginWatch":"heartbeat","at":"<aws.scheduler.scheduled-time>"}',
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
    },
  });
});

test('business hours end with a call of the function', () => {
  const { Mappings, Resources } = render(RICH);
  expect(Mappings).toMatchObject({
    Hours: {
      Business: { Enabled: 'true', End: 'cron(30 6 ? * MON,TUE,SAT *)', Zone: 'Asia/Tokyo', Seconds: '30600' },
    },
  });
  expect(Resources['HoursEnd']).toMatchObject({
    Condition: 'HasHours',
    Properties: {
      Target: {
        Arn: { 'Fn::GetAtt': ['Function', 'Arn'] },
        // Where alarms were silent, what they counted is looked up first: test/setups/setup-d.test.ts.
        Input: { 'Fn::If': ['AlarmsOn', expect.anything(), '{"loginWatch":"hours-end"}'] },
      },
    },
  });
  expect(render(DEFAULT_SETTINGS).Mappings).toMatchObject({ Hours: { Business: { Enabled: 'false' } } });
});

test('a silent trail is an alarm, whichever pipeline listens', () => {
  const { Conditions, Resources } = render(DEFAULT_SETTINGS);
  for (const id of ['QuietLogsAlarm', 'QuietS3Alarm']) {
    expect(Resources[id]?.Properties).toMatchObject({
      ...{ TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold', Period: 3_600 },
      EvaluationPeriods: { Ref: 'QuietHours' },
    });
  }
  expect(Conditions?.['WatchesQuietLogs']).toEqual({
    'Fn::And': [{ Condition: 'WatchesQuiet' }, { 'Fn::Or': [{ Condition: 'LogsOn' }, { Condition: 'AlarmsOn' }] }],
  });
});

/** Who subscribes to what. */
const mails = (template: TemplateData) =>
  ofType(template, 'AWS::SNS::Subscription').flatMap(([, { Properties }]) =>
    Properties['Protocol'] === 'email' ? [[Properties['TopicArn'], Properties['Endpoint']]] : [],
  );

test.each([
  `\${Name}`,
  '{{resolve:ssm:x}}',
  "'",
  '"',
  '\\',
  '# no',
  'a: b',
  '&a',
  '*a',
  '!Ref a',
  '\u2028',
  '日本',
  'No',
  '0x1F',
  '1e3',
  '',
])('a text in a rule of your own stays what it is: %j', (text) => {
  const own = [{ id: 'own', title: 'Own', severity: 'low' as const, when: { errorMessage: [text] } }];
  const settings = { ...off, own };
  const template = render(settings);
  expect(template.Resources['EventsRule1']?.Properties['EventPattern']).toEqual(
    compileEventBridge(compiledRules(settings))[0]?.pattern,
  );
  expect(JSON.stringify(template.Resources['EventsRule1'])).toContain(JSON.stringify(text));
});

test('the function knows how long it may run', () => {
  const functions = ofType(render(DEFAULT_SETTINGS), 'AWS::Lambda::Function');
  expect(functions.map(([, { Properties }]) => Properties['Timeout'])).toEqual([TIMEOUT / 1_000]);
});
