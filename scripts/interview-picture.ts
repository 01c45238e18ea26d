/** A real interview in a real terminal (tmux) with an account on loopback, as a picture. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Language, Words } from '../src/core/rule.ts';
import { INIT_WORDS } from '../src/messages/set-up/init.ts';
import { SECRET_WORDS } from '../src/messages/settings/secrets.ts';
import { serve } from '../test/helpers/host/server.ts';
import { Terminal } from '../test/helpers/host/terminal.ts';
import { startInitAccount } from '../test/helpers/notifier/init-account.ts';
import { svgOf } from './terminal-picture.ts';

const COLUMNS = 84;
const LABEL: Words = {
  en: 'A terminal: login-watch init shows the account and its trails, suggests what fits, and tries the Slack webhook at once',
  ja: 'ターミナルの画面。login-watch init がアカウントと証跡を示し、合うものを推奨し、SlackのWebhookをその場で試している',
};

/** The pressed keys for each question, up to the question that ends the picture. */
function answers(hook: string, language: Language): readonly (readonly [question: string, ...keys: string[]])[] {
  const words = INIT_WORDS[language];
  const webhook = SECRET_WORDS[language].ask.slack;
  return [
    [words.trailQuestion, 'Enter'],
    [words.pipelinesQuestion, 'Enter'],
    [words.channelsQuestion, 'Space', 'Enter'],
    [webhook, hook, 'Enter'],
    [words.failedQuestion, 'Enter'],
    [webhook, hook, 'Enter'],
    [words.healthQuestion, 'Enter'],
    [words.ownQuestion('', ''), 'Enter'],
    [words.trustedQuestion, 'Enter'],
    [words.languageQuestion, 'Enter'],
    [words.timezoneQuestion, 'Enter'],
    [words.hoursQuestion, 'mon-fri 09:00-18:00', 'Enter'],
    [words.muteQuestion, 'Enter'],
    [words.namesQuestion, 'Enter'],
    [words.themesQuestion],
  ];
}

/** Enough of a question to know it by: the rest may stand in the next line. */
const BEGINNING = 6;

/** The interview as SVG. */
export async function interviewPicture(language: Language): Promise<string> {
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
      ...(language === 'en' ? {} : { LC_ALL: 'ja_JP.UTF-8' }),
    },
  });
  try {
    for (const [question, ...keys] of answers(`${vendor.url}/services/T0/B0/made-up`, language)) {
      await terminal.question(question.slice(0, BEGINNING));
      for (const key of keys) await (/^[A-Z][a-z]+$/.test(key) ? terminal.press(key) : terminal.type(key));
    }
    const lines = `$ npx aws-login-watch init\n\n${await terminal.painted()}`.split('\n');
    return svgOf(lines, { columns: COLUMNS, label: LABEL[language] });
  } finally {
    await terminal.close();
    await Promise.all([account.close(), vendor.close(), rm(cwd, { recursive: true, force: true })]);
  }
}
