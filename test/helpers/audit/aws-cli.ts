/**
 * An interpreter of AWS CLI command lines, strict by the SDK's own schemas: an unknown service, command or parameter, or a
 * value of another type, fails. `LOGIN_WATCH_AWS_CLI=1` runs the real `aws` instead.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { signedPosts } from '../../../src/aws/signed-posts.ts';
import { isSignIn, runSignIn } from './aws-cli-signin.ts';
import { shellWords } from './shell-words.ts';

interface Sdk {
  readonly [name: string]: unknown;
}

const SDKS: Readonly<Record<string, () => Promise<Sdk>>> = {
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  events: () => import('@aws-sdk/client-eventbridge'),
  guardduty: () => import('@aws-sdk/client-guardduty'),
  iam: () => import('@aws-sdk/client-iam'),
  kms: () => import('@aws-sdk/client-kms'),
  lambda: () => import('@aws-sdk/client-lambda'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  organizations: () => import('@aws-sdk/client-organizations'),
  s3api: () => import('@aws-sdk/client-s3'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
};

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A line may have a question before it: `aws … > /dev/null 2>&1 || aws …`. */
export async function runAwsCommand(line: string, endpoint: string): Promise<void> {
  if (process.env['LOGIN_WATCH_AWS_CLI'] === '1') return runReal(line, endpoint);
  const [first = '', second] = line.split(' > /dev/null 2>&1 || ');
  if (second === undefined) return runOne(line, endpoint);
  // A mistake in the question is no answer to it.
  return runOne(first, endpoint).catch((error: Error) => {
    if (error.name === 'Error') throw error;
    return runOne(second, endpoint);
  });
}

async function runOne(line: string, endpoint: string): Promise<void> {
  const [program, service = '', command = '', ...rest] = shellWords(line);
  if (program === 'aws' && isSignIn(service)) return runSignIn(command, optionsOf(rest), endpoint);
  if (POSTED.has(`${service} ${command}`)) return post(service, command, rest, endpoint);
  const load = SDKS[service];
  if (program !== 'aws' || load === undefined) throw new Error(`no AWS command: ${line}`);
  const sdk = await load();
  const { region = 'us-east-1', ...options } = optionsOf(rest);
  const Client = constructorIn(sdk, (name) => name.endsWith('Client') && name !== '__Client');
  const client = new Client({
    endpoint,
    region: one(region),
    credentials: CREDENTIALS,
    maxAttempts: 1,
    forcePathStyle: true,
  });
  if (command === 'wait') return waitFor(sdk, client, rest[0] ?? '', options);
  const wanted = `${pascal(command)}Command`.toLowerCase();
  const Command = constructorIn(sdk, (name) => name.toLowerCase() === wanted);
  const members = membersOf(new Command({}));
  const input = Object.entries(options).map(([flag, words]) => {
    const named = RENAMED[`${service} ${command} ${flag}`] ?? flag;
    const isNo = named.startsWith('no-') && !members.has(named);
    const member = members.get(isNo ? named.slice(3) : named);
    if (member === undefined) throw new Error(`aws ${service} ${command} has no --${flag}`);
    return [member.name, isNo ? false : valueFrom(words, member, flag)];
  });
  await client.send(new Command(Object.fromEntries(input)));
}

/** Commands without parameters of services that have no client here; `/Name` is the path of each. */
const POSTED = new Set(['observabilityadmin start-telemetry-evaluation']);

async function post(service: string, command: string, rest: readonly string[], endpoint: string): Promise<void> {
  const { region = '', ...others } = optionsOf(rest);
  if (Object.keys(others).length > 0) throw new Error(`aws ${service} ${command} takes no parameters`);
  const about = { host: '', requestHandler: {}, userAgentAppId: 'test', credentials: CREDENTIALS };
  const { post: send } = await signedPosts({ ...about, service, region: one(region), endpoint });
  await send(`/${pascal(command)}`, {}, new AbortController().signal);
}

/** Parameters that the AWS CLI calls otherwise: https://docs.aws.amazon.com/cli/latest/reference/sns/subscribe.html */
const RENAMED: Readonly<Record<string, string>> = { 'sns subscribe notification-endpoint': 'endpoint' };

type Options = Readonly<Record<string, readonly string[]>>;

/** Words after each flag. */
function optionsOf(words: readonly string[]): Options {
  const options: Record<string, string[]> = {};
  let last: string[] | undefined;
  for (const word of words) {
    if (word.startsWith('--')) {
      const [flag = '', ...value] = word.slice(2).split('=');
      last = value.length > 0 ? [value.join('=')] : [];
      options[flag] = last;
    } else last?.push(word);
  }
  return options;
}

