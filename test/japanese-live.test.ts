/** Every path of every command, under `ja`, in an account on loopback: no English sentence, whatever goes wrong. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AwsFault } from '../sandbox/account/service.ts';
import { madeUpWeek } from '../sandbox/week.ts';
import { run } from '../src/cli.ts';
import { EXIT } from '../src/core/exit.ts';
import { workingCommands } from './helpers/host/all-commands.ts';
import { strictlyEnglishIn } from './helpers/host/english.ts';
import { fakeHost } from './helpers/host/fake-host.ts';
import { answering, KEY } from './helpers/host/keys.ts';
import { type Live, pace, startLive } from './helpers/notifier/live.ts';
import { ELSEWHERE, root, signIn } from './helpers/records/records.ts';

/** English that stays under `ja`: names, values, and what AWS and others said. */
const EXCEPTIONS: readonly (readonly [text: RegExp, why: string])[] = [
  [/^ {4}\$ .*$/gm, 'command lines of examples'],
  [/^ {2,4}aws .*$/gm, 'commands of the AWS CLI to copy'],
  [/login\\*-watch(?: [a-z][a-z-]*)+/g, 'the name of a command, as in the first line of its help'],
  [/aws (?:cloudtrail|dynamodb|logs|s3|sns|ssm) [a-z-]+( --[a-z-]+ \S+)*/g, 'a command of the AWS CLI'],
  [/\(?"203\.0\.113\.0\/24 Tokyo office[^"]*"/g, 'a value of --trusted'],
  [/"mon-fri 09:00-18:00"/g, 'a value of --hours'],
  [/「Confirm subscription」/g, 'the link in a mail by AWS, which is English'],
  [/User: \S+ is not authorized to perform: [\w:]+/g, 'AWS’s own words, quoted'],
  [/The security token included in the request is expired/g, 'AWS’s own words, quoted'],
  [/chatwork room \d+/g, 'the name of a channel, the same in JSON'],
  [/account password(?: policy)?/g, 'the object of an AWS operation, in the words of its name'],
  [/Rate exceeded/g, 'AWS’s own words, quoted'],
  [/Failed authentication/g, 'CloudTrail’s own words, quoted'],
];
/** Commands whose standard output is a file for programs, the same in every language. */
const DATA = new Set(['config schema', 'policy', 'template', 'completion']);

const SETTINGS = `name: acme
language: ja
timezone: Asia/Tokyo
pipelines: [events, logs]
trail: { use: new }
trusted: [{ cidr: 203.0.113.0/24, name: HQ }]
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
health: { email: [ops@example.com], channel: { slack: { webhook: ssm:/acme/slack-webhook } } }
own:
  - id: own-one
    title: Eigene
    severity: low
    when: { eventName: [ConsoleLogin] }
    examples: { fires: [{ eventName: Other, eventSource: other.example }], quiet: [] }
`;
/** Files of settings, each wrong in a way of its own. */
const WRONG: Readonly<Record<string, string>> = {
  'broken.yaml': 'name: [acme\nchannels: }',
  'unknown.yaml': 'nmae: acme\nchanels: []\n',
  'wrong.yaml':
    'name: acme\nlanguage: fr\ntimezone: Mars/Base\nchannels: [{ slack: { webhook: https://example.com/ } }]\n',
  'empty.yaml': '',
  'list.yaml': '- name: acme\n',
};
const FILES = { ...WRONG, 'changed.yaml': `${SETTINGS}rules: { sg-changed: off }\n`, 'own.yaml': SETTINGS };

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
const LINK = `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${'a1'.repeat(40)}`;

/**
 * How each command is called to do its work, and other ways; nothing that is deployed changes. A command that is missing
 * here fails the test. Words that begin with `@` are files in the folder.
 */
const CALLS: Readonly<Record<string, readonly [work: string, ...others: string[]]>> = {
  demo: ['demo'],
  replay: [
    'replay --since 7d --regions us-east-1,eu-north-1 --rules signin',
    'replay @week',
    'replay @week --rules all --format csv',
    'replay @week --notify --yes',
    'replay --since 1h --regions us-east-1,eu-north-1',
    'replay @missing.json',
    'replay @own.yaml',
    'replay -',
  ],
  session: ['session latest', 'session latest @week', 'session carol @week', 'session nobody'],
  logins: ['logins --since 1h', 'logins --since 2999-01-01'],
  init: [
    'init --yes --no-deploy --channels slack --secret slack=ssm:/acme/slack-webhook',
    ...['chatwork', 'teams', 'discord', 'pagerduty', 'webhook', 'email'].map(
      (kind) => `init --yes --no-deploy --channels ${kind}`,
    ),
  ],
  'secret set': ['secret set slack', 'secret set slack --replace', 'secret set chatwork', 'secret set telegram'],
  deploy: ['deploy --yes', 'deploy --plan', 'deploy --plan --config changed.yaml', 'deploy --config changed.yaml'],
  'confirm-email': [`confirm-email --url ${LINK}`, 'confirm-email'],
  test: ['test', 'test --health', 'test --deployed', 'test slack --deployed', 'test slack --dry-run', 'test nonsense'],
  'test-slack': ['test-slack', 'test-slack --webhook-url https://example.com/', 'test-slack --dry-run'],
  'test-chatwork': ['test-chatwork --room 123456', 'test-chatwork --dry-run'],
  'test-teams': ['test-teams', 'test-teams --dry-run'],
  'test-discord': ['test-discord', 'test-discord --dry-run'],
  'test-pagerduty': ['test-pagerduty --routing-key nonsense', 'test-pagerduty --dry-run --eu'],
  'test-webhook': ['test-webhook', 'test-webhook --url http://127.0.0.1:9/', 'test-webhook --dry-run'],
  'test-email': ['test-email', 'test-email --dry-run'],
  status: ['status', 'status --drift'],
  audit: ['audit', 'audit --verbose --checks controls'],
  doctor: ['doctor', 'doctor --for replay,deploy --verbose'],
  watch: [
    'watch --once --state watch.state',
    'watch --once --state watch.state --group-by user',
    'watch --once',
    'watch --once --state settings.json',
    'watch --once --state other.state --notify --yes',
  ],
  'athena setup': [
    'athena setup --s3 s3://archive --plan',
    'athena setup --s3 s3://archive',
    'athena setup --s3 s3://missing',
    'athena setup',
  ],
  redrive: ['redrive --yes', 'redrive nonsense', 'redrive --forget'],
  destroy: ['destroy', 'destroy --all --yes', 'destroy --all --confirm other', 'destroy --regions eu-north-1'],
  'config check': ['config check', 'config check --strict'],
  'config schema': ['config schema'],
  'rules list': ['rules list', 'rules list own-one nonsense'],
  'rules show': ['rules show root-login', 'rules show root-logni', 'rules show own-one'],
  'rules compile': ['rules compile', 'rules compile --for eventbridge', 'rules compile --for logs'],
  'rules test': ['rules test @login-watch.yaml', 'rules test @missing.yaml', 'rules test @empty.yaml'],
  forecast: [
    'forecast --since 1h --regions us-east-1',
    'forecast --file @week --write --yes',
    'forecast --file @missing.json',
  ],
  policy: ['policy deploy', 'policy init --notify', 'policy nonsense'],
  template: ['template notifier', 'template trail', 'template notifer'],
  completion: ['completion bash', 'completion zsh', 'completion fish'],
  version: ['version'],
};
/** Go on until they are stopped, if nothing else is asked of them. */
const ENDLESS = new Set(['watch']);
/** Ask only before minutes of requests, for which this account holds too little, or with an option (`--live`, which has tests of its own). */
const PATIENT = new Set(['session', 'audit']);
const COMMANDS = await workingCommands();

/** The key that the program signs with. */
const OURS = process.env['AWS_ACCESS_KEY_ID'];

let account: Live;
let trouble: (service: string, action: string) => AwsFault | undefined = () => undefined;
const start = Date.now();
let now = start;
const sleep = async (ms: number) => {
  now += ms;
  await pace(ms);
};

beforeAll(async () => {
  const records = madeUpWeek(start);
  account = await startLive({
    now: () => now,
    regions: ['us-east-1', 'eu-north-1'],
    records,
    denied: ['eu-north-1'],
    trouble: (service, action) => trouble(service, action),
  });
  await account.settings(SETTINGS);
  await mkdir(join(account.cwd, 'week'));
  await writeFile(join(account.cwd, 'week', 'records.json'), JSON.stringify({ Records: records }));
  await writeFile(join(account.cwd, 'week', 'broken.json'), '{"Records": [');
  for (const [file, text] of Object.entries(FILES)) await writeFile(join(account.cwd, file), text);
  account.s3.create('archive');
  account.s3.put(
    'archive',
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/one.json.gz',
    gzipSync('{"Records":[]}'),
  );
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: EXIT.done });
  await account.happen(signIn({ by: root(), from: ELSEWHERE, also: { eventTime: new Date(start).toISOString() } }));
  await account.settled();
  account.sqs.send('acme-dead', { body: JSON.stringify({ loginWatch: 'unreadable' }) });
  account.sqs.send('acme-dead', { body: '[]' });
});
afterAll(() => account.close());
beforeEach(() => account.settings(SETTINGS));

