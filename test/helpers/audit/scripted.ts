/** Scripted accounts, and the verdicts that differ from those of the good one. */
import { expect, test } from 'vitest';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import { audited } from './audited.ts';

export interface Expected {
  /** Every check that doesn't pass, with its result; or `all fail`, `all unknown`, or their number: `43 of them`. */
  readonly changed: readonly string[] | string;
  /** The check whose sentence stands below, in both languages. */
  readonly of: string;
  readonly en: string;
  readonly ja: string;
}

/** One test for each account; a script without an expectation, or the other way round, fails. */
export function testScripted(
  changes: Readonly<Record<string, Change>>,
  expected: Readonly<Record<string, Expected>>,
): void {
  test('each script has its verdict', () => {
    expect(Object.keys(expected)).toEqual(Object.keys(changes));
  });

  test.each(Object.entries(expected))('%s', async (name, { changed, of, en, ja }) => {
    const { verdicts } = await audited(changes[name]);
    const all = await verdicts();
    expect(changedIn([...all.values()], typeof changed === 'string')).toEqual(changed);
    const { said, todo = [], result } = all.get(of) ?? {};
    expect(said).toEqual({ en, ja });
    expect(todo.length, `what to do about ${result}`).toBeGreaterThan(0);
  });
}

function changedIn(verdicts: readonly Verdict[], isShort: boolean): readonly string[] | string {
  const bad = verdicts.filter(({ result }) => result !== 'pass');
  if (!isShort) return bad.map(({ id, result }) => `${id} ${result}`);
  // Of the ways to people; the doors of these accounts are good.
  const results = new Set(verdicts.filter(({ area }) => area !== 'doors').map(({ result }) => result));
  return results.size === 1 ? `all ${[...results][0]}` : `${bad.length} of them`;
}
