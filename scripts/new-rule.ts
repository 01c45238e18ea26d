/**
 * `npm run new:rule -- <theme> <id>`: writes a rule, its test and its entry in the list of rules. The parts to fill in
 * say FILL, a name that is declared nowhere: `npm run typecheck` names each place. The tests refuse the word in
 * comments
 * too.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { THEMES } from '../src/core/rule.ts';

const ROOT = resolve(import.meta.dirname, '..');
const LIST = resolve(ROOT, 'src/rules/index.ts');

const ruleText = (theme: string, id: string) => `/** FILL: one sentence with what the rule finds. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const ${variable(id)}: Rule = {
  id: '${id}',
  theme: '${theme}',
  title: { en: FILL, ja: FILL },
  severity: FILL,
  // Why it matters, and what the rule can't see.
  why: { en: FILL, ja: FILL },
  // Steps for the person who is alerted, as many in each language.
  respond: { en: [FILL], ja: [FILL] },
  // Pages of AWS: https://docs.aws.amazon.com/…
  references: [FILL],
  attack: [FILL],
  // An EventBridge event pattern over the CloudTrail record. A finer condition goes into \`check\`.
  when: { eventSource: [FILL], eventName: [FILL] },
  // By event name: what was done to which resource ({}), and where the record names the resource.
  say: tell({ [FILL]: { en: FILL, ja: FILL } }, firstOf(FILL)),
};
`;

const testText = (theme: string, id: string) => `import { ${variable(id)} } from '../../../src/rules/${theme}/${id}.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(${variable(id)}, {
  // Severity and sentence, word by word, in English and in Japanese.
  fires: [
    { name: FILL, record: apiCall(FILL, FILL, { from: OFFICE }), told: [FILL, FILL, FILL] },
    { name: FILL, record: apiCall(FILL, FILL, { from: OFFICE }), told: [FILL, FILL, FILL] },
  ],
  // Near misses.
  quiet: [
    { name: 'denied', record: apiCall(FILL, FILL, { error: 'AccessDenied' }) },
    { name: FILL, record: FILL },
  ],
});
`;

/** `iam-user-created` -> `iamUserCreated` */
function variable(id: string): string {
  return id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The list with one more rule at the end of its theme. */
function withRule(text: string, theme: string, id: string): string {
  const imports = [...text.matchAll(/^import \{ (\w+) \} from '\.\/(\w+)\/[\w-]+\.ts';\n/gm)];
  const sisters = imports.filter(([, , other]) => other === theme).map(([, name]) => name);
  const entries = [...text.matchAll(/^ {2}(\w+),\n/gm)];
  const last = entries.findLast(([, name]) => sisters.includes(name)) ?? entries.at(-1);
  const import_ = imports.at(-1);
  if (last === undefined || import_ === undefined) throw new Error(`${LIST} is not laid out as expected`);
  const [end, begin] = [last.index + last[0].length, import_.index];
  const line = `import { ${variable(id)} } from './${theme}/${id}.ts';\n`;
  return `${text.slice(0, begin)}${line}${text.slice(begin, end)}  ${variable(id)},\n${text.slice(end)}`;
}

async function newRule([theme = '', id = '']: readonly string[]): Promise<string> {
  const [rule, test] = [`src/rules/${theme}/${id}.ts`, `test/rules/${theme}/${id}.test.ts`];
  const themes = THEMES.filter((name) => name !== 'own');
  if (!themes.some((name) => name === theme)) return `the theme is one of: ${themes.join(', ')}`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
    return 'the id is of lower-case words joined by hyphens: iam-user-created';
  if (existsSync(resolve(ROOT, rule)) || existsSync(resolve(ROOT, test))) return `${rule} or ${test} exists`;
  for (const [file, text] of [
    [rule, ruleText(theme, id)],
    [test, testText(theme, id)],
  ] as const) {
    await mkdir(dirname(resolve(ROOT, file)), { recursive: true });
    await writeFile(resolve(ROOT, file), text);
  }
  await writeFile(LIST, withRule(await readFile(LIST, 'utf8'), theme, id));
  const biome = resolve(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  await promisify(execFile)(process.execPath, [biome, 'check', '--write', LIST, rule, test], { cwd: ROOT });
  process.stdout.write(`${rule}\n${test}\nsrc/rules/index.ts\n\nReplace each FILL: npm run typecheck names them.\n`);
  process.stdout.write(`Then: npx vitest run test/rules && npm run docs\n`);
  return '';
}

const complaint = await newRule(process.argv.slice(2));
if (complaint !== '') {
  process.stderr.write(`${complaint}\nnpm run new:rule -- <theme> <id>\n`);
  process.exitCode = 2;
}
