import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { renderTemplate } from '../../src/template/render.ts';
import { TEMPLATES } from '../../src/template/templates.ts';
import { ONLY_S3, objectsIn, RICH, readAs, type TemplateData } from '../helpers/aws/template.ts';

/** Every star in what is allowed, and why it can't be narrower. One that is not here fails, and so does one that is no more. */
const STARS: Readonly<Record<string, string>> = {
  // An object's key, a stream's number: made by AWS, unknown before.
  'trail BucketPolicy ${Bucket.Arn}/AWSLogs/${AWS::AccountId}/*':
    'CloudTrail names its files by region, day and chance',
  'trail LogsRole arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroup}:log-stream:${AWS::AccountId}_CloudTrail_${AWS::Region}*':
    'CloudTrail numbers its streams',
  'notifier FunctionRole arn:${AWS::Partition}:s3:::${TrailBucket}/AWSLogs/*/CloudTrail/*':
    'CloudTrail names its files by account, region, day and chance',
  'notifier FunctionRole arn:${AWS::Partition}:s3:::${TrailBucket}/*/AWSLogs/*/CloudTrail/*':
    'a trail may have a prefix',
  'notifier FunctionRole arn:${AWS::Partition}:s3:::${CodeBucket}/test/AWSLogs/*': 'a test’s file bears the test’s id',
  'notifier FunctionRole arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}:*':
    'how CloudWatch Logs writes the ARN of one log group',
  'notifier FunctionRole arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*':
    'a condition names the aliases of the keys',
  'health FunctionRole arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*':
    'a condition names the aliases of the keys',
  'notifier FunctionRole *': 'only with a heartbeat; CloudWatch knows no narrower resources',
  'notifier FunctionRole arn:${AWS::Partition}:identitystore::*:identitystore/*':
    'the store may belong to the management account',
  'notifier FunctionRole arn:${AWS::Partition}:identitystore:::user/*': 'whichever user the records name',
  'notifier FunctionRole arn:${AWS::Partition}:identitystore:::group/*': 'whichever group the records name',
  'notifier FunctionRole arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${Name}/*':
    'only where no channel is known yet',
};

/** Services that don't say on whose behalf they come, for roles that only they can take. */
const UNCONDITIONAL = [
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
  'notifier FunctionRole lambda.amazonaws.com',
  'health FunctionRole lambda.amazonaws.com',
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
  'trail LogsRole cloudtrail.amazonaws.com',
];

interface Allowed {
  readonly where: string;
  readonly type: string;
  readonly statement: Readonly<Record<string, unknown>>;
}

const HEARTBEAT = {
  channel: { kind: 'slack', slack: { webhook: 'ssm:/a/slack' } },
  heartbeat: '09:00',
} as const;
const NAMED: Settings = { ...DEFAULT_SETTINGS, names: { identityCenter: true }, health: HEARTBEAT };
const settings = [DEFAULT_SETTINGS, RICH, ONLY_S3, NAMED];
const rendered = settings.flatMap((one) =>
  TEMPLATES.map((name) => ({ name, template: readAs(renderTemplate(name, one)) })),
);
const statements = rendered.flatMap(({ name, template }) => statementsOf(name, template));
const allowed = statements.filter(({ statement }) => statement['Effect'] === 'Allow');

test('there are policies of each kind', () => {
  const types = new Set(statements.map(({ type }) => type));
  expect([...types].sort()).toEqual([
    ...[
      'AWS::Events::EventBusPolicy',
      'AWS::IAM::Role',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ],
  ]);
  expect(allowed.length).toBeGreaterThan(40);
});

test('every star in what is allowed has its reason', () => {
  const stars = allowed.flatMap(({ where, statement }) =>
    [...textsOf(statement['Action']), ...textsOf(statement['Resource'])]
      .filter((text) => text.includes('*'))
      .map((text) => `${where} ${text}`),
  );
  expect([...new Set(stars)].sort()).toEqual(Object.keys(STARS).sort());
});

