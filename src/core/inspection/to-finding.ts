/** A trigger of a rule -> its finding: the sentences, the severity, and whether it is muted. */
import { hash } from 'node:crypto';
import { BUSINESS_HOURS } from '../counting/routine.ts';
import type { TrailEvent } from '../event.ts';
import { objectArns } from '../record/object-arns.ts';
import type { Failure, Finding, Hit, Language, Rule, Severity, Words } from '../rule.ts';
import { withoutDashes } from '../say.ts';
import { flat } from '../text.ts';
import type { ActiveRule } from './activate.ts';
import { attempted, severityOfAttempt } from './attempt.ts';
import type { Context } from './context.ts';

/** Hits of an event, of a window that it completes, or of the deed that it belongs to. */
export interface Trigger {
  readonly id: string;
  readonly hit: Hit;
  readonly event: TrailEvent;
  readonly events: () => readonly TrailEvent[];
}

/** Parts of an inspection that its findings share. */
export interface Telling {
  readonly context: Context;
  /** Receives rules whose sentences throw. */
  readonly failures: Failure[];
  readonly onlyEnglish: boolean;
}

const ATTEMPT: Words = { en: 'Attempt: ', ja: '試行：' };

const ID_LENGTH = 32;

/** The same wherever and whenever it is made, so that a finding can be sent once. */
export function idOf(...parts: readonly string[]): string {
  return flat(hash('sha256', JSON.stringify(parts), 'hex').slice(0, ID_LENGTH));
}

export function toFinding(
  active: ActiveRule,
  { id, hit, event, events: listEvents }: Trigger,
  telling: Telling,
): Finding {
  const { context } = telling;
  const { rule } = active;
  const events = listEvents();
  const attempt = isAttempt(rule, event);
  const ofDeed = hit.severity ?? rule.severity;
  const severity = attempt ? severityOfAttempt(rule, ofDeed, event) : (active.severity ?? capped(ofDeed, event));
  const title = hit.title ?? rule.title;
  const said = sentences(rule, hit, { event, events }, telling);
  const objects = objectArns(event, said.message.en);
  return {
    id,
    rule,
    severity,
    mark: hit.mark ?? '⚠',
    title: attempt ? { en: ATTEMPT.en + title.en, ja: ATTEMPT.ja + title.ja } : title,
    ...said,
    ...(objects.length === 0 ? {} : { objects }),
    event,
    events,
    network: context.verdict(event.origin, event.epoch),
    accountName: context.accountName(event.account),
    attempt,
    ...(hit.routine === undefined ? {} : { routine: hit.routine }),
    muted: mutedBecause(severity, event, context),
  };
}

/** AWS Control Tower sets up and repairs its accounts by CloudFormation, with roles of its own: no news, but not hidden. */
const LANDING_ZONE =
  /^AWSControlTower(?:Admin|Execution|StackSetRole|CloudTrailRole|ConfigAggregatorRoleForOrganizations)$/;
const ITS_SERVICES = ['controltower.amazonaws.com', 'cloudformation.amazonaws.com'];

function capped(severity: Severity, { actor }: TrailEvent): Severity {
  const isLandingZone = LANDING_ZONE.test(actor.role ?? '') && ITS_SERVICES.includes(actor.invokedBy ?? '');
  return isLandingZone && severity !== 'info' ? 'low' : severity;
}

function sentences(
  rule: Rule,
  hit: Hit,
  { event, events }: Pick<Finding, 'event' | 'events'>,
  { context, failures, onlyEnglish }: Telling,
): Pick<Finding, 'message' | 'reason'> {
  const told = { event, events, context, facts: hit.facts ?? {} };
  const both = ({ en, ja }: Record<Language, (of: typeof told) => string>): Words => {
    const english = en(told);
    return { en: english, ja: onlyEnglish ? english : ja(told) };
  };
  try {
    const raw = both(rule.say);
    // A rule of the user's own keeps its words.
    const said = rule.theme === 'own' ? raw : withoutDashes(raw);
    const message = inOnePiece(isAttempt(rule, event) ? attempted(said, event) : said, onlyEnglish);
    if (rule.reason === undefined) return { message };
    const reason = both(rule.reason);
    return { message, reason: reason.en === '' && reason.ja === '' ? NO_WORDS : inOnePiece(reason, onlyEnglish) };
  } catch (error) {
    // The finding stands, with its rule's title: a broken sentence must not hide the event.
    failures.push(failureOf(rule, event, error));
    return { message: rule.title };
  }
}

export const isAttempt = (rule: Rule, event: TrailEvent) => rule.outcome !== 'any' && event.error?.code !== undefined;

const NO_WORDS: Words = { en: '', ja: '' };

function inOnePiece({ en, ja }: Words, onlyEnglish: boolean): Words {
  const english = flat(en);
  return { en: english, ja: onlyEnglish ? english : flat(ja) };
}

/** The one place where business hours mute. `critical` is never muted. */
function mutedBecause(severity: Severity, event: TrailEvent, context: Context): string | null {
  const mute = context.settings.businessHours?.mute ?? [];
  const isMuted = severity !== 'critical' && mute.includes(severity) && context.isBusinessHours(event.epoch);
  return isMuted ? BUSINESS_HOURS : null;
}

export function failureOf(rule: Rule, event: TrailEvent, error: unknown): Failure {
  return { rule: rule.id, eventId: event.id, reason: error instanceof Error ? error.message : String(error) };
}
