/** A finding as data, kept for a later message: all of it but its rule, of which the id is kept. */
import type { Finding, Rule } from './rule.ts';

/** JSON text. */
export function packFinding(finding: Finding): string {
  return JSON.stringify({ ...finding, rule: finding.rule.id });
}

/** Undefined if no rule has that id any more, because the finding's sentence comes from its rule. */
export function unpackFinding(text: string, rules: readonly Rule[]): Finding | undefined {
  const data = JSON.parse(text);
  const rule = rules.find(({ id }) => id === data.rule);
  return rule === undefined ? undefined : { ...data, rule };
}
