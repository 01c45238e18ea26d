/**
 * Every key of the login table, and how long its items are kept (`expiresAt`, in seconds since the epoch).
 *
 * | key | sort key | attributes | kept | written by | read by |
 * |---|---|---|---|---|---|
 * | `login#MONTH` | `TIME#EVENT` | the sign-in, a text each | 180 days | `logins.ts` | `history.ts` |
 * | `person#HASH` | `-` | `name`: of a sign-in or a user of Identity Center | 180 days | `people.ts` | `people.ts` |
 * | | | or `state`: AWS is asked, has no name, refused (also of a store) | up to a day | `asked-names.ts` | `asked-names.ts` |
 * | `account names` | `-` | `names`: of accounts in AWS, by id, as JSON | until the next deploy | `deploying/account-names.ts` | `account-names.ts` |
 * | `finding#ID` | `-` | `state` pending or told, `owner`, `lease`: of a burst | 40 days | `told.ts` | `told.ts` |
 * | `event#ID` | `-` | none: of versions before pages | until its findings are told, 40 days | | |
 * | `turn#OWNER` | `-`, `1`, … | `ids`: all findings of an invocation | a day | `told.ts` | `told.ts` |
 * | `window#HASH` | `MS#EVENT` | `entry`: an event that a rule counts, of versions before `windows` | a day after the window | | `windows.ts` |
 * | `claim#HASH` | `-` | `holds`: which burst has a finding, of versions before pages | a day after the last | | `claims.ts` |
 * | `muted` | `TIME#ID` | `finding`: told when business hours end | 30 days | `muted.ts` | `muted.ts` |
 * | `muted digest` | `-` | `state`, `owner`, `lease`: one tells them | 30 days | `muted.ts` | `muted.ts` |
 * | `later#HASH` | `TIME#ID` | `finding`, `keptAt`: sent in a group, soon | 15 days | `later.ts` | `later.ts` |
 * | `later turn#HASH` | `-` | `state`, `owner`, `lease`: one sends a group | 15 days | `later.ts` | `later.ts` |
 * | `story#HASH` | `-` | `weight`, `owner`, `from`, `to`, …: what people know of it, of versions before pages | a day | | `stories.ts` |
 * | `part#HASH` | `TIME#EVENT` | `event`, `weight`; or `isTold`: one event of a sign-in | a day | `parts.ts` | `parts.ts` |
 * | `nameless` | `STATE#OF` | `event`, `finding`: its person has no name yet | a day | `nameless.ts` | `nameless.ts` |
 * | `channel#GROUP` | `-` | `since`, `nextAt`, `fails`, …: it takes no messages at the moment | 15 days | `troubles.ts` | `troubles.ts` |
 * | `sent#ID` | `-` | none: a channel took this message | 15 days | `sent.ts` | `sent.ts` |
 * | `unreadable#HASH` | `-` | none: the record is in the queue | 14 days | `lambda/intake.ts` | `lambda/intake.ts` |
 * | `mark#FILTER` | log group | `until`: looked at so far | 90 days | `lambda/alarm-logs.ts` | `lambda/alarm-logs.ts` |
 * | `test#MARK` | channel | `outcome`, `why`, `at`, `ms` | an hour | `lambda/deliver.ts` | `proving/prove.ts` |
 * | `told#PAGE` | `-` | `told`: findings about events of ten minutes, `pending`: events that are being told | 40 days | `told.ts` | `told.ts` |
 * | `windows#PAGE` | `MS#HASH` | `entries`: events that rules count | a day after the window | `windows.ts` | `windows.ts` |
 * | `claims#PAGE` | `-` | `claims`: which bursts have findings | a day after the last | `claims.ts` | `claims.ts` |
 * | `stories#PAGE` | `-` | `stories`: what people know of each, as `story` | a day | `stories.ts` | `stories.ts` |
 * | `layout` | `-` | `since`: when `windows` took the place of `window` | 400 days | `windows.ts` | `windows.ts` |
 *
 * A page (`pages.ts`) holds what belongs to one of 128 hashes, because a flood would else write an item for each event.
 */
import { createHash } from 'node:crypto';
import { DAY, HOUR, SECOND } from '../../core/time.ts';

/** Keeps keys short, which may hold names of any length. */
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

export const KEYS = {
  /** `2026-11`, UTC. */
  login: (month: string) => `login#${month}`,
  person: (key: string) => `person#${hash(key)}`,
  accountNames: () => 'account names',
  finding: (id: string) => `finding#${id}`,
  event: (id: string) => `event#${id}`,
  turn: (owner: string) => `turn#${owner}`,
  window: (key: string) => `window#${hash(key)}`,
  claim: (id: string) => `claim#${hash(id)}`,
  muted: () => 'muted',
  mutedDigest: () => 'muted digest',
  later: (group: string) => `later#${hash(group)}`,
  laterTurn: (group: string) => `later turn#${hash(group)}`,
  story: (key: string) => `story#${hash(key)}`,
  part: (key: string) => `part#${hash(key)}`,
  nameless: () => 'nameless',
  channel: (group: string) => `channel#${group}`,
  sent: (id: string) => `sent#${id}`,
  unreadable: (text: string) => `unreadable#${hash(text)}`,
  mark: (filter: string) => `mark#${filter}`,
  test: (mark: string) => `test#${mark}`,
  told: (page: string) => `told#${page}`,
  windows: (page: string) => `windows#${page}`,
  claims: (page: string) => `claims#${page}`,
  stories: (page: string) => `stories#${page}`,
  layout: () => 'layout',
} as const satisfies Readonly<Record<string, (of: string) => string>>;

/** Twenty characters that stand for an id of any length. */
export const markOf = (id: string) => hash(id).slice(0, 20);

const PAGES = 128;

/** The page of an id, `00` to `7f`. */
export const bucketOf = (id: string): string =>
  (Number.parseInt(hash(id).slice(0, 4), 16) % PAGES).toString(16).padStart(2, '0');

/** The sort key of the only item under its key. */
export const ONLY = '-';

/** In order of time. The time is text that sorts as it passes. */
export const timedKey = (time: string, id: string): string => `${time}#${id}`;
/** Sorts after all keys of that time. */
export const lastKey = (time: string): string => `${time}~`;
export const timeOfKey = (sk: string): string => sk.split('#')[0] ?? '';

/** Milliseconds. Those of `window` and `claim` depend on the rule. */
export const KEPT = {
  login: 180 * DAY,
  person: 180 * DAY,
  /** Longer than a message waits: fourteen days in the outbox, fourteen more in its dead-letter queue. */
  finding: 40 * DAY,
  /** Longer than a retry of an invocation waits. */
  turn: DAY,
  /** Sent within a day or two; dropped after thirty days. */
  muted: 30 * DAY,
  /** Sent within minutes; longer than the queue keeps the message that calls for it. */
  later: 15 * DAY,
  laterTurn: 15 * DAY,
  story: DAY,
  part: DAY,
  nameless: DAY,
  /** Longer than a message stays in the outbox. */
  channel: 15 * DAY,
  sent: 15 * DAY,
  unreadable: 14 * DAY,
  mark: 90 * DAY,
  test: HOUR,
  told: 40 * DAY,
  stories: DAY,
  layout: 400 * DAY,
} as const satisfies { readonly [K in keyof typeof KEYS]?: number };

/** `expiresAt` of an item kept for `kept` milliseconds after a moment (milliseconds since the epoch). */
export const expiryOf = (epoch: number, kept: number): number => Math.floor((epoch + kept) / SECOND);