function one(words: string | readonly string[]): string {
  if (typeof words === 'string') return words;
  if (words.length !== 1) throw new Error(`one value is wanted: ${words.join(' ')}`);
  return words[0] ?? '';
}

type Type = 'text' | 'number' | 'boolean' | 'texts' | 'time' | 'json';

/** Codes of the SDK's schemas; everything else is a structure, a list or a map. */
const TYPES: Readonly<Record<string, Type>> = {
  ...{ 0: 'text', 1: 'number', 2: 'boolean', 4: 'time', 5: 'time', 6: 'time', 7: 'time', 64: 'texts' },
};

interface Member {
  readonly name: string;
  readonly type: Type;
  readonly schema: unknown;
}

/** By the AWS CLI's name. */
function membersOf(command: { readonly schema?: unknown }): ReadonlyMap<string, Member> {
  const operation = resolved(command.schema);
  const input: unknown = Array.isArray(operation) ? resolved(operation[4]) : [];
  const [names, types] = Array.isArray(input) ? [list(input[4]).map(String), list(input[5])] : [[], []];
  const typeOf = (index: number): Type => {
    const plain = schemaOf(types[index]);
    return typeof plain === 'number' ? (TYPES[plain] ?? 'json') : 'json';
  };
  return new Map(names.map((name, index) => [kebab(name), { name, type: typeOf(index), schema: types[index] }]));
}

/** A schema without the traits that may stand beside it. */
function schemaOf(schema: unknown): unknown {
  const type = resolved(schema);
  return Array.isArray(type) && (type.length === 2 || typeof type[0] === 'function') ? resolved(type[0]) : type;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const resolved = (schema: unknown): unknown => (typeof schema === 'function' ? resolved(schema()) : schema);

function valueFrom(words: readonly string[], { type, schema }: Member, flag: string): unknown {
  if (type === 'boolean') {
    if (words.length > 0) throw new Error(`--${flag} takes no value`);
    return true;
  }
  if (type === 'texts') return words[0]?.startsWith('[') ? JSON.parse(one(words)) : words;
  if (type === 'text') return one(words);
  if (type === 'time') return timeFrom(one(words));
  const value: unknown = JSON.parse(one(words));
  if ((typeof value === 'number') !== (type === 'number')) throw new Error(`--${flag} takes a ${type}`);
  return withTimes(value, schema);
}

function timeFrom(text: unknown): Date {
  const time = new Date(String(text));
  if (Number.isNaN(time.getTime())) throw new Error(`no time: ${text}`);
  return time;
}

/** Texts inside of JSON that are times, as the AWS CLI reads them. */
function withTimes(value: unknown, schema: unknown): unknown {
  const type = schemaOf(schema);
  if (typeof type === 'number') return type >= 4 && type <= 7 ? timeFrom(value) : value;
  if (!Array.isArray(type)) return value;
  const [kind, , , , names, members] = type;
  if (kind === 1 && Array.isArray(value)) return value.map((item) => withTimes(item, names));
  if (kind !== 3 || typeof value !== 'object' || value === null) return value;
  const types = new Map(list(names).map((name, index) => [name, list(members)[index]]));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withTimes(item, types.get(name))]));
}

async function waitFor(sdk: Sdk, client: object, waiter: string, options: Options): Promise<void> {
  const wait = sdk[`waitUntil${pascal(waiter)}`];
  if (typeof wait !== 'function') throw new Error(`no waiter ${waiter}`);
  const input = Object.fromEntries(Object.entries(options).map(([flag, words]) => [pascal(flag), one(words)]));
  await wait({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.1 }, input);
}

type Made = { readonly schema?: unknown; send(command: unknown): Promise<unknown> };

function constructorIn(sdk: Sdk, isMeant: (name: string) => boolean): new (input: object) => Made {
  const [, found] = Object.entries(sdk).find(([name]) => isMeant(name)) ?? [];
  if (typeof found !== 'function') throw new Error('the SDK has no such command');
  return found as new (
    input: object,
  ) => Made;
}

const pascal = (words: string) => words.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
/** As botocore's xform_name. */
const kebab = (name: string) =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll('--', '-');

async function runReal(line: string, endpoint: string): Promise<void> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  };
  await promisify(execFile)('sh', ['-c', line], { env });
}