test('all name what they are about, and nothing else', () => {
  for (const { where, type, statement } of allowed) {
    const keys = Object.keys(statement);
    expect(
      keys.filter((key) => key.startsWith('Not')),
      where,
    ).toEqual([]);
    const isTrust = textsOf(statement['Action']).includes('sts:AssumeRole');
    expect(keys.includes('Resource'), where).toBe(!isTrust);
    expect(keys.includes('Principal'), where).toBe(isTrust || type !== 'AWS::IAM::Role');
  }
});

test('nobody in general is allowed anything', () => {
  const principals = allowed.flatMap(({ where, statement }) =>
    textsOf(statement['Principal']).map((text) => `${where} ${text}`),
  );
  const many = principals.filter((text) => text.includes('*') || text.includes(':root'));
  // The owner of the trail's bucket, on a bus that is for nothing else.
  expect([...new Set(many)]).toEqual([`notifier FilesBusPolicy arn:\${AWS::Partition}:iam::\${TrailAccount}:root`]);
  expect(principals.length).toBeGreaterThan(10);
});

test('a service may act for this account only', () => {
  const free = allowed.flatMap(({ where, statement }) => {
    const services = textsOf(Reflect.get(Object(statement['Principal']), 'Service'));
    const condition = JSON.stringify(statement['Condition'] ?? {});
    const isBound =
      condition.includes('"aws:SourceAccount":{"Ref":"AWS::AccountId"}') ||
      // A topic of the trail's files may be another account's: that one and no other.
      /"aws:SourceArn":\{"(?:Ref":"(?:AlarmTopic|TrailTopicArn)"|Fn::Sub":"[^"]*\$\{AWS::AccountId\})/.test(condition);
    return isBound ? [] : services.map((service) => `${where} ${service}`);
  });
  expect([...new Set(free)].sort()).toEqual([...UNCONDITIONAL].sort());
});

test('what is denied is all that comes without TLS', () => {
  const denied = statements.filter(({ statement }) => statement['Effect'] !== 'Allow');
  for (const { statement } of denied) {
    expect(statement).toMatchObject({
      ...{ Sid: 'TlsOnly', Effect: 'Deny', Principal: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  }
  const places = rendered.flatMap(({ template }) =>
    Object.values(template.Resources).filter(({ Type }) => /^AWS::(?:S3::Bucket|SQS::Queue|SNS::Topic)$/.test(Type)),
  );
  expect(denied.length).toBe(places.length);
});

test('nobody may subscribe to a topic, and no service but CloudWatch publishes', () => {
  const about = allowed.filter(({ type }) => type === 'AWS::SNS::TopicPolicy');
  expect(new Set(about.flatMap(({ statement }) => textsOf(statement['Action'])))).toEqual(new Set(['sns:Publish']));
  expect(new Set(about.flatMap(({ statement }) => textsOf(statement['Principal'])))).toEqual(
    new Set(['cloudwatch.amazonaws.com']),
  );
});

describe.each(rendered)('$name', ({ template }) => {
  const ofType = (type: string) => Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

  test('each permission to call the function is for one source', () => {
    for (const [id, { Properties }] of ofType('AWS::Lambda::Permission')) {
      expect(Properties, id).toMatchObject({ Action: 'lambda:InvokeFunction', SourceArn: expect.anything() });
      const [source] = textsOf(Properties['SourceArn']);
      // All EventBridge rules of this name: one permission for each would be more than a function's policy takes.
      expect(source?.replace(/\$\{LogGroupName\}:\*$|\$\{Name\}-events-\*$/, ''), id).not.toContain('*');
      expect(source).not.toMatch(/^\*|:\*:|:rule\/\*/);
    }
  });

  test('buckets and queues are encrypted and closed, topics have a policy', () => {
    const guarded = JSON.stringify(Object.values(template.Resources).filter(({ Type }) => Type.endsWith('Policy')));
    for (const [, { Properties }] of ofType('AWS::S3::Bucket')) {
      expect(Properties).toMatchObject({
        BucketEncryption: expect.anything(),
        PublicAccessBlockConfiguration: {
          ...{ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        VersioningConfiguration: { Status: 'Enabled' },
      });
    }
    for (const [id, { Properties }] of ofType('AWS::SQS::Queue')) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
      expect(guarded).toContain(`"Queues":[{"Ref":"${id}"}]`);
    }
    for (const [id] of ofType('AWS::SNS::Topic')) expect(guarded).toContain(`"Topics":[{"Ref":"${id}"}]`);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of Object.entries(template.Resources)) {
      expect([id, DeletionPolicy]).toEqual([id, UpdateReplacePolicy]);
    }
  });
});

test.each([
  [RICH, ['/acme/slack', '/other/hook', '/other/key']],
  [ONLY_S3, ['/a/slack']],
  [{ ...RICH, channels: RICH.channels.filter(({ kind }) => kind === 'email') }, []],
  [DEFAULT_SETTINGS, [`/\${Name}/*`]],
])('the function reads the secrets of its channels, and no others (%#)', (one, parameters) => {
  const template = readAs(renderTemplate('notifier', one));
  const about = statementsOf('notifier', template).filter(
    ({ statement }) => statement['Action'] === 'ssm:GetParameter',
  );
  const names = about.flatMap(({ statement }) =>
    textsOf(statement['Resource']).map((text) => text.split(':parameter')[1]),
  );

  expect(names).toEqual(parameters);
  expect(about.length).toBe(parameters.length === 0 ? 0 : 1);
});

/** Each statement, with those that only some conditions bring. */
function statementsOf(name: string, template: TemplateData): readonly Allowed[] {
  return [...objectsIn(template.Resources)].flatMap(([[id = ''], object]) => {
    const type = template.Resources[id]?.Type ?? '';
    if (!('Effect' in object)) return [];
    return [{ where: `${name} ${id}`, type, statement: object }];
  });
}

/** Texts in what may be one, a list of them, or a call of an intrinsic function. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(Object(value)).flatMap(([key, inner]) =>
    key === 'Fn::GetAtt' && Array.isArray(inner) ? [inner.join('.')] : textsOf(inner),
  );
}

const CODE = resolve(import.meta.dirname, '../../src');
const OF_THE_FUNCTION = [
  'lambda',
  'aws/login-table',
  'aws/mail/mail.ts',
  'aws/parameter.ts',
  'aws/health/metric-data.ts',
].map((name) => join(CODE, name));
/** What the services need that hand the function its work, and where it writes its log. */
const FOR_OTHERS = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
];

test.runIf(OF_THE_FUNCTION.every((path) => existsSync(path)))(
  'the function may call what its code calls, and no more',
  () => {
    const files = OF_THE_FUNCTION.flatMap((path) =>
      path.endsWith('.ts')
        ? [path]
        : readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)),
    ).filter((path) => path.endsWith('.ts'));
    const calls = files.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\b(?:([A-Z]\w+?)(?:Batch)?Command|paginate(\w+))\b/g)].map(
        ([, name, paged]) => name ?? paged,
      ),
    );
    const all: Settings = { ...RICH, health: HEARTBEAT };
    const actions = statementsOf('notifier', readAs(renderTemplate('notifier', all)))
      .filter(({ where, statement }) => where === 'notifier FunctionRole' && 'Resource' in statement)
      .flatMap(({ statement }) => textsOf(statement['Action']));
    const isCalled = (action: string) => calls.includes(action.split(':')[1]);

    expect([...new Set(calls)].filter((name) => !actions.some((action) => action.endsWith(`:${name}`)))).toEqual([]);
    // To decrypt is what S3 does for the function.
    const others = actions.filter((action) => !isCalled(action) && !FOR_OTHERS.includes(action));
    expect([...new Set(others)]).toEqual(['kms:Decrypt']);
  },
);

test('only where the settings say so may the function ask for names of people', () => {
  const asks = (one: Settings) =>
    statementsOf('notifier', readAs(renderTemplate('notifier', one))).filter(({ statement }) =>
      textsOf(statement['Action']).includes('identitystore:DescribeUser'),
    ).length;
  expect([
    asks(NAMED),
    asks(DEFAULT_SETTINGS),
    asks({ ...DEFAULT_SETTINGS, names: { identityCenter: false } }),
  ]).toEqual([1, 0, 0]);
});
