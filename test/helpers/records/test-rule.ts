/** The table of every rule's test: its sentences, word by word, and the near misses that it ignores. */
import { describe, expect, test } from 'vitest';
import { checkExamples } from '../../../src/core/inspection/examples.ts';
import type { Mark, Rule, Severity } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';

/** Default settings of a case: the office's network is trusted. */
export const TRUSTED: Partial<Settings> = { trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }] };

interface Case {
  readonly name: string;
  /** A record, or the records that come together. */
  readonly record: object | readonly object[];
  readonly settings?: Partial<Settings>;
}

interface FiringCase extends Case {
  /** Severity, and the whole sentence in English and in Japanese. */
  readonly told: readonly [severity: Severity, en: string, ja: string];
  readonly mark?: Mark;
  /** The finding's title, if it depends on the circumstances. */
  readonly title?: string;
  readonly attempt?: true;
}

interface Table {
  readonly fires: readonly [FiringCase, FiringCase, ...FiringCase[]];
  readonly quiet: readonly [Case, Case, ...Case[]];
}

/** Records on which each rule fires, and near misses: of the files imported so far. */
export const CASES: (Case & { readonly rule: Rule })[] = [];

/** True while a file wants the cases alone, without their tests. */
export const collecting = { only: false };

/** Ids of AWS's, which need a word before them that says of what: `group sg-0123`. */
const BARE_ID =
  /(?<!\b(?:group|VPC|subnet|ACL|table|gateway|snapshot|volume|image|instance|interface|connection|association|point)s?|,| and) (?:sg|vpc|subnet|acl|rtb|igw|snap|vol|ami|i|eni|pcx|rtbassoc)-\w+/;

/** Faults of a sentence: a missing name, a call as a verb, two places, an id of an unknown kind. */
export function faultsOf(en: string, ja: string): readonly string[] {
  // A sign-in that continues another one has two places.
  const text = en.replace(/, after signing in .*$/, '').replace(/\(.*?\)/g, '');
  return [
    ...(/(?:^|\s)-(?=[\s,;.)]|$)/.test(en) || /(?:^|[\s（、])-(?=[\s、。）]|$)/.test(ja) ? ['a missing name'] : []),
    ...((text.match(/\bfrom\b/g)?.length ?? 0) > 1 ? ['two places'] : []),
    ...(/\bcalled [A-Z][a-z]+[A-Z]/.test(en) || /に対して ?[A-Z]\w+ ?を(?:実行|呼び出)/.test(ja)
      ? ['a call as a verb']
      : []),
    ...(/\barn:aws/.test(text) || /(?<![（（][^）]*)\barn:aws/.test(ja) ? ['an ARN'] : []),
    ...(BARE_ID.test(en) ? ['an id without its kind'] : []),
  ].map((fault) => `${fault}: ${en}`);
}

export function testRule(rule: Rule, { fires, quiet }: Table): void {
  CASES.push(...[...fires, ...quiet].map((one) => ({ ...one, rule })));
  if (collecting.only) return;
  const settingsOf = ({ settings }: Case) => ({ ...DEFAULT_SETTINGS, ...TRUSTED, ...settings });

  describe(`${rule.id} fires`, () => {
    test.each(fires.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const [outcome] = await checkExamples(rule, { fires: [one.record], quiet: [] }, settingsOf(one));
      expect(outcome?.problem).toBeUndefined();
      expect(outcome?.findings.map(({ severity, message }) => [severity, message.en, message.ja])).toEqual([one.told]);
      expect(faultsOf(one.told[1], one.told[2])).toEqual([]);
      const finding = outcome?.findings[0];
      expect({ mark: finding?.mark, title: finding?.title.en, attempt: finding?.attempt }).toEqual({
        mark: one.mark ?? '⚠',
        title: one.title ?? (one.attempt ? `Attempt: ${rule.title.en}` : rule.title.en),
        attempt: one.attempt ?? false,
      });
    });
  });

  describe(`${rule.id} stays quiet`, () => {
    test.each(quiet.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const outcomes = await checkExamples(rule, { fires: [], quiet: [one.record] }, settingsOf(one));
      expect(outcomes.map(({ problem }) => problem)).toEqual([undefined]);
    });
  });
}
