/** Short forms of the settings, written out: a trusted network as text, a rule or theme as on or off. */
import { isObject } from '../core/fields.ts';

const SWITCHES: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['on', true],
  [false, false],
  ['off', false],
]);

/** The values that stand for `{ on: … }`; YAML 1.2 reads `on` and `off` as text. */
export const SWITCH_VALUES: readonly unknown[] = [...SWITCHES.keys()];

/** Returns other data unchanged, for the schema to judge. */
export function withoutShortForms(data: unknown): unknown {
  if (!isObject(data)) return data;
  const { trusted, rules } = data;
  return {
    ...data,
    ...(Array.isArray(trusted) ? { trusted: trusted.map(network) } : {}),
    ...(isObject(rules)
      ? { rules: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, entry(rule)])) }
      : {}),
  };
}

/** The long form of an entry at a place of the file (`-` for an item of a list). Other data is returned unchanged. */
export function longFormAt([section, inner, ...deeper]: readonly string[], value: unknown): unknown {
  if (inner === undefined || deeper.length > 0) return value;
  if (section === 'trusted') return network(value);
  return section === 'rules' ? entry(value) : value;
}

const network = (value: unknown): unknown => (typeof value === 'string' ? { cidr: value } : value);

function entry(value: unknown): unknown {
  const on = SWITCHES.get(value);
  return on === undefined ? value : { on };
}
