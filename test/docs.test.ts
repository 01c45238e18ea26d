import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAGES, rulesPage } from '../scripts/rules-page.ts';
import { programFor } from '../src/cli.ts';
import { LANGUAGES } from '../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { compileEventBridge } from '../src/selection/eventbridge.ts';
import { compileLogsFilter } from '../src/selection/logs-filter.ts';
import { parseSettings } from '../src/settings/parse.ts';
import { compiledRules } from '../src/template/patterns.ts';
import { readTemplate, TEMPLATES } from '../src/template/templates.ts';
import { objectsIn, readAs } from './helpers/aws/template.ts';
import { fakeHost } from './helpers/host/fake-host.ts';
import { commandLines, deadLinks, isThere, namedTests, PAGE_NAMES, projectFiles, readPage } from './helpers/pages.ts';

test.each(LANGUAGES)('the page about the rules (%s) is current: if not, run `npm run docs`', (language) => {
  const page = readFileSync(resolve(import.meta.dirname, '..', PAGES[language]), 'utf8');
  expect(page.replaceAll('\r\n', '\n')).toBe(rulesPage(language));
});

test.each(LANGUAGES)('an event leads to its rules, and each group is linked (%s)', (language) => {
  const page = rulesPage(language);
  expect(page).toContain('| `StopLogging` | [trail-stopped](#trail-stopped) |');
  // Two rules ask for it, one of them in an alternative of its pattern.
  expect(/^\| `AssumeRoot` \| (.*) \|$/m.exec(page)?.[1]).toContain('(#root-activity)');
  const linked = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, name]) => name?.toLowerCase().replaceAll(' ', '-'));
  expect(linked.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});

/** Parses without running. */
async function complaintAbout(line: string): Promise<string | undefined> {
  const argv = line.split(/\s+/);
  const program = await programFor(argv, fakeHost(), () => undefined);
  const command = program.commands.find((one) => one.name() === argv[0]);
  if (command === undefined && !line.startsWith('-')) return `${line}: no such command`;
  for (const one of [command, ...(command?.commands ?? [])]) one?.action(() => undefined);
  return program.parseAsync(argv, { from: 'user' }).then(
    () => undefined,
    (error: Error & { readonly exitCode?: number }) => (error.exitCode === 0 ? undefined : `${line}: ${error.message}`),
  );
}

/** The changelog names commands, some of them gone one day, and has no lines to type. */
const TYPED = PAGE_NAMES.filter((name) => name !== 'CHANGELOG.md');

test.each(TYPED)('every command line in %s is one that the program takes', async (name) => {
  const complaints = await Promise.all([...new Set(commandLines(readPage(name)))].map(complaintAbout));
  expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
});

test('a command line that the program does not take is found', async () => {
  const page =
    '`login-watch replay --sicne 1h` and\n```sh\nnpx aws-login-watch destory --all  # all\n```\n`login-watch.yaml`';
  const lines = commandLines(page);
  expect(lines).toEqual(['destory --all', 'replay --sicne 1h']);
  for (const line of lines) expect(await complaintAbout(line)).toContain(line);
});

test.each(PAGE_NAMES)('every link in %s leads somewhere', (name) => {
  expect(deadLinks(name)).toEqual([]);
});

test('a link that leads nowhere is found', () => {
  const page =
    '[a](missing.md) [b](pipelines.md#missing) [c](#missing) [d](pipelines.md#side-by-side) [e](https://example.com)';
  expect(deadLinks('docs/deploying.md', page)).toEqual(['missing.md', 'pipelines.md#missing', '#missing']);
});

