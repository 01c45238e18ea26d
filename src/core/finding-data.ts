/** A finding as data, kept for a later message: all of it but its rule, of which the id is kept. */
import type { Finding, Rule } from './rule.ts';

/** JSON text. */
export function packFinding(finding: Finding): string {
  return JSON.stringify({ ...finding, rule: finding.rule.id });
}

/** A finding whose rule was removed meanwhile is still sent: it holds its own sentence. */
export function unpackFinding(text: string, rules: readonly Rule[]): Finding {
  const data = JSON.parse(text);
  return { ...data, rule: rules.find(({ id }) => id === data.rule) ?? removedRule(data) };
}

function removedRule({ rule: id, title, severity, message }: Omit<Finding, 'rule'> & { readonly rule: string }): Rule {
  return {
    id,
    theme: 'own',
    title,
    severity,
    why: title,
    respond: { en: [], ja: [] },
    references: [],
    attack: [],
    when: {},
    say: { en: () => message.en, ja: () => message.ja },
  };
}
