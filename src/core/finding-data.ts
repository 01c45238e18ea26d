/** A finding as data, to be kept and told later: all of it but its rule, of which the id is kept. */
import type { Finding, Rule } from './rule.ts';

/** JSON text. */
export function packFinding(finding: Finding): string {
  return JSON.stringify({ ...finding, rule: finding.rule.id });
}

/** Undefined where no rule has that id any more: then nothing is left to say what it means. */
export function unpackFinding(text: string, rules: readonly Rule[]): Finding | undefined {
  const data = JSON.parse(text);
  const rule = rules.find(({ id }) => id === data.rule);
  return rule === undefined ? undefined : { ...data, rule };
}
