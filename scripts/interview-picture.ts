/** A real interview in a real terminal (tmux) with an account on loopback, as a picture. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../test/helpers/host/server.ts';
import { Terminal } from '../test/helpers/host/terminal.ts';
import { startInitAccount } from '../test/helpers/notifier/init-account.ts';
import { svgOf } from './terminal-picture.ts';

const COLUMNS = 84;
const LABEL =
  'A terminal: login-watch init shows the account and its trails, suggests what fits, and tries the Slack webhook at once';

/** The answer to each question, up to the picture's last one. */
const answers = (hook: string): readonly (readonly [question: string, ...keys: string[]])[] => [
  ['Which trail', 'Enter'],
  ['How do records', 'Enter'],
  ['Where shall', 'Space', 'Enter'],
  ['Slack webhook', hook, 'Enter'],
  ['What now', 'Enter'],
  ['Slack webhook', hook, 'Enter'],
  ['Your own last', 'Enter'],
  ['Trusted networks', 'Enter'],
  ['Language', 'Enter'],
  ['Time zone', 'Enter'],
  ['Business hours', 'mon-fri 09:00-18:00', 'Enter'],
  ['Which severities', 'Enter'],
];
const LAST = 'Which rules';

/** The picture as SVG. */
export async function interviewPicture(): Promise<string> {
  const logGroup = 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*';
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-picture-'));
  const account = await startInitAccount({ trails: [{ name: 'main', logGroup }] });
  const vendor = await serve({ status: 404, body: 'no_service' }, { status: 200, body: 'ok' });
  const terminal = await Terminal.start(['init', '--no-deploy'], {
    cwd,
    columns: COLUMNS,
    env: {
      ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' },
      ...{ AWS_ENDPOINT_URL: account.endpoint, NO_COLOR: '', FORCE_COLOR: '1' },
    },
  });
  try {
    for (const [question, ...keys] of answers(`${vendor.url}/services/T0/B0/made-up`)) {
      await terminal.question(question);
      for (const key of keys) await (/^[A-Z][a-z]+$/.test(key) ? terminal.press(key) : terminal.type(key));
    }
    await terminal.question(LAST);
    const lines = `$ npx aws-login-watch init\n\n${await terminal.painted()}`.split('\n');
    return svgOf(lines, { columns: COLUMNS, label: LABEL });
  } finally {
    await terminal.close();
    await Promise.all([account.close(), vendor.close(), rm(cwd, { recursive: true, force: true })]);
  }
}
