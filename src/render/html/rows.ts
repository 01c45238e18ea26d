/** Findings -> columns. Text from events is made visible and cut to a length that a page can show. */
import type { TrailEvent } from '../../core/event.ts';
import { personOf } from '../../core/people/person.ts';
import { eventLink } from '../../core/record/event-link.ts';
import { isKeptSignIn, isSuccessfulSignIn } from '../../core/record/sign-in-events.ts';
import type { Finding } from '../../core/rule.ts';
import { whom } from '../../core/say.ts';
import { clip, visible } from '../../core/text.ts';
import { localTime, MINUTE, WEEKDAYS } from '../../core/time.ts';
import { KIND, type NumberColumn, type RowBlock, TEXT_COLUMNS, type TextColumn } from './model.ts';

const LONGEST = 2_000;

/** Null and undefined are empty texts. */
export const told = (text: string | null | undefined): string => clip(visible(text ?? ''), LONGEST);

export const kindOf = (event: TrailEvent): number => {
  if (isSuccessfulSignIn(event)) return KIND.signIn;
  const isFailed = event.outcome === 'failure' && (isKeptSignIn(event) || event.name === 'CheckMfa');
  return isFailed ? KIND.failedSignIn : KIND.other;
};

/** The last quarter of an hour that was asked for: clocks go on by whole quarters, and asking the formatter is slow. */
let quarter: { readonly timezone: string; readonly start: number; readonly hour: number } | undefined;

/** From 0 (Monday, midnight) to 167. */
export function hourOfWeek(epoch: number, timezone: string): number {
  const start = Math.floor(epoch / (15 * MINUTE)) * 15 * MINUTE;
  if (quarter?.start !== start || quarter.timezone !== timezone) {
    const { weekday, clock } = localTime(start, timezone);
    quarter = { timezone, start, hour: WEEKDAYS.indexOf(weekday) * 24 + Number(clock.slice(0, 2)) };
  }
  return quarter.hour;
}

const TEXTS: Readonly<Record<TextColumn, (finding: Finding) => string | null | undefined>> = {
  rule: ({ rule }) => rule.id,
  severity: ({ severity }) => severity,
  who: ({ event }) => whom.en(event),
  whoJa: ({ event }) => whom.ja(event),
  title: ({ title }) => title.en,
  titleJa: ({ title }) => title.ja,
  message: ({ message }) => message.en,
  messageJa: ({ message }) => message.ja,
  account: ({ event }) => event.account,
  accountName: ({ accountName }) => accountName,
  region: ({ event }) => event.region,
  eventName: ({ event }) => event.name,
  eventSource: ({ event }) => event.source,
  place: ({ event }) => (event.origin.kind === 'absent' ? '' : event.origin.text),
  verdict: ({ network }) => network.verdict,
  networkName: ({ network }) => network.name,
  userAgent: ({ event }) => event.userAgent,
  mfa: ({ event }) => event.mfa,
  outcome: ({ event }) => event.outcome,
  muted: ({ muted }) => muted,
  actorKind: ({ event }) => event.actor.kind,
  arn: ({ event }) => event.actor.arn,
  person: ({ event }) => personOf(event),
  link: ({ event }) => {
    const link = eventLink(event);
    return link?.slice(0, link.length - event.eventId.length);
  },
  source: ({ event }) => event.readFrom,
};

/** `sessions`: places by the finding's id. */
export function rowBlock(
  findings: readonly Finding[],
  timezone: string,
  sessions: ReadonlyMap<string, number> = new Map(),
): RowBlock {
  const numbers: Record<NumberColumn, number[]> = {
    time: [],
    events: [],
    attempt: [],
    kind: [],
    hour: [],
    session: [],
  };
  for (const { id, event, events, attempt } of findings) {
    numbers.session.push((sessions.get(id) ?? -1) + 1);
    numbers.time.push(Math.floor(event.epoch / 1_000));
    numbers.events.push(events.length);
    numbers.attempt.push(attempt ? 1 : 0);
    numbers.kind.push(kindOf(event));
    numbers.hour.push(hourOfWeek(event.epoch, timezone));
  }
  return {
    count: findings.length,
    texts: TEXT_COLUMNS.map((name) => textColumn(findings, TEXTS[name])),
    numbers,
    ids: findings.map(({ id }) => id),
    eventIds: findings.map(({ event }) => told(event.eventId)),
  };
}

function textColumn(findings: readonly Finding[], of: (finding: Finding) => string | null | undefined) {
  const values: string[] = [];
  const known = new Map<string | null | undefined, number>();
  const at = findings.map((finding) => {
    const text = of(finding);
    const place = known.get(text) ?? values.push(told(text)) - 1;
    known.set(text, place);
    return place;
  });
  return { values, at };
}
