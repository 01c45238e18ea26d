/** YAML text -> settings, or all of its mistakes at once, each with its line and column. */
import { type Document, isMap, isScalar, type LineCounter } from 'yaml';
import type { Settings } from '../core/settings.ts';
import { MOST_BUS_RULES, tooManyBusRules } from './bus-rules.ts';
import { crossCheck } from './cross-check.ts';
import { mistakesOf } from './explain.ts';
import { plainIssues } from './issues.ts';
import { type Mistake, settingsError } from './mistake.ts';
import { offsetOf } from './places.ts';
import { readData, readYaml } from './read-yaml.ts';
import { type RawSettings, settingsSchema } from './schema.ts';
import { clearSecrets } from './secret-shapes.ts';
import { withoutShortForms } from './short-forms.ts';
import { toSettings } from './to-raw.ts';

/** Parses and checks. `file` is the name to show. Throws a `UserError` with every mistake on a line of its own. */
export const parseSettings = (text: string, file: string): Settings => toSettings(parseRaw(text, file));

/** The same without defaults, as in the file. */
export function parseRaw(text: string, file: string): RawSettings {
  const { document, lines, mistakes } = readYaml(text);
  const fail = (all: readonly Mistake[]) => settingsError(withClearSecrets(all, text, lines), lines, file);
  if (mistakes.length > 0) throw fail(mistakes);
  keepAccountIds(document);
  const read = readData(document);
  if ('mistake' in read) throw fail([read.mistake]);

  const { data, checked } = check(read.data, document);
  const found = [
    ...plainIssues(checked.error?.issues ?? []).flatMap((issue) => mistakesOf(issue, document, data)),
    ...crossCheck(data, document),
  ];
  const all = withClearSecrets(found, text, lines);
  if (all.length > 0 || !checked.success) throw settingsError(all, lines, file);
  const count = tooManyBusRules(toSettings(checked.data));
  if (count !== undefined)
    throw fail([
      { offset: offsetOf(document, ['own']), text: (words) => words.tooManyBusRules(count, MOST_BUS_RULES) },
    ]);
  return checked.data;
}

/** A number in place of text is taken as it is written: an account id may begin with 0, a name may be 2024. */
function check(written: unknown, document: Document) {
  const data = withoutShortForms(written);
  const checked = settingsSchema.safeParse(data);
  const numbers = plainIssues(checked.error?.issues ?? []).flatMap((issue) => {
    const isText = issue.code === 'invalid_type' && issue.expected === 'string';
    const node = isText ? document.getIn(issue.path, true) : undefined;
    return isScalar(node) && typeof node.value === 'number' && node.source !== undefined ? [node] : [];
  });
  if (numbers.length === 0) return { data, checked };
  for (const node of numbers) node.value = node.source;
  const again = readData(document);
  const corrected = 'data' in again ? withoutShortForms(again.data) : data;
  return { data: corrected, checked: settingsSchema.safeParse(corrected) };
}

/** An account id in front of a colon is text, though YAML takes it for a number and drops its leading zeros. */
function keepAccountIds(document: Document): void {
  const accounts = document.get('accounts', true);
  for (const { key } of isMap(accounts) ? accounts.items : []) {
    if (isScalar(key) && typeof key.value === 'number' && key.source !== undefined) key.value = key.source;
  }
}

/** A webhook URL anywhere in the file, unless its line is refused already. */
function withClearSecrets(mistakes: readonly Mistake[], text: string, lines: LineCounter): readonly Mistake[] {
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const told = new Set(mistakes.map(({ offset }) => lineOf(offset)));
  const secrets = clearSecrets(text).filter(({ offset }) => !told.has(lineOf(offset)));
  return [
    ...mistakes,
    ...secrets.map(
      ({ channel, offset }): Mistake => ({
        offset,
        text: (words) => words.clearSecret(channel),
      }),
    ),
  ];
}