interface World {
  readonly cwd?: string;
  /** Typed by a person at a terminal, one at each question. */
  readonly keys?: readonly string[];
}

/** Runs a line as a reader with a Japanese locale does: what was said, and how many questions were asked. */
async function read(line: string, { cwd = account.cwd, keys }: World = {}) {
  now = start;
  const host = fakeHost({ cwd, columns: 120, sleep, isTerminal: keys !== undefined, env: { LANG: 'ja_JP.UTF-8' } });
  const person = answering(host, keys ?? []);
  const world = keys === undefined ? host : person.host;
  const argv = line.split(' ').map((word) => word.replace(/^@/, `${account.cwd}/`));
  const exit = await run(argv, { ...world, now: () => now });
  person.leave();
  const isData = exit === EXIT.done && [...DATA].some((name) => `${line} `.startsWith(`${name} `));
  const told = stripVTControlCharacters((isData && !line.endsWith('--help') ? '' : host.out()) + host.err());
  const english = strictlyEnglishIn(EXCEPTIONS.reduce((rest, [exception]) => rest.replaceAll(exception, '§'), told));
  return { line, exit, english, told, questions: person.count() };
}

/** Reads each line, and expects no English in any. `exits` are all that are meant. Returns the number of questions. */
async function expectJapanese(
  lines: readonly string[],
  { exits, ...world }: World & { exits?: readonly number[] } = {},
) {
  let asked = 0;
  for (const line of lines) {
    const { exit, english, told, questions } = await read(line, world);
    const where = told.split('\n').filter((one) => english.some((words) => one.includes(words)));
    expect.soft({ line, exit, english, where }).toEqual({ line, exit, english: [], where: [] });
    if (exits !== undefined)
      expect.soft({ line, told, isMeant: exits.includes(exit) }).toMatchObject({ isMeant: true });
    // What failed then stands in the file.
    const isInFile = exit === EXIT.found && line.includes(' --output ');
    if (exit !== EXIT.done && !isInFile)
      expect.soft({ line, told }).toEqual({ line, told: expect.stringMatching(/[ぁ-んァ-ヶ]/) });
    asked += questions;
  }
  return asked;
}

