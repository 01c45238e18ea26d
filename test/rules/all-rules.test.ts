import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../src/core/pattern.ts';
import { SEVERITIES, THEMES } from '../../src/core/rule.ts';
import { RULES } from '../../src/rules/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** `<theme>/<id>` of every file under the folder that ends so; helpers have no theme's rule in them. */
function filesUnder(folder: string, end: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.includes('/') && name.endsWith(end));
}

test('ids are unique', () => {
  const ids = RULES.map((rule) => rule.id);
  expect([...new Set(ids)]).toEqual(ids);
});

test('every file that defines a rule is in the list, and its name is the id of the rule', () => {
  const defined = filesUnder('src/rules', '.ts').filter((name) =>
    /^export const \w+: Rule\b/m.test(readFileSync(join(ROOT, 'src/rules', name), 'utf8')),
  );
  expect(defined.toSorted()).toEqual(RULES.map((rule) => `${rule.theme}/${rule.id}.ts`).toSorted());
});

test('the ids are those that people know from the list of default rules', (context) => {
  const file = resolve(ROOT, '../shared/reference/rules.md');
  if (!existsSync(file)) return context.skip('the list of default rules is not here');
  const known = [...readFileSync(file, 'utf8').matchAll(/^\| ([a-z0-9-]+)(?: \(o\))? \|/gm)].map((match) => match[1]);
  expect(RULES.map((rule) => rule.id).filter((id) => !known.includes(id))).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('has a known theme and severity', () => {
    expect(THEMES).toContain(rule.theme);
    expect(SEVERITIES).toContain(rule.severity);
  });

  test('has patterns that AWS would take', () => {
    const windows = rule.window === undefined ? [] : [rule.window].flat();
    const isAnyDetail = rule.on !== undefined && Object.keys(rule.when).length === 0;
    const patterns = [...(isAnyDetail ? [] : [rule.when]), ...windows.flatMap(({ closedBy }) => closedBy ?? [])];
    expect(() => patterns.map((pattern) => parsePattern(pattern))).not.toThrow();
  });

  test('speaks both languages', () => {
    const english = [rule.title.en, rule.why.en, ...rule.respond.en];
    const japanese = [rule.title.ja, rule.why.ja, ...rule.respond.ja];
    expect(english.filter((text) => text.trim() === '' || JAPANESE.test(text))).toEqual([]);
    expect(japanese.filter((text) => !JAPANESE.test(text))).toEqual([]);
    expect(rule.respond.en.length).toBeGreaterThan(0);
    expect(rule.respond.ja).toHaveLength(rule.respond.en.length);
  });

  test('refers to pages of AWS', () => {
    expect(rule.references.length).toBeGreaterThan(0);
    expect(rule.references.filter((url) => !/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws)\/\S+$/.test(url))).toEqual(
      [],
    );
  });

  test('maps to controls by their form', () => {
    expect((rule.cis ?? []).filter((control) => !/^\d\.\d:\d\.\d+$/.test(control))).toEqual([]);
    expect((rule.securityHub ?? []).filter((control) => !/^[A-Z]\w+\.\d+$/.test(control))).toEqual([]);
  });
});
