/** The policies of `deploy` and `destroy`, held against the templates: whoever deploys must be able to do all of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { PERMISSIONS } from '../../../src/commands/permissions.ts';
import type { Permission } from '../../../src/commands/shared/permissions/permission.ts';
import { matchesGlob } from '../../../src/core/patterns/glob.ts';
import { recent } from '../../../src/core/recent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { HANDLER_ACTIONS } from '../../../src/template/handler-actions.ts';
import { renderTemplate } from '../../../src/template/render.ts';
import { TEMPLATES } from '../../../src/template/templates.ts';
import { ONLY_MAIL, ONLY_S3, objectsIn, RICH, readAs } from '../../helpers/aws/template.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

/** What makes one and what removes one, and an example of each: `AWS::Logs::LogGroup` in account 111122223333. */
const PLAIN: Readonly<Record<string, readonly [make: string, remove: string, arn: string]>> = {
  'AWS::CloudTrail::Trail': ['cloudtrail:CreateTrail', 'cloudtrail:DeleteTrail', 'cloudtrail:R:A:trail/N-trail'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms', 'cloudwatch:R:A:alarm:N-errors'],
  'AWS::DynamoDB::Table': ['dynamodb:CreateTable', 'dynamodb:DeleteTable', 'dynamodb:R:A:table/N-logins'],
  'AWS::Events::EventBus': ['events:CreateEventBus', 'events:DeleteEventBus', 'events:R:A:event-bus/N-files'],
  'AWS::Events::EventBusPolicy': ['events:PutPermission', 'events:RemovePermission', 'events:R:A:event-bus/N-files'],
  'AWS::Events::Rule': ['events:PutRule', 'events:DeleteRule', 'events:R:A:rule/N-forward-1'],
  'AWS::IAM::Role': ['iam:CreateRole', 'iam:DeleteRole', 'iam::A:role/N-notifier-FunctionRole-ABC'],
  'AWS::Lambda::EventInvokeConfig': [
    'lambda:PutFunctionEventInvokeConfig',
    'lambda:DeleteFunctionEventInvokeConfig',
    'lambda:R:A:function:N-notifier:$LATEST',
  ],
  'AWS::Lambda::EventSourceMapping': [
    'lambda:CreateEventSourceMapping',
    'lambda:DeleteEventSourceMapping',
    'lambda:R:A:event-source-mapping:1-2',
  ],
  'AWS::Lambda::Function': ['lambda:CreateFunction', 'lambda:DeleteFunction', 'lambda:R:A:function:N-notifier'],
  'AWS::Lambda::Permission': ['lambda:AddPermission', 'lambda:RemovePermission', 'lambda:R:A:function:N-notifier'],
  'AWS::Logs::LogGroup': ['logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:R:A:log-group:/aws/lambda/N-notifier'],
  'AWS::Logs::MetricFilter': ['logs:PutMetricFilter', 'logs:DeleteMetricFilter', 'logs:R:A:log-group:N-trail'],
  'AWS::Logs::SubscriptionFilter': [
    'logs:PutSubscriptionFilter',
    'logs:DeleteSubscriptionFilter',
    'logs:R:A:log-group:N-trail',
  ],
  'AWS::S3::Bucket': ['s3:CreateBucket', 's3:DeleteBucket', 's3:::n-trail-A'],
  'AWS::S3::BucketPolicy': ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:::n-artifacts-A'],
  'AWS::SNS::Subscription': ['sns:Subscribe', 'sns:Unsubscribe', 'sns:R:A:N-alarms'],
  'AWS::SNS::Topic': ['sns:CreateTopic', 'sns:DeleteTopic', 'sns:R:A:N-mail'],
  'AWS::SNS::TopicPolicy': ['sns:SetTopicAttributes', 'sns:SetTopicAttributes', 'sns:R:A:N-mail'],
  'AWS::SQS::Queue': ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:R:A:N-outbox.fifo'],
  'AWS::SQS::QueuePolicy': ['sqs:SetQueueAttributes', 'sqs:SetQueueAttributes', 'sqs:R:A:N-dead'],
  'AWS::Scheduler::Schedule': [
    'scheduler:CreateSchedule',
    'scheduler:DeleteSchedule',
    'scheduler:R:A:schedule/default/N-hours-end',
  ],
};
const arnOf = (example: string, { name }: Settings) =>
  `arn:aws:${example.replace(/\bN\b/, name).replace(/\bn\b/, name.toLowerCase())}`
    .replace(/\bR\b/, 'us-east-1')
    .replace(/\bA\b/, '111122223333');

/** Why nothing narrower than all of a service's resources will do. */
const BROAD: Readonly<Record<string, string>> = {
  'cloudtrail:DescribeTrails *': 'knows no resources',
  'cloudformation:ListStacks *': 'knows no resources',
  'logs:DescribeLogGroups *': 'knows no resources',
  'logs:DescribeIndexPolicies *': 'knows no resources',
  'account:ListRegions *': 'knows no resources',
  'iam:ListAccountAliases *': 'knows no resources',
  'ssm:DescribeParameters *': 'knows no resources',
  'organizations:ListAccounts *': 'knows no resources',
  'lambda:CreateEventSourceMapping *': 'knows no resources; a condition names the function',
  'lambda:UpdateEventSourceMapping *': 'a condition names the function',
  'lambda:DeleteEventSourceMapping *': 'a condition names the function',
};
/** Types of resources of which any may be the one. */
const ANY_OF: Readonly<Record<string, string>> = {
  'arn:aws:cloudwatch:*:*:alarm:*': 'DescribeAlarms asks for lists',
  'arn:aws:lambda:*:*:event-source-mapping:*': 'AWS makes up their names',
  'arn:aws:logs:*:*:log-group:*': 'of whichever trail is used',
  'arn:aws:cloudformation:*:*:changeSet/login-watch-*/*': 'change sets of ours, whichever stack they are for',
  'arn:aws:cloudtrail:*:*:trail/*': 'to choose one, all are looked at',
  'arn:aws:s3:::*': 'of whichever trail is used',
  'arn:aws:identitystore::*:identitystore/*': 'whichever store the records name',
  'arn:aws:identitystore:::user/*': 'whichever user the records name',
  'arn:aws:identitystore:::group/*': 'whichever group the records name',
  'arn:aws:iam::*:user/*': 'whoever runs it asks about itself',
  'arn:aws:iam::*:role/*': 'whoever runs it asks about itself',
};

const NEW: Settings = { ...RICH, trail: { use: 'new' } };
/** Files in a bucket of another account. */
const ELSEWHERE: Settings = { ...ONLY_S3, trail: { use: 'existing', bucket: 'org-trail', account: '444455556666' } };
const settings = { DEFAULT_SETTINGS, RICH, NEW, ONLY_S3, ONLY_MAIL, ELSEWHERE, ONE: { ...NEW, name: 'a' } };
/** In the template always, and made only for these. */
const BUS = 'AWS::Events::EventBus';
const typesIn = recent<ReadonlySet<string>>(Object.keys(settings).length);
const typesOf = (one: Settings) =>
  typesIn(JSON.stringify(one), () => {
    const names = TEMPLATES.filter((name) => name !== 'trail' || one.trail.use === 'new');
    const resources = names.flatMap((name) => Object.values(readAs(renderTemplate(name, one)).Resources));
    const types = resources.map(({ Type }) => Type);
    return new Set(types.filter((type) => 'bucket' in one.trail || !type.startsWith(BUS)));
  });
const isAllowed = (permissions: readonly Permission[], one: Settings, action: string, arn?: string) =>
  permissions.some(
    ({ actions, resources }) =>
      actions.includes(action) &&
      (arn === undefined ? resources(one).length > 0 : resources(one).some((pattern) => matchesGlob(pattern, arn))),
  );

test('each type in the templates is known', () => {
  const types = [...new Set([...typesOf(NEW), ...typesOf(ELSEWHERE)])].toSorted();
  expect(types.filter((type) => HANDLER_ACTIONS[type] === undefined)).toEqual([]);
  expect(types).toEqual(Object.keys(PLAIN).toSorted());
  expect(Object.keys(HANDLER_ACTIONS).toSorted()).toEqual(types);
});

describe.each(Object.entries(settings))('%s', (_, one) => {
  const { deploy = [], destroy = [], init = [] } = PERMISSIONS;

  test('whoever deploys may create, read, update and delete all of it', () => {
    const missing = [...typesOf(one)].flatMap((type) =>
      Object.values(HANDLER_ACTIONS[type] ?? {})
        .flat()
        .filter((action) => !isAllowed(deploy, one, action) || !isAllowed(init, one, action)),
    );
    const isUnused = one.table === undefined;
    expect([...new Set(missing)]).toEqual(isUnused ? ['dynamodb:UpdateContinuousBackups'] : []);
    expect(isAllowed(destroy, one, 'dynamodb:UpdateTable')).toBe(!isUnused);
    for (const type of typesOf(one)) {
      const [make = '', remove = '', example = ''] = PLAIN[type] ?? [];
      for (const action of [make, remove])
        expect([action, isAllowed(deploy, one, action, arnOf(example, one))]).toEqual([action, true]);
    }
  });

  test('whoever destroys may delete all of it, the trail too, and make nothing', () => {
    for (const [type, [make, remove, example]] of Object.entries(PLAIN)) {
      expect([remove, isAllowed(destroy, one, remove, arnOf(example, one))]).toEqual([remove, true]);
      if (make !== remove) expect([type, isAllowed(destroy, one, make)]).toEqual([type, false]);
    }
  });

  test('nothing of others is touched', () => {
    const foreign = { ...one, name: 'other' };
    const isShared = /^logs:(Put|Delete)(Metric|Subscription)Filter$|EventSourceMapping$/;
    for (const [make, remove, example] of Object.values(PLAIN))
      for (const action of [make, remove])
        if (!isShared.test(action))
          expect([action, isAllowed(deploy, one, action, arnOf(example, foreign))]).toEqual([action, false]);
  });

  test('what is not narrowed has its reason', () => {
    const broad = [...deploy, ...destroy, ...init].flatMap(({ actions, resources, condition }) =>
      resources(one)
        .filter((arn) => arn === '*' || /[:/]\*$/.test(arn.replace(/^arn:aws:\w+:\*:\*/, '')))
        .filter((arn) => !arn.includes(one.name) && !arn.includes(one.name.toLowerCase()))
        .flatMap((arn) => actions.map((action) => ({ arn, action, condition }))),
    );
    for (const { arn, action, condition } of broad) {
      const why =
        BROAD[`${action} ${arn}`] ?? ANY_OF[arn] ?? (action === 'cloudtrail:LookupEvents' ? 'knows none' : undefined);
      expect([action, arn, why]).toEqual([action, arn, expect.any(String)]);
      if (why?.includes('condition'))
        expect(JSON.stringify(condition?.(one))).toContain(`function:${one.name}-notifier"`);
    }
    expect(broad.length).toBeGreaterThan(5);
  });
});

test('a bucket of another account narrows what is allowed to it, and a topic is subscribed to, and no other', () => {
  const topic = 'arn:aws:sns:us-east-1:444455556666:trail-files';
  const byTopic: Settings = { ...ELSEWHERE, trail: { ...ELSEWHERE.trail, topic } as Settings['trail'] };
  const { deploy = [], destroy = [], status = [] } = PERMISSIONS;
  for (const command of [deploy, destroy]) {
    for (const action of ['sns:Subscribe', 'sns:Unsubscribe'])
      expect([
        action,
        isAllowed(command, byTopic, action, topic),
        isAllowed(command, ELSEWHERE, action, topic),
      ]).toEqual([action, true, false]);
  }
  expect(isAllowed(deploy, byTopic, 'events:CreateEventBus')).toBe(false);
  for (const [command, action] of [
    [deploy, 's3:ListBucket'],
    [status, 's3:ListBucket'],
    [status, 's3:GetBucketNotification'],
  ] as const) {
    expect([action, isAllowed(command, ELSEWHERE, action, 'arn:aws:s3:::org-trail')]).toEqual([action, true]);
    expect([action, isAllowed(command, ELSEWHERE, action, 'arn:aws:s3:::another')]).toEqual([action, false]);
  }
  const file = 'arn:aws:s3:::org-trail/AWSLogs/o-x/444455556666/CloudTrail/us-east-1/2026/11/20/a.json.gz';
  expect(isAllowed(status, ELSEWHERE, 's3:GetObject', file)).toBe(true);
  expect(isAllowed(status, ONLY_S3, 's3:GetObject', file)).toBe(false);
});

test('a role is passed to the services that take one of ours, and to no other', () => {
  const services = TEMPLATES.flatMap((name) => [...objectsIn(readAs(renderTemplate(name, NEW)).Resources)]).flatMap(
    ([, object]) =>
      'Principal' in object && object['Action'] === 'sts:AssumeRole'
        ? [Reflect.get(Object(object['Principal']), 'Service')]
        : [],
  );
  const passing = (PERMISSIONS['deploy'] ?? []).filter(({ actions }) => actions.includes('iam:PassRole'));
  expect(passing.map(({ actions }) => actions)).toEqual([['iam:PassRole']]);
  expect(passing[0]?.condition?.(NEW)).toEqual({
    StringEquals: { 'iam:PassedToService': expect.arrayContaining([...new Set(services)]) },
  });
  expect(JSON.stringify(passing[0]?.condition?.(NEW)).match(/amazonaws/g)?.length).toBe(new Set(services).size);
});

test('names that CloudFormation shortens are allowed too', () => {
  const long = { ...DEFAULT_SETTINGS, name: 'x'.repeat(40) };
  expect(
    isAllowed(
      PERMISSIONS['deploy'] ?? [],
      long,
      'iam:CreateRole',
      `arn:aws:iam::111122223333:role/${'x'.repeat(24)}-FunctionRole-ABC`,
    ),
  ).toBe(true);
});

test('what the engine asks of CloudFormation is allowed', () => {
  const folder = resolve(import.meta.dirname, '../../../src/aws/cloudformation');
  const calls = readdirSync(folder).flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/new (\w+)Command\(/g),
  ]);
  // Drift is looked for by `status` alone; STS asks for no permission.
  const asked = [...new Set(calls.map(([, name = '']) => name))].filter((name) => !/Drift|CallerIdentity/.test(name));
  expect(asked.length).toBeGreaterThan(8);
  for (const name of asked)
    expect([
      name,
      isAllowed(
        PERMISSIONS['deploy'] ?? [],
        NEW,
        `cloudformation:${name}`,
        'arn:aws:cloudformation:us-east-1:111122223333:stack/Acme-trail/1',
      ),
    ]).toEqual([name, true]);
});

