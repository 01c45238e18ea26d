/** `--format json` and `ndjson`: a contract that scripts rely on. Additions are allowed within a version, changes are not. */
import type { Finding, Language } from '../core/rule.ts';
import { escapeJson } from '../core/text.ts';
import type { Render } from './report.ts';

export const renderJson: Render = (report, { language }) => {
  const { window, sources, counts, findings, notCovered, failures, partial, leftOut } = report;
  const whole = {
    version: 1,
    window,
    sources,
    counts,
    findings: findings.map((finding) => findingJson(finding, language)),
    notCovered,
    failures,
    partial,
    leftOut,
  };
  return `${escapeJson(JSON.stringify(whole, undefined, 2))}\n`;
};

/** One finding a line. */
export const renderNdjson: Render = ({ findings }, { language }) =>
  findings.map((finding) => `${escapeJson(JSON.stringify(findingJson(finding, language)))}\n`).join('');

/** A finding as programs read it; the same fields in every format. */
export function findingJson(finding: Finding, language: Language) {
  const { event, rule, network } = finding;
  return {
    id: finding.id,
    rule: rule.id,
    severity: finding.severity,
    title: finding.title[language],
    message: finding.message[language],
    time: event.time,
    account: event.account,
    region: event.region,
    eventId: event.id,
    eventName: event.name,
    eventSource: event.source,
    actor: { kind: event.actor.kind, name: event.actor.name, arn: event.actor.arn ?? null },
    sourceIp: event.origin.kind === 'absent' ? null : event.origin.text,
    network: { verdict: network.verdict, name: network.name },
    mfa: event.mfa,
    outcome: event.outcome,
    muted: finding.muted,
    attempt: finding.attempt,
    // How many events it tells of: more than one for a burst.
    events: finding.events.length,
  };
}
