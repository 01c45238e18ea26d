/** Programs read the same whatever a person's language: JSON and exit statuses of every command, byte for byte. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { madeUpWeek } from '../sandbox/week.ts';
import { allBelow, wholeProgram } from './helpers/host/all-commands.ts';
import { live, pace } from './helpers/notifier/live.ts';
import { ELSEWHERE, root, signIn } from './helpers/records/records.ts';

const SETTINGS = `name: acme
timezone: Asia/Tokyo
pipelines: [events]
trail: { use: new }
trusted: [{ cidr: 203.0.113.0/24, name: Tokyo office }]
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
health: { email: [ops@example.com], channel: { slack: { webhook: ssm:/acme/slack-webhook } } }
own:
  - id: own-one
    title: Mine
    severity: low
    when: { eventName: [ConsoleLogin] }
    examples: { fires: [{ eventName: Other, eventSource: other.example }], quiet: [] }
`;

/** Commands that print JSON, and how each is called; `week` is a folder of records, `new` a file of each call. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  replay: [
    'replay week --rules all --format json',
    'replay week --rules all --format ndjson',
    'replay --since 1h --regions us-east-1,ap-northeast-1 --format json',
  ],
  forecast: ['forecast --file week --format json'],
  session: ['session latest week --format json'],
  watch: ['watch --once --since 7d --rules signin --state new --format ndjson --group-by rule'],
  logins: ['logins --since 1h --format json'],
  test: ['test --format json', 'test --deployed --format json', 'test --health --format json'],
  'test-slack': ['test-slack --format json', 'test-slack --webhook-url http://127.0.0.1:9/x --format json'],
  'test-chatwork': ['test-chatwork --token nonsense --room 1 --format json'],
  'test-teams': ['test-teams --url http://127.0.0.1:9/x --format json'],
  'test-discord': ['test-discord --url http://127.0.0.1:9/x --format json'],
  'test-pagerduty': ['test-pagerduty --routing-key nonsense --format json'],
  'test-webhook': ['test-webhook --url http://127.0.0.1:9/x --format json'],
  'test-email': ['test-email --format json'],
  status: ['status --format json'],
  audit: ['audit --format json'],
  doctor: ['doctor --format json', 'doctor --for replay,deploy --verbose --format json'],
  redrive: ['redrive --format json'],
  'rules list': ['rules list --format json'],
  'rules show': ['rules show root-login --format json'],
  'rules compile': ['rules compile --format json'],
  'rules test': ['rules test login-watch.yaml --format json'],
  policy: ['policy deploy', 'policy status --split'],
  'config schema': ['config schema'],
};

test('every command that has --format is called here', async () => {
  const withFormat = allBelow(await wholeProgram()).filter(([, { options }]) =>
    options.some(({ long }) => long === '--format'),
  );
  expect(withFormat.map(([name]) => name).filter((name) => !(name in CALLS))).toEqual([]);
});

/** A deployed notifier, a week of records on disk and in CloudTrail, a kept sign-in, and dead letters. */
async function account() {
  const start = Date.now();
  let now = start;
  const week = madeUpWeek(start);
  const made = await live({
    now: () => now,
    regions: ['us-east-1', 'ap-northeast-1'],
    records: week,
    denied: ['ap-northeast-1'],
  });
  await made.settings(SETTINGS);
  await mkdir(join(made.cwd, 'week'));
  await writeFile(join(made.cwd, 'week', 'records.json'), JSON.stringify({ Records: week }));
  await writeFile(join(made.cwd, 'week', 'broken.json'), '{"Records": [');
  expect(await made.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  await made.happen(signIn({ by: root(), from: ELSEWHERE, also: { eventTime: new Date(start).toISOString() } }));
  await made.settled();
  await vi.waitFor(() => expect(made.slack.received.length).toBeGreaterThan(0), { timeout: 120_000 });
  made.sqs.send('acme-dead', { body: JSON.stringify({ loginWatch: 'unreadable' }) });
  made.sqs.send('acme-dead', { body: '[]' });
  // Each call begins at the same moment, and waiting moves the clock.
  const sleep = async (ms: number) => {
    now += ms;
    await pace(ms);
  };
  const call = (...argv: readonly string[]) => {
    now = start;
    return made.runIn({ sleep }, ...argv);
  };
  return { ...made, call };
}

/** The time that a message took differs from run to run, and with it how many attempts fit into the time there is. */
const withoutTimings = (text: string) =>
  text.replaceAll(/"(ms|attempts)": \d+/g, '"$1": 0').replace(/(?<="kind":"groups".*"to":)"[^"]+"/, '"the end"');

test('JSON and exit statuses are the same in every language', async () => {
  const { cwd, call, settings } = await account();
  let states = 0;
  for (const line of Object.values(CALLS).flat()) {
    const asked = async (language: 'en' | 'ja', ...more: readonly string[]) => {
      states += 1;
      const files: Readonly<Record<string, string>> = { week: 'week', new: `state-${states}` };
      const argv = line.split(' ').map((word) => (files[word] === undefined ? word : join(cwd, files[word])));
      await settings(`language: ${language}\n${SETTINGS}`);
      const { exit, out } = await call(...argv, ...more);
      return { line, exit, out: withoutTimings(out) };
    };
    const english = await asked('en');
    const isPrinted = /[[{]/.test(english.out);
    // These are refused before anything is sent; `test` stands for their JSON, which is made in the same place.
    expect.soft({ line, isPrinted }).toEqual({ line, isPrinted: !/^test-(?!slack|webhook)/.test(line) });
    expect.soft(await asked('en', '--language', 'ja')).toEqual(english);
    // `status` compares the settings with those that were deployed.
    if (!line.startsWith('status')) expect.soft(await asked('ja')).toEqual(english);
  }
});