interface Document {
  readonly Statement: readonly { readonly Sid: string; readonly Action: readonly string[] }[];
}

async function policy(argv: readonly string[], yaml: string) {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'login-watch.yaml'), yaml);
  const host = fakeHost({ cwd });
  const exit = await run(['policy', ...argv], host);
  return { exit, documents: [JSON.parse(host.out())].flat() as readonly Document[], err: host.err() };
}
const lengthOf = (document: Document) => JSON.stringify(document).replace(/\s/g, '').length;

describe('AWS takes 6,144 characters', () => {
  test('what deploying needs by default fits', async () => {
    const { documents, err } = await policy(['deploy'], 'name: login-watch\n');
    expect([documents.length, err]).toEqual([
      1,
      'Optional, the command works without: KeepAccountNames, ProtectStacks, NameAccounts.\n',
    ]);
    expect(documents.every((document) => lengthOf(document) <= 6_144)).toBe(true);
  });

  test('what does not fit is told, and split up without losing a statement', async () => {
    const yaml = `name: ${'x'.repeat(40)}\npipelines: [s3, logs]\n`;
    const whole = await policy(['init', '--notify'], yaml);
    expect(whole.err).toMatch(
      /^This policy has \d+ characters, and AWS limits a managed policy to 6144\. Use --split to divide it\.\nOptional, .*\n$/,
    );
    const split = await policy(['init', '--notify', '--split'], yaml);
    expect([split.documents.length, split.err]).toEqual([
      2,
      expect.stringMatching(/^2 policies, as a list: create each of them, and attach all 2\.\nOptional, .*\n$/),
    ]);
    expect(split.documents.map(lengthOf).filter((length) => length > 6_144)).toEqual([]);
    expect(split.documents.flatMap(({ Statement }) => Statement)).toEqual(whole.documents[0]?.Statement);
  });

  test('a short one is a list of one', async () => {
    const { documents, err } = await policy(['replay', '--split'], 'name: acme\n');
    expect([documents.length, err]).toEqual([
      1,
      'One policy is enough.\nOptional, the command works without: NamePeople, NameGroups, NameAccounts.\n',
    ]);
  });
});

test('each statement has a name of its own, and stars in actions only read', async () => {
  for (const command of Object.keys(PERMISSIONS)) {
    const { documents } = await policy(
      [command, '--notify'],
      'name: acme\npipelines: [s3, logs]\nchannels: [{ slack: { webhook: ssm:/a/b } }, { email: { to: [a@example.com] } }]\n',
    );
    const sids = documents.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
    expect([command, new Set(sids).size]).toEqual([command, sids.length]);
    const stars = documents
      .flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))
      .filter((action) => action.includes('*'));
    expect(stars.filter((action) => !/^\w+:(Get|List|Describe)/.test(action))).toEqual([]);
  }
});
