/** All of our stacks in an account on loopback, made from the real templates; their resources really exist. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import {
  type CloudFormation,
  type CloudFormationOptions,
  cloudformation,
  type ResourceMaker,
} from '../../../sandbox/cloudformation/cloudformation.ts';
import { makers } from '../../../sandbox/makers/makers.ts';
import { makeAws } from '../../../src/aws/clients.ts';
import { executePlan, planStack } from '../../../src/aws/cloudformation/stacks.ts';
import { run } from '../../../src/cli.ts';
import type { Host } from '../../../src/host.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { renderTemplate } from '../../../src/template/render.ts';
import type { TemplateName } from '../../../src/template/templates.ts';
import { type FakeHost, fakeHost } from '../host/fake-host.ts';
import { type TestAccount, testAccount } from '../records/account.ts';
import { type Dynamo, startDynamo } from './dynamodb.ts';
import { goOn, patience, ready } from './stacks.ts';

const ACCOUNT = '111122223333';
export const HOME = 'us-east-1';
const ELSEWHERE = ['eu-north-1', 'ap-northeast-1'];
export const TRAIL_BUCKET = `acme-trail-${ACCOUNT}`;

export interface DeployedStacks extends TestAccount {
  readonly cloud: CloudFormation;
  readonly dynamo: Dynamo;
  /** `acme-notifier us-east-1` of all remaining stacks, sorted. */
  left(): readonly string[];
  tables(): Promise<readonly string[]>;
  deploy(name: TemplateName, region?: string, parameters?: Readonly<Record<string, string>>): Promise<void>;
  /** Runs a command with the settings. */
  run(argv: readonly string[], world?: Partial<Host>): Promise<{ exit: number; out: string; err: string }>;
  /** Runs a command at the given host. */
  runAt(host: FakeHost, argv: readonly string[]): Promise<number>;
}

interface DeployedOptions extends AccountOptions {
  readonly settings?: string;
  readonly cfn?: Partial<CloudFormationOptions>;
  /** Existing stacks. Defaults to all. */
  readonly only?: readonly TemplateName[];
}

const ALL: readonly TemplateName[] = ['artifacts', 'trail', 'notifier', 'alarms', 'forwarder'];

export async function deployStacks(options: DeployedOptions = {}): Promise<DeployedStacks> {
  const { settings = 'name: acme\ntrail: { use: new }\n', cfn, only = ALL, ...more } = options;
  const dynamo = await startDynamo();
  onTestFinished(() => dynamo.close());
  const made: Record<string, ResourceMaker> = {};
  const cloud = cloudformation({ account: ACCOUNT, makers: made, ...cfn });
  const account = await testAccount({
    regions: [HOME, ...ELSEWHERE],
    dynamodb: dynamo.url,
    cloudformation: cloud.answer,
    ...more,
  });
  Object.assign(made, makersFor(account, dynamo));
  const cwd = await settle(account.endpoint, settings);
  const aws = makeAws({
    region: HOME,
    endpoint: account.endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const sleep = () => goOn(cloud);
  const deploy: DeployedStacks['deploy'] = async (name, region = HOME, parameters = PARAMETERS[name] ?? {}) => {
    const template = renderTemplate(name, parseSettings(settings, 'login-watch.yaml'));
    const spec = { name: `acme-${name}`, region, template, parameters: { Name: 'acme', ...parameters } };
    const waiting = { ...patience(), sleep };
    await executePlan(await planStack(ready(spec, ACCOUNT), aws, waiting), aws, waiting);
  };
  for (const name of only) for (const region of name === 'forwarder' ? ELSEWHERE : [HOME]) await deploy(name, region);
  return {
    ...account,
    ...{ cloud, dynamo, deploy },
    left: () =>
      cloud.stacks
        .filter(({ deleted }) => deleted === undefined)
        .map((stack) => `${stack.name} ${stack.region}`)
        .toSorted(),
    tables: () => dynamo.tables(),
    async run(argv, world = {}) {
      const host = fakeHost({ cwd, sleep });
      const exit = await run(argv, { ...host, ...world });
      return { exit, out: host.out(), err: host.err() };
    },
    runAt: (host, argv) => run(argv, { ...host, cwd, sleep }),
  };
}

const PARAMETERS: Partial<Readonly<Record<TemplateName, Readonly<Record<string, string>>>>> = {
  trail: { BucketPrefix: 'acme' },
  notifier: { CodeBucket: 'x', CodeKey: 'x.zip', LogGroupName: 'acme-trail', TrailBucket: TRAIL_BUCKET },
  alarms: { LogGroupName: 'acme-trail', AlarmTopicArn: `arn:aws:sns:${HOME}:${ACCOUNT}:acme-alarms` },
  forwarder: { HomeRegion: HOME },
};

/** A folder with the settings, and the account as all of AWS. */
async function settle(endpoint: string, settings: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  await writeFile(join(cwd, 'login-watch.yaml'), settings);
  const before = process.env['AWS_ENDPOINT_URL'];
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  onTestFinished(async () => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    await rm(cwd, { recursive: true, force: true });
  });
  return cwd;
}

/** As in the sandbox, except types that need more than their own stack: a zip, a log group of another stack. */
const madeUp = new Set(['AWS::Lambda::Function', 'AWS::Logs::MetricFilter', 'AWS::Logs::SubscriptionFilter']);

function makersFor(account: TestAccount, { url }: Dynamo): Readonly<Record<string, ResourceMaker>> {
  const none = async () => {};
  const all = makers({ account: () => account, dynamodb: url, deploy: none, stop: none });
  return Object.fromEntries(Object.entries(all).filter(([type]) => !madeUp.has(type)));
}