const NO = 'User: arn:aws:iam::111122223333:user/bob is not authorized to perform: x:Y';
const denied = () => new AwsFault('AccessDeniedException', NO, { status: 403, queryCode: 'AccessDenied' });
const OVER = 'The security token included in the request is expired';
const expired = () => new AwsFault('ExpiredTokenException', OVER, { status: 403, queryCode: 'ExpiredToken' });

/** Throttled from the second call of an action on. */
function throttled(): typeof trouble {
  const called = new Set<string>();
  return (...call) => {
    const isFirst = !called.has(call.join());
    called.add(call.join());
    return isFirst ? undefined : new AwsFault('ThrottlingException', 'Rate exceeded', { queryCode: 'Throttling' });
  };
}

/** While AWS is in trouble, or can't be reached. */
async function inTrouble(what: typeof trouble | 'unreachable', work: () => Promise<unknown>): Promise<void> {
  if (what === 'unreachable') process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  else trouble = what;
  await work().finally(() => {
    process.env['AWS_ENDPOINT_URL'] = account.endpoint;
    trouble = () => undefined;
  });
}

test('every command is here', () => {
  expect(Object.keys(CALLS).sort()).toEqual(COMMANDS.map(([name]) => name).sort());
});

describe.each(COMMANDS)('%s', (name, { options }) => {
  const [work = name, ...others] = CALLS[name] ?? [];
  const valued = options.flatMap(({ long, flags, required, optional }) =>
    long && (required || optional) ? [{ long, isFile: /<(?:file|path)/.test(flags), required }] : [],
  );
  /** What its work asks of AWS, by the calls that it makes. */
  const asks = new Map<string, readonly [service: string, action: string]>();
  const failing = () => (asks.size === 0 ? {} : { exits: [EXIT.found, EXIT.wrongUse, EXIT.refused] });

  test('its work, piped and where nobody can answer', async () => {
    // A schedule may strike at any moment: what functions ask is none of this command's.
    const before = account.calls.length;
    await expectJapanese([work]);
    for (const { service, action, key } of account.calls.slice(before))
      if (key === OURS) asks.set(`${service} ${action}`, [service, action]);
    const unasked = /--yes/.test(work) ? [work.replace(' --yes', '')] : [];
    await expectJapanese([`${work} --verbose`, ...others, ...unasked]);
  });

  test('in a terminal: what is under way, a wrong answer, and Ctrl-C', async () => {
    await expectJapanese([work], { keys: [KEY.stop] });
    const lines = [work, ...others].filter((line) => !/ -$/.test(line)).map((line) => line.replace(' --yes', ''));
    const asked = await expectJapanese(
      lines.flatMap((line) => [line, `${line} --plain`]),
      { keys: ['nonsense\r', KEY.stop] },
    );
    if (options.some(({ long }) => long === '--yes') && !PATIENT.has(name)) expect(asked).toBeGreaterThan(0);
  });

  test('help, and what the parser refuses', async () => {
    await expectJapanese([`${name} --help`], { exits: [EXIT.done] });
    const unfinished = valued.filter(({ required }) => required).map(({ long }) => `${work} ${long}`);
    await expectJapanese([`${name} --nonsense`, ...unfinished], { exits: [EXIT.wrongUse] });
    await expectJapanese([...(ENDLESS.has(name) ? [] : [name]), `${work} words nobody expects`]);
  });

  test('each option with a value that it can’t have, and each file that isn’t there', async () => {
    await expectJapanese(valued.map(({ long, isFile }) => `${work} ${long} ${isFile ? '@nonsense' : 'nonsense'}`));
    await expectJapanese(
      valued.filter(({ isFile }) => isFile).map(({ long }) => `${work} ${long} @no/such/file.json`),
      { exits: [EXIT.wrongUse, EXIT.refused] },
    );
  });

  test('without settings, and with settings that are wrong', async () => {
    await expectJapanese([work], { cwd: join(account.cwd, 'week') });
    await expectJapanese(['missing.yaml', 'week', ...Object.keys(WRONG)].map((file) => `${work} --config ${file}`));
  });

  test('with an AWS that refuses all, refuses a session, isn’t reached, throttles, or refuses one action', async () => {
    for (const what of [denied, expired, 'unreachable'] as const)
      await inTrouble(what, () => expectJapanese([work], failing()));
    await inTrouble(throttled(), () => expectJapanese([work]));
    for (const [service, action] of asks.values()) {
      const one = (...call: readonly string[]) => (call.join() === `${service},${action}` ? denied() : undefined);
      await inTrouble(one, () => expectJapanese([work]));
    }
  });
});
