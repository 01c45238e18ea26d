/** Ctrl-C at a question, of every command that asks one: the run was interrupted, so the exit status is 3. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGood } from '../../../../sandbox/scripted/good.ts';
import { run } from '../../../../src/cli.ts';
import { EXIT } from '../../../../src/core/exit.ts';
import { fakeHost } from '../../../helpers/host/fake-host.ts';
import { KEY, playing } from '../../../helpers/host/keys.ts';
import { type Live, live, pace } from '../../../helpers/notifier/live.ts';
import { ELSEWHERE, root, signIn } from '../../../helpers/records/records.ts';

const SETTINGS = `name: acme
pipelines: [events]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;

interface Case {
  readonly question: string;
  /** Defaults to `SETTINGS`. */
  readonly settings?: string;
  readonly deployed?: true;
  readonly prepare?: (account: Live) => void;
  readonly env?: Readonly<Record<string, string>>;
}

const RECORD = JSON.stringify(signIn({ by: root(), from: ELSEWHERE }));
const SECRET = ['https://hooks.slack.com/services', 'T0000', 'B0000', 'hush'].join('/');

/** By the words of the command. `{file}`: a file of records. */
const CASES: Readonly<Record<string, Case>> = {
  deploy: { question: 'Deploy this to account 111122223333?' },
  destroy: { question: 'Remove all of this?', deployed: true },
  'destroy --all': { question: 'Type acme to remove all of this', deployed: true },
  'secret set slack': { question: 'to be stored in /acme/slack-webhook' },
  'test-chatwork': { question: 'not kept' },
  test: {
    question: 'Allow SLACK_WEBHOOK for this file?',
    settings: 'channels:\n  - slack: { webhook: env:SLACK_WEBHOOK }\n',
    env: { SLACK_WEBHOOK: SECRET },
  },
  'replay --file {file} --notify': { question: 'Send' },
  'watch --notify': { question: 'Send findings to' },
  'confirm-email': {
    question: 'The link in the mail',
    deployed: true,
    settings: `${SETTINGS}  - email: { to: [ops@example.com] }\n`,
  },
  'audit --live': {
    question: 'Remove it?',
    prepare(account) {
      makeGood(account);
      // As a killed run left it.
      account.sqs.create('login-watch-live-20260101T000000Z-3fa2c1');
    },
  },
};

test.each(Object.entries(CASES))(
  '%s',
  async (words, { question, settings = SETTINGS, deployed, env = {}, prepare = () => {} }) => {
    const account = await live();
    await account.settings(settings);
    if (deployed === true) expect(await account.run('deploy', '--yes')).toMatchObject({ exit: EXIT.done });
    const file = join(account.cwd, 'records.ndjson');
    await writeFile(file, `${RECORD}\n`);
    prepare(account);
    const before = changesIn(account);

    const fake = fakeHost({ cwd: account.cwd, columns: 120, isTerminal: true, sleep: pace, env });
    const { host, played } = playing(fake, [[question, KEY.stop]]);
    const argv = words.split(' ').map((word) => word.replace('{file}', file));
    const exit = await run(argv, { ...host, now: Date.now });
    await played;
    expect({ exit, err: host.err() }).toEqual({ exit: EXIT.refused, err: expect.stringMatching(/Stopped[;.]/) });
    expect(changesIn(account)).toEqual(before);
    expect(account.slack.received).toEqual([]);
  },
);

/** Calls that change something; what a plan makes and drops again isn't one. */
const changesIn = ({ calls }: Live) =>
  calls.flatMap(({ action }) =>
    /^(?:Put|Delete(?!ChangeSet|Stack)|Subscribe|Execute|Publish|SetQueue|SendMessage)/.test(action) ? [action] : [],
  );

test('questions are asked in one place, which knows one way to stop', async () => {
  const folder = 'src/commands';
  const asking: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const text = await readFile(join(folder, name), 'utf8');
    if (/from 'node:readline'|import\('inquirer'\)/.test(text)) asking.push(name);
  }
  expect(asking.map((name) => name.replaceAll('\\', '/')).sort()).toEqual([
    'shared/asking/ask-plain.ts',
    'shared/asking/prompt.ts',
  ]);
});
