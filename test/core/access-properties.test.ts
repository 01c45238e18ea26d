import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Access, judgeAccess } from '../../src/core/access/access.ts';
import { REACHES } from '../../src/core/access/audience.ts';
import type { Ground } from '../../src/core/access/principals.ts';
import type { Json } from '../../src/core/event.ts';
import { ground, inOrganization, policy } from '../helpers/records/access.ts';
import { block, conditionOf, statement } from '../helpers/records/any-policy.ts';

describe('whatever the policy', () => {
  const statements = fc.array(statement, { maxLength: 4 });
  const own = fc.constantFrom(ground, inOrganization);
  const width = (documents: readonly Json[], whose: Ground) =>
    REACHES.indexOf(judgeAccess(whose, policy(...documents)).who);
  const unordered = ({ grants, ...access }: Access) => ({
    ...access,
    grants: grants.map((one) => JSON.stringify(one)).sort(),
  });

  test('a statement more that allows never makes the verdict narrower, one that denies never wider', () => {
    fc.assert(
      fc.property(own, statements, statement, (whose, before, added) => {
        const old = before.map(({ json }) => json);
        const [narrow, wide] = [width(old, whose), width([...old, added.json], whose)];
        expect(added.Effect === 'Allow' ? narrow <= wide : narrow >= wide).toBe(true);
      }),
    );
  });

  test('a condition more never makes the verdict of a statement that allows wider', () => {
    fc.assert(
      fc.property(own, statements, statement, block, (whose, others, one, added) => {
        const allowing = { ...one.json, Effect: 'Allow' };
        fc.pre(!one.blocks.some((other) => other.operator === added.operator && other.key === added.key));
        const rest = others.map(({ json }) => json);
        const narrower = { ...allowing, Condition: conditionOf([...one.blocks, added]) };
        expect(width([...rest, narrower], whose)).toBeLessThanOrEqual(width([...rest, allowing], whose));
      }),
    );
  });

  test('the order of statements, the case of keys and operators, and text or object make no difference', () => {
    const anyCase = (condition: Record<string, Record<string, Json>>, change: (text: string) => string) =>
      Object.fromEntries(
        Object.entries(condition).map(([name, keys]) => [
          change(name),
          Object.fromEntries(Object.entries(keys).map(([each, values]) => [change(each), values])),
        ]),
      );
    fc.assert(
      fc.property(own, statements, fc.boolean(), (whose, list, isUpper) => {
        const change = (text: string) => (isUpper ? text.toUpperCase() : text.toLowerCase());
        const plain = policy(...list.map(({ json }) => json));
        const changed = list.map(({ json }) => ({ ...json, Condition: anyCase(json.Condition, change) })).reverse();
        const expected = unordered(judgeAccess(whose, plain));
        expect(unordered(judgeAccess(whose, policy(...changed)))).toEqual(expected);
        expect(unordered(judgeAccess(whose, JSON.stringify(plain)))).toEqual(expected);
      }),
    );
  });

  test('any JSON is judged', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(REACHES).toContain(judgeAccess(ground, { Statement: JSON.parse(text) }, text).who);
      }),
    );
  });
});
