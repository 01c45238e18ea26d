/** A finding as programs read it: a contract (design, section 8). Additions are allowed within a version, changes are not. */
import { personOf, viaOf } from './people/person.ts';
import { clientOf } from './record/client.ts';
import { eventLink } from './record/event-link.ts';
import type { Finding, Language } from './rule.ts';

/** The same fields in every format and in webhooks. JSON is English; CSV and webhooks follow the language. */
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
    accountName: finding.accountName,
    region: event.region,
    eventId: event.eventId,
    eventName: event.name,
    eventSource: event.source,
    actor: {
      kind: event.actor.kind,
      name: event.actor.name,
      arn: event.actor.arn ?? null,
      person: personOf(event),
      via: viaOf(event),
    },
    sourceIp: event.origin.kind === 'absent' ? null : event.origin.text,
    network: { verdict: network.verdict, name: network.name },
    // `browser`, `aws-cli`, `mcp:claude`; null where the record doesn't tell.
    client: clientOf(event) ?? null,
    userAgent: event.userAgent ?? null,
    mfa: event.mfa,
    outcome: event.outcome,
    muted: finding.muted,
    attempt: finding.attempt,
    // Number of events: more than one for a burst.
    events: finding.events.length,
    attack: rule.attack,
    // The event in the console's event history; null for events that it lacks.
    link: eventLink(event) ?? null,
    // The record's place: `AWSLogs/….json.gz`, `logs.zip/a.json`, `s3://bucket/key`, `LookupEvents us-east-1`; null in the notifier.
    source: event.readFrom ?? null,
  };
}
