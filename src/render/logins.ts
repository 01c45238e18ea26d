/** Sign-ins of the notifier's table as people and programs read them. All of it is text that others chose. */
import type { Login } from '../core/login.ts';
import type { Language, Mark, NetworkVerdict } from '../core/rule.ts';
import { type LoginGroup, type LoginGroupKey, loginGroups } from '../core/stories/login-groups.ts';
import { clip, escapeJson, visible } from '../core/text.ts';
import { formatTime, isoTime } from '../core/time.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { LOGINS_WORDS } from '../messages/operate/logins.ts';
import { type Cell, columns } from './columns.ts';
import { csvLine } from './csv-text.ts';
import { groupRows } from './groups.ts';
import { markText } from './marks.ts';

export interface LoginReport {
  readonly table: string;
  /** ISO 8601, UTC. */
  readonly window: { readonly from: string; readonly to: string };
  /** Newest first. */
  readonly logins: readonly Login[];
  /** Counts in place of the list. */
  readonly groupBy?: LoginGroupKey | undefined;
}

export interface LoginOptions {
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  readonly columns: number;
  readonly isPlain?: boolean | undefined;
  /** Small charts: on a terminal only. */
  readonly hasCharts?: boolean | undefined;
}

/** A contract that scripts rely on: additions are allowed within a version, changes are not. */
export function loginsJson({ table, window, logins, groupBy }: LoginReport): string {
  const groups = groupBy === undefined ? {} : { groups: loginGroups(logins, groupBy).map(groupJson) };
  return `${escapeJson(JSON.stringify({ version: 1, table, window, logins, ...groups }, undefined, 2))}\n`;
}

const groupJson = ({ key, name, count, failures, first, last }: LoginGroup) => ({
  ...{ key, name, logins: count, outcomes: { success: count - failures, failure: failures } },
  ...{ first: isoTime(first), last: isoTime(last) },
});

const CSV_COLUMNS = [
  'time',
  'localTime',
  'account',
  'region',
  'user',
  'userKind',
  'address',
  'network',
  'event',
  'outcome',
  'mfa',
  'agent',
  'eventId',
  'accountName',
  'client',
  'person',
  'via',
] as const satisfies readonly (keyof Login)[];

export const loginsCsv = ({ logins }: LoginReport): string =>
  [CSV_COLUMNS, ...logins.map((login) => CSV_COLUMNS.map((column) => login[column]))].map(csvLine).join('');

const WIDEST = 160;
const TIME_LENGTH = '2026-11-19 09:12:41'.length;
/** The longest name of an IAM user: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_NAME = 64;
const LONGEST_WORD = 45;

export function loginsTable({ logins, groupBy }: LoginReport, options: LoginOptions): string {
  const messages = messagesIn(options.language);
  if (groupBy !== undefined) return groupsTable(logins, groupBy, messages, options);
  const { when, who, where, region, what, mfa, account } = messages.label;
  const isNamed = logins.some(({ accountName }) => accountName !== '');
  const hasAccounts = isNamed || new Set(logins.map((login) => login.account)).size > 1;
  const zoned = `${when} (${options.timezone})`;
  return `${columns({
    head: [
      options.isPlain ? messages.mark : '',
      zoned.length > TIME_LENGTH ? when : zoned,
      who,
      where,
      region,
      what,
      mfa,
      ...(hasAccounts ? [account] : []),
    ],
    rows: logins.map((login) => cells(login, messages, options, hasAccounts)),
    flexible: 2,
    width: Math.min(options.columns, WIDEST),
    isPlain: options.isPlain,
  })}\n`;
}

function groupsTable(logins: readonly Login[], by: LoginGroupKey, messages: Messages, options: LoginOptions): string {
  const groups = loginGroups(logins, by).map((group) => ({ ...group, key: clip(group.key, LONGEST_NAME) }));
  const { count, outcomes } = LOGINS_WORDS[options.language];
  const kindsOf = ({ count: all, failures }: LoginGroup): Cell => ({
    text: outcomes(all - failures, failures),
  });
  const width = Math.min(options.columns, WIDEST);
  const rows = groupRows(groups, by, { head: [count, messages.label.what], kindsOf }, { ...options, columns: width });
  return `${[...rows].join('\n')}\n`;
}

function cells(login: Login, messages: Messages, options: LoginOptions, hasAccounts: boolean): Cell[] {
  const { user, address, region, event, client, outcome, mfa, account, accountName } = login;
  const trustedAs = /^trusted: (.+)$/s.exec(login.network)?.[1];
  const from = trustedAs === undefined ? address : `${address} (${trustedAs})`;
  const by = client === '' || client === 'browser' ? '' : ` (${shown(client, LONGEST_WORD)})`;
  return [
    markOf(login, messages, options),
    whenOf(login, options.timezone),
    shown(user, LONGEST_NAME),
    shown(from, LONGEST_WORD),
    shown(region, LONGEST_WORD),
    `${shown(event, LONGEST_WORD)}${by} ${worded(outcome, messages.outcome)}`.trim(),
    worded(mfa, messages.mfa),
    ...(hasAccounts ? [shown(accountName || account, LONGEST_WORD)] : []),
  ].map((text) => ({ text }));
}

/** A failure is worse than where it came from. */
function markOf({ outcome, network }: Login, messages: Messages, { isPlain }: LoginOptions): string {
  if (outcome === 'failure') return markText('⚠', messages, isPlain);
  const mark = VERDICT_MARKS.get(network.split(':', 1)[0] ?? '');
  return mark === undefined ? '' : markText(mark, messages, isPlain);
}

const VERDICT_MARKS: ReadonlyMap<string, Mark> = new Map<NetworkVerdict['verdict'], Mark>([
  ['trusted', '🟢'],
  ['untrusted', '🔴'],
  ['not-judged', '⚪'],
]);

function whenOf({ time, localTime }: Login, timezone: string): string {
  const moment = Date.parse(time);
  return Number.isNaN(moment)
    ? shown(localTime || time, LONGEST_WORD)
    : formatTime(moment, timezone).slice(0, TIME_LENGTH);
}

const worded = (word: string, words: Readonly<Record<string, string>>) =>
  (Object.hasOwn(words, word) ? words[word] : undefined) ?? shown(word, LONGEST_WORD);

/** Cut before it is made visible, so that no escape is cut in the middle. */
const shown = (text: string, longest: number) => visible(clip(text, longest));