describe.each(['docs/deploying.md', 'docs/deploying.ja.md'])('%s', (name) => {
  const page = readPage(name);
  /** From the heading that names the template up to the next. */
  const sectionOf = (template: string) =>
    page.split(/^### /m).find((section) => section.includes(`\`${template}.yaml\``));

  test.each(TEMPLATES)('names every parameter and output of %s.yaml', (template) => {
    const { Parameters, Outputs } = readAs(readTemplate(template));
    const section = sectionOf(template) ?? '';
    expect(Object.keys(Parameters).filter((parameter) => !section.includes(`\n| \`${parameter}\` |`))).toEqual([]);
    expect(Object.keys(Outputs).filter((output) => !section.includes(`\`${output}\``))).toEqual([]);
  });

  test.each(TEMPLATES)('tells the defaults of %s.yaml', (template) => {
    const { Parameters } = readAs(readTemplate(template));
    const told = Object.entries(Parameters).filter(([, { Default }]) => typeof Default === 'number');
    for (const [parameter, { Default }] of told)
      expect(sectionOf(template)).toContain(`\`${parameter}\` | ${Default} |`);
  });

  test('names every alarm that watches over the notifier', () => {
    const alarms = Object.values(readAs(readTemplate('notifier')).Resources).filter(
      ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
    );
    const names = alarms.map(({ Properties }) =>
      JSON.stringify(Properties['AlarmName']).replace(/.*\}(-[\w-]+)".*/, 'NAME$1'),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((alarm) => !page.includes(`\`${alarm}\``))).toEqual([]);
  });

  test('has settings for the function that are whole', () => {
    const json = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    const { channels, ...rest } = json;
    const yaml = { ...rest, channels: channels.map(({ slack }: { readonly slack: unknown }) => ({ slack })) };
    expect(json).toEqual(parseSettings(JSON.stringify(yaml), 'settings'));
    expect(Object.keys(json).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
  });
});

describe.each(['docs/setups.md', 'docs/setups.ja.md'])('%s', (name) => {
  const page = readPage(name);

  test('names every example', () => {
    const examples = readdirSync(resolve(import.meta.dirname, '../examples'));
    expect(examples.length).toBe(6);
    expect(examples.filter((example) => !page.includes(`](../examples/${example})`))).toEqual([]);
  });

  test('has settings that are taken, and those for one log filter need one', () => {
    const texts = [...page.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```/gm)].map(([, , text = '']) => text);
    const settings = texts.map((text) => parseSettings(text.replaceAll(/^ {2}(?=rules| {2})/gm, ''), name));
    expect(settings.length).toBe(2);
    expect(settings.map((one) => compileLogsFilter(compiledRules(one)).length)).toEqual([2, 1]);
  });
});

describe.each([
  ['docs/pipelines.md', 'the default rules need N event patterns', 'the default rules need N log filters'],
  ['docs/pipelines.ja.md', '既定のルールに必要なイベントパターンはN個', '既定のルールに必要なログフィルターはN個'],
])('%s', (name, patterns, filters) => {
  const page = readPage(name);

  test('shows each promise by tests that are there', () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${number}. `)) ?? '';
      expect(namedTests(row).length, `promise ${number}`).toBeGreaterThan(0);
    }
    expect(namedTests(page).filter((one) => !isThere(one))).toEqual([]);
    expect(isThere({ file: 'test/docs.test.ts', title: 'no such' + ' test' })).toBe(false);
  });

  test('tells how many patterns and filters the default rules need', () => {
    const rules = compiledRules(DEFAULT_SETTINGS);
    expect(page).toContain(patterns.replace('N', String(compileEventBridge(rules).length)));
    expect(page).toContain(filters.replace('N', String(compileLogsFilter(rules).length)));
  });
});

/** The function's actions on each service, as docs/security.md and docs/security.ja.md list them. */
const MAY: Readonly<Record<string, readonly [en: string, ja: string]>> = {
  dynamodb: ['read, write and delete items, query', '項目の読み取り、書き込み、削除、検索'],
  kms: ['decrypt', '復号'],
  logs: ['search log events, list metric filters', 'ログイベントの検索、メトリクスフィルターの一覧'],
  s3: ['read objects', 'オブジェクトの読み取り'],
  sns: ['publish', '発行'],
  sqs: ['receive, delete, postpone', '受信、削除、延期'],
  ssm: ['read parameters', 'パラメータの読み取り'],
};

test('docs/security.md and docs/security.ja.md list every service that the function may call', () => {
  const { FunctionRole } = readAs(readTemplate('notifier')).Resources;
  const actions = [...objectsIn(FunctionRole?.Properties['Policies'])].flatMap(([, { Action = [] }]) =>
    [Action].flat(),
  );
  expect([...new Set(actions.map((action) => String(action).replace(/:.*/, '')))].sort()).toEqual(Object.keys(MAY));

  const [en, ja] = [readPage('docs/security.md'), readPage('docs/security.ja.md')];
  const missing = Object.values(MAY).filter((said) => !en.includes(`| ${said[0]}`) || !ja.includes(`| ${said[1]}`));
  expect(missing).toEqual([]);
});

const ANOTHER_PACKAGE = /npx\s+(?:-\S+\s+)*login-watch/;

test('no file says to run the short name by npx, where it would be another package', () => {
  const named = projectFiles().filter((file) => ANOTHER_PACKAGE.test(readPage(file)));
  expect(named).toEqual([]);
  for (const options of ['', '--no -- ', '-y ']) expect(`npx ${options}login-watch demo`).toMatch(ANOTHER_PACKAGE);
  expect('npx --yes --package x.tgz -- aws-login-watch init').not.toMatch(ANOTHER_PACKAGE);
});

describe('docs/architecture.md', () => {
  const page = readPage('docs/architecture.md');
  const files = projectFiles();

  /** `src/rules/<theme>/<id>.ts` is there if one file is named so; a folder, if it holds a file. Paths may begin below `src`. */
  const isFile = (path: string) => {
    const pattern = path.replaceAll('.', '\\.').replaceAll(/<\w+>/g, '[^/]+');
    return files.some((file) => new RegExp(`^(?:src/)?${pattern}(?:/|$)`).test(file));
  };
  const pathsIn = (text: string) =>
    [...text.matchAll(/`([\w.<>-]+(?:\/[\w.<>-]+)*\/?)`/g)]
      .map(([, path = '']) => path.replace(/\/$/, ''))
      .filter((path) => path.includes('/') || /\.(?:ts|md|json)$/.test(path));

  test('every path that it names is there', () => {
    const paths = pathsIn(page);
    expect(paths.length).toBeGreaterThan(90);
    expect(paths.filter((path) => !isFile(path))).toEqual([]);
    expect(['src/rules/<theme>/<id>.js', 'src/cor', 'lambda/x.ts'].filter(isFile)).toEqual([]);
  });

  test('walks in ten steps, and tells the place of at least fifteen tasks', () => {
    const walks = page.split('## Two walks')[1]?.split('\n## ')[0] ?? '';
    expect([...walks.matchAll(/^10\. /gm)]).toHaveLength(2);
    const rows =
      page
        .split('## Task and place')[1]
        ?.split('\n## ')[0]
        ?.match(/^\| [A-Z].*\|$/gm) ?? [];
    expect(rows.length).toBeGreaterThanOrEqual(15);
    expect(rows.filter((row) => pathsIn(row).length === 0 && !row.includes('new:rule'))).toEqual([]);
  });
});
