/** Findings about one deed -> one sentence: the deed by the gravest finding, with the reasons that the others add. */
import { type Finding, type Language, SEVERITIES, type Severity } from '../rule.ts';

/** The finding whose sentence is shown. A finding with a `reason` only qualifies what another one says in full. */
export function leadOf(findings: readonly Finding[]): Finding | undefined {
  const sorted = findings.toSorted(
    (a, b) =>
      rank(a.severity) - rank(b.severity) ||
      b.events.length - a.events.length ||
      Number(isNamed(b)) - Number(isNamed(a)),
  );
  return sorted.find(({ reason }) => reason === undefined) ?? sorted[0];
}

const rank = (severity: Severity) => SEVERITIES.indexOf(severity);

/** The event that names the permission set says more of one human's one sign-in than the portal's. */
const isNamed = ({ event }: Finding) => event.signIn?.permissionSet !== undefined;

/** The lead's sentence, then what other rules add: `…, not trusted, without MFA (also: Root activity)`. */
export function sentenceOf(findings: readonly Finding[], language: Language): string {
  const lead = leadOf(findings);
  if (lead === undefined) return '';
  const message = lead.message[language];
  const others = otherRules(findings, lead);
  // In one order, whichever of the rules is the gravest: not trusted, then without MFA.
  const reasons = [lead, ...others].flatMap(({ reason }) => reason ?? []).toSorted((a, b) => (a.en < b.en ? -1 : 1));
  const said = new Set(reasons.map((reason) => reason[language]));
  const added = [...said].filter((reason) => reason !== '' && !message.includes(reason));
  const titles = others.flatMap(({ reason, title }) => (reason === undefined ? title[language] : []));
  return joined(message, added, titles, language);
}

/** One finding of each other rule, unless the lead is a burst that holds all of that rule's events. */
function otherRules(findings: readonly Finding[], lead: Finding): readonly Finding[] {
  const counted = new Set(lead.events.length > 1 ? lead.events.map(({ id }) => id) : []);
  const byRule = new Map<string, Finding>();
  for (const finding of findings) {
    const { id } = finding.rule;
    if (id !== lead.rule.id && !byRule.has(id) && !counted.has(finding.event.id)) byRule.set(id, finding);
  }
  return [...byRule.values()];
}

function joined(message: string, reasons: readonly string[], titles: readonly string[], language: Language): string {
  if (language === 'en') {
    const also = titles.length === 0 ? '' : ` (also: ${titles.join(', ')})`;
    return [message, ...reasons].join(', ') + also;
  }
  const also = titles.length === 0 ? '' : `（ほか：${titles.join('、')}）`;
  return message + (reasons.length === 0 ? '' : `（${reasons.join('、')}）`) + also;
}
