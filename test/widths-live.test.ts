/** Whole tables fit the terminal, whatever its width, characters and language; `--plain` rows are as long as their header. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { run } from '../src/cli.ts';
import { widthOf } from '../src/render/wrap.ts';
import { fakeHost } from './helpers/host/fake-host.ts';
import { type Live, live, pace } from './helpers/notifier/live.ts';
import { ELSEWHERE, iamUser, root, signIn } from './helpers/records/records.ts';

const SETTINGS = `name: acme
timezone: Asia/Tokyo
pipelines: [events]
trail: { use: new }
trusted: [{ cidr: 203.0.113.0/24, name: Tokyo office }]
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
`;

/** A notifier with all that tables show: a warning, a kept sign-in, dead letters, and a history. */
async function account() {
  const now = Date.now();
  const made = await live({ now: () => now });
  await made.settings(SETTINGS);
  await writeFile(
    join(made.cwd, 'day.json'),
    JSON.stringify({
      Records: [signIn({ by: root(), from: ELSEWHERE }), signIn({ by: iamUser('bob'), from: ELSEWHERE })],
    }),
  );
  expect(await made.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  await made.happen(signIn({ by: root(), from: ELSEWHERE, also: { eventTime: new Date(now).toISOString() } }));
  await made.settled();
  await vi.waitFor(() => expect(made.slack.received.length).toBeGreaterThan(0), { timeout: 120_000 });
  made.sqs.send('acme-dead', {
    body: JSON.stringify({ loginWatch: 'unreadable', from: 'a log group of that account' }),
  });
  made.sqs.send('acme-dead', { body: '[]' });
  return made;
}

const COMMANDS = ['status', 'doctor', 'replay day.json', 'logins --since 1h', 'redrive'];
/** What these say is on standard error. */
const SENTENCES = [
  'deploy --yes',
  'destroy',
  'replay --since 2999-01-01',
  'replay missing.json',
  'rules show root-logni',
  'test-slack --webhook-url https://example.com/',
  'config check --config missing.yaml',
  'logins --ip nonsense',
  'confirm-email --url https://example.com/',
];

async function shown({ cwd }: Live, line: string, columns: number, LC_ALL: string) {
  const host = fakeHost({ cwd, columns, isTerminal: true, env: { LC_ALL, CI: '1' } });
  let now = Date.now();
  const sleep = async (ms: number) => {
    now += ms;
    await pace(ms);
  };
  const argv = line.split(' ').map((word) => (word.endsWith('.json') ? join(cwd, word) : word));
  await run(argv, { ...host, now: () => now, sleep });
  return { out: host.out(), err: host.err() };
}

/** URLs, ARNs and commands are never broken. */
const isUnbreakable = (line: string) => /https?:\/\/|arn:aws|`[^`]{30,}`|^\s*aws /.test(line);

test('no line is wider than the terminal, and without UTF-8 all is ASCII', async () => {
  const made = await account();
  for (const line of COMMANDS) {
    for (const locale of ['C', 'C.UTF-8', 'ja_JP.UTF-8']) {
      for (const columns of [60, 80, 200]) {
        const { out: text } = await shown(made, line, columns, locale);
        const wide = text.split('\n').filter((one) => widthOf(one) > columns && !isUnbreakable(one));
        expect.soft({ line, locale, columns, wide }).toEqual({ line, locale, columns, wide: [] });
        expect.soft({ line, text: text.split('\n').length > 2 }).toEqual({ line, text: true });
        if (locale === 'C') expect.soft({ line, others: text.match(/[^\n -~]/gu) }).toEqual({ line, others: null });
        if (locale === 'ja_JP.UTF-8') expect.soft(text).toMatch(/[ぁ-ん]/);
      }
    }
  }
});

test('sentences on standard error are in lines of the terminal, and with --plain they are whole', async () => {
  const made = await account();
  for (const line of [...COMMANDS, ...SENTENCES]) {
    for (const locale of ['C.UTF-8', 'ja_JP.UTF-8']) {
      const whole = (await shown(made, `${line} --plain`, 80, locale)).err;
      for (const columns of [60, 80]) {
        const { err } = await shown(made, line, columns, locale);
        const wide = err.split('\n').filter((one) => widthOf(one) > columns && !isUnbreakable(one));
        expect.soft({ line, locale, columns, wide }).toEqual({ line, locale, columns, wide: [] });
        const bare = (text: string) => text.replaceAll(/\s/g, '');
        if (SENTENCES.includes(line)) expect.soft({ line, err: bare(err) }).toEqual({ line, err: bare(whole) });
      }
    }
  }
});

test('with --plain each row has as many fields as its header', async () => {
  const made = await account();
  for (const line of COMMANDS) {
    for (const locale of ['C.UTF-8', 'ja_JP.UTF-8']) {
      const { out: text } = await shown(made, `${line} --plain`, 80, locale);
      const table = text.split('\n\n').find((part) => part.split('\n').length > 1 && part.includes(', ')) ?? '';
      const fields = table
        .trim()
        .split('\n')
        .map((row) => row.split(', ').length);
      expect.soft({ line, locale, rows: fields.length > 1 }).toEqual({ line, locale, rows: true });
      expect.soft({ line, locale, fields: new Set(fields) }).toEqual({ line, locale, fields: new Set([fields[0]]) });
    }
  }
});
