/** Nothing that people read under `ja` is an English sentence: help of every command, refusals of the parser, first paths. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../src/cli.ts';
import { EXIT, type Exit } from '../src/core/exit.ts';
import { allBelow, wholeProgram } from './helpers/host/all-commands.ts';
import { englishIn } from './helpers/host/english.ts';
import { fakeHost } from './helpers/host/fake-host.ts';
import { signIn } from './helpers/records/records.ts';

/** English that stays under `ja`: to be typed or copied as it is. */
const EXCEPTIONS: readonly (readonly [text: RegExp, why: string])[] = [
  [/^ {4}\$ .*$/gm, 'command lines of examples'],
  [/login-watch(?: [a-z][a-z-]*)+/g, 'the name of a command, as in the first line of its help'],
  [/\(?"203\.0\.113\.0\/24 Tokyo office[^"]*"/g, 'a value of --trusted'],
  [/"mon-fri 09:00-18:00"/g, 'a value of --hours'],
  [/「Confirm subscription」/g, 'the link in a mail by AWS, which is English'],
];

const englishOf = (text: string) =>
  englishIn(EXCEPTIONS.reduce((rest, [exception]) => rest.replaceAll(exception, '§'), text));

/** Paths of a command that need no AWS: what is typed, and the exit status. `cwd` holds `day.json` and settings. */
type Path = readonly [line: string, exit: Exit];

/** A command that is missing here fails the test. */
const PATHS: Readonly<Record<string, readonly Path[]>> = {
  help: [
    ['help', EXIT.done],
    ['help replya', EXIT.wrongUse],
    ['help rules shwo', EXIT.wrongUse],
  ],
  version: [['version extra', EXIT.wrongUse]],
  demo: [['demo extra', EXIT.wrongUse]],
  replay: [
    ['replay --since soon', EXIT.wrongUse],
    ['replay --notify telegram --yes', EXIT.wrongUse],
    ['replay --notify --yes', EXIT.wrongUse],
    ['replay --limit 0', EXIT.wrongUse],
    ['replay --threads 2', EXIT.wrongUse],
    ['replay AWSLogs --threads 99', EXIT.wrongUse],
    ['replay --regions ,', EXIT.wrongUse],
    ['replay --file day.json --rules sigin', EXIT.wrongUse],
    ['replay --file day.json --output no/such/folder', EXIT.wrongUse],
  ],
  session: [
    ['session', EXIT.wrongUse],
    ['session latest --format csv', EXIT.wrongUse],
    ['session nobody day.json', EXIT.wrongUse],
    ['session latest --since soon', EXIT.wrongUse],
  ],
  logins: [
    ['logins --format jsno', EXIT.wrongUse],
    ['logins --since soon', EXIT.wrongUse],
    ['logins --since 2999-01-01', EXIT.wrongUse],
  ],
  init: [['init --secret nonsense', EXIT.wrongUse]],
  secret: [['secret', EXIT.wrongUse]],
  'secret set': [['secret set', EXIT.wrongUse]],
  'secret help': [['secret help ste', EXIT.wrongUse]],
  deploy: [['deploy --plna', EXIT.wrongUse]],
  'confirm-email': [['confirm-email --url', EXIT.wrongUse]],
  test: [['test --format xml', EXIT.wrongUse]],
  'test-slack': [['test-slack --format xml', EXIT.wrongUse]],
  'test-chatwork': [['test-chatwork --room x', EXIT.wrongUse]],
  'test-teams': [['test-teams --format xml', EXIT.wrongUse]],
  'test-discord': [['test-discord --format xml', EXIT.wrongUse]],
  'test-pagerduty': [['test-pagerduty --format xml', EXIT.wrongUse]],
  'test-webhook': [['test-webhook --format xml', EXIT.wrongUse]],
  'test-email': [['test-email --format xml', EXIT.wrongUse]],
  status: [['status extra', EXIT.wrongUse]],
  audit: [
    ['audit --checks nothing', EXIT.wrongUse],
    ['audit --regions tokyo', EXIT.wrongUse],
  ],
  doctor: [['doctor --for ,', EXIT.wrongUse]],
  watch: [
    ['watch --once', EXIT.wrongUse],
    ['watch --overlap soon', EXIT.wrongUse],
  ],
  athena: [['athena', EXIT.wrongUse]],
  'athena setup': [
    ['athena setup --yes', EXIT.wrongUse],
    ['athena setup --s3 s3://acme-trail/AWSLogs', EXIT.wrongUse],
    ['athena setup --s3 s3://acme-trail/AWSLogs --max-scan much', EXIT.wrongUse],
    ['replay --athena --table x', EXIT.wrongUse],
    ['replay --athena --s3 s3://acme-trail/AWSLogs', EXIT.wrongUse],
    ['replay --max-scan 1TB', EXIT.wrongUse],
  ],
  'athena help': [['athena help setpu', EXIT.wrongUse]],
  redrive: [
    ['redrive extra more', EXIT.wrongUse],
    ['redrive --format csv', EXIT.wrongUse],
  ],
  destroy: [['destroy --confrm x', EXIT.wrongUse]],
  config: [['config', EXIT.wrongUse]],
  'config check': [['config check extra', EXIT.wrongUse]],
  'config schema': [['config schema extra', EXIT.wrongUse]],
  'config help': [['config help check', EXIT.done]],
  rules: [['rules shwo', EXIT.wrongUse]],
  'rules list': [
    ['rules list', EXIT.done],
    ['rules list root', EXIT.done],
    ['rules list sigin', EXIT.wrongUse],
    ['rules list --format xml', EXIT.wrongUse],
  ],
  'rules show': [
    ['rules show', EXIT.wrongUse],
    ['rules show root', EXIT.wrongUse],
    ['rules show root-logim', EXIT.wrongUse],
    ['rules show a b', EXIT.wrongUse],
  ],
  'rules compile': [
    ['rules compile sns-topic-deleted --for lookup', EXIT.done],
    ['rules compile guardduty-finding --for lookup', EXIT.done],
    ['rules compile nonsense', EXIT.wrongUse],
    ['rules compile --for eventbrdige', EXIT.wrongUse],
  ],
  'rules test': [
    ['rules test', EXIT.wrongUse],
    ['rules test own.yaml', EXIT.found],
    ['rules test without-own.yaml', EXIT.wrongUse],
    ['rules test missing.yaml', EXIT.wrongUse],
  ],
  'rules help': [['rules help list', EXIT.done]],
  forecast: [['forecast --since', EXIT.wrongUse]],
  policy: [
    ['policy demo', EXIT.done],
    ['policy deploy', EXIT.done],
    ['policy deploy --split', EXIT.done],
    ['policy dploy', EXIT.wrongUse],
  ],
  template: [['template', EXIT.wrongUse]],
  completion: [
    ['completion tcsh', EXIT.wrongUse],
    ['completion', EXIT.wrongUse],
  ],
};

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-japanese-'));
  writeFileSync(join(cwd, 'day.json'), JSON.stringify({ Records: [signIn({})] }));
  writeFileSync(join(cwd, 'without-own.yaml'), 'name: acme\n');
  writeFileSync(
    join(cwd, 'own.yaml'),
    'own: [{ id: own-one, title: Eins, severity: low, when: { eventName: [A] }, examples: { fires: [{ eventName: B, eventSource: b.example }], quiet: [] } }]\n',
  );
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** As a reader with a Japanese locale sees it, or one with another. */
async function read(argv: readonly string[], LANG = 'ja_JP.UTF-8') {
  const host = fakeHost({ cwd, env: { LANG } });
  const paths = argv.map((word) => (word.endsWith('.json') ? join(cwd, word) : word));
  const exit = await run(paths, host);
  return { exit, text: host.out() + host.err(), err: host.err() };
}

const program = await wholeProgram();
const COMMANDS = allBelow(program);

test('every command has its paths here, and none is left over', () => {
  expect(Object.keys(PATHS).sort()).toEqual(COMMANDS.map(([path]) => path).sort());
});

test('no option makes an error that the parser has no words for', () => {
  const options = [program, ...COMMANDS.map(([, command]) => command)].flatMap((command) => command.options);
  expect(options.filter(({ mandatory }) => mandatory)).toEqual([]);
});

test.each([...COMMANDS.map(([path]) => path), ''])('login-watch %s --help', async (path) => {
  const { exit, text } = await read([...path.split(' '), '--help'].filter((word) => word !== ''));
  expect(exit).toBe(EXIT.done);
  expect(text).toMatch(/^使い方：login-watch/);
  expect(englishOf(text)).toEqual([]);
  // Every subcommand has examples, apart from those that print help or the version.
  if (!/(?:help|version)$/.test(path)) expect(text).toContain('\n例：\n');
});

test('without a command', async () => {
  const { exit, text } = await read([]);
  expect([exit, englishOf(text)]).toEqual([EXIT.done, []]);
  expect(text).toContain('login-watch init');
});

describe.each(Object.entries(PATHS))('login-watch %s', (_, paths) => {
  test.each(paths)('%s', async (line, exit) => {
    const seen = await read(line.split(' '));
    const said = line.includes('policy') ? seen.err : seen.text;
    expect([seen.exit, englishOf(said)]).toEqual([exit, []]);
    if (exit !== EXIT.done) expect(said).toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });

  test.each(paths.filter(([, exit]) => exit === EXIT.wrongUse))(
    '%s: whole sentences in each language',
    async (line) => {
      const shown = await Promise.all(['ja_JP.UTF-8', 'en_US.UTF-8'].map((LANG) => read(line.split(' '), LANG)));
      // A command without its subcommand shows its help instead.
      const [ja, en] = shown.map(({ err }) => (/^(?:使い方：|Usage: )/.test(err) ? '' : err).split('\n'));
      expect(ja?.filter((text) => !/^$|[。？：]$/.test(text))).toEqual([]);
      expect(en?.filter((text) => !/^$|[.?:]$/.test(text))).toEqual([]);
    },
  );
});

describe('the language and the rest', () => {
  test.each([
    ['--language', ['--language', 'ja'], 'language: en\n', 'en_US.UTF-8'],
    ['else the settings', [], 'language: ja\n', 'en_US.UTF-8'],
    ['else the locale', [], '', 'ja_JP.UTF-8'],
  ])('%s', async (_, options, settings, LANG) => {
    const folder = mkdtempSync(join(cwd, 'rule-'));
    writeFileSync(join(folder, 'login-watch.yaml'), settings);
    for (const argv of [['replay', '--help'], ['nonsense'], ['rules', 'show']]) {
      const host = fakeHost({ cwd: folder, env: { LANG } });
      await run([...options, ...argv], host);
      expect(host.out() + host.err()).toMatch(/使い方/);
    }
  });

  test('else English', async () => {
    const host = fakeHost({ env: { LANG: 'fr_FR.UTF-8' } });
    await run(['nonsense'], host);
    expect(host.err()).toBe('Unknown command: nonsense.\nRun `login-watch --help` for usage.\n');
  });

  test.each([
    'replay --file day.json --format json',
    'replay --file day.json --format ndjson',
    'rules list --format json',
    'rules show root-login --format json',
    'rules test own.yaml --format json',
    'policy replay',
    'config schema',
  ])('has no part in JSON and exit statuses: %s', async (line) => {
    const [en, ja] = await Promise.all(
      ['en', 'ja'].map(async (language) => {
        const host = fakeHost({ cwd });
        const words = line.split(' ').map((word) => (word.endsWith('day.json') ? join(cwd, word) : word));
        return { exit: await run(['--language', language, ...words], host), json: host.out() };
      }),
    );
    expect(ja).toEqual(en);
    expect(en?.json).toMatch(/^[[{]/);
  });

  test.each([
    ['--language', ['--language', 'ja'], 'en_US.UTF-8'],
    ['the locale', [], 'ja_JP.UTF-8'],
  ])('CSV, which people read in a spreadsheet, follows %s', async (_, options, LANG) => {
    const host = fakeHost({ cwd, env: { LANG } });
    await run(['replay', '--file', join(cwd, 'day.json'), '--format', 'csv', ...options], host);
    expect(host.out()).toContain('コンソールにサインイン');
    expect(host.out()).toMatch(/^time,severity,rule,title,message,/);
  });
});
