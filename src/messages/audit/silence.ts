/** Verdicts on whoever could silence an alert: titles, sentences, evidence and remedies. */
import type { Words } from '../../core/language.ts';
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

export type SilenceCheck =
  | 'silence.trail'
  | 'silence.logs'
  | 'silence.alarm'
  | 'silence.rule'
  | 'silence.topic'
  | 'silence.key'
  | 'silence.function'
  | 'silence.queue';

export const SILENCE_TITLES: Readonly<Record<SilenceCheck, Words>> = {
  'silence.trail': { en: 'Who could stop the trail', ja: '証跡を止められる利用者' },
  'silence.logs': {
    en: 'Who could remove the log group or its filters',
    ja: 'ロググループとフィルターを削除できる利用者',
  },
  'silence.alarm': { en: 'Who could silence an alarm', ja: 'アラームを止められる利用者' },
  'silence.rule': { en: 'Who could silence an EventBridge rule', ja: 'EventBridgeルールを止められる利用者' },
  'silence.topic': { en: 'Who could silence a topic', ja: 'トピックを止められる利用者' },
  'silence.key': { en: 'Who could disable the key of a topic', ja: 'トピックのキーを無効にできる利用者' },
  'silence.function': { en: 'Who could stop a function that alerts', ja: '通知する関数を止められる利用者' },
  'silence.queue': { en: 'Who could empty or delete a queue on the way', ja: '経路上のキューを削除できる利用者' },
};

/** Names, each once. */
export interface Silencers {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  /** Account numbers, ARNs, or `*` for anybody. */
  readonly strangers: readonly string[];
  /** Users and roles with all permissions. */
  readonly administrators: readonly string[];
}

export interface SilenceFacts {
  readonly kind: SilenceCheck;
  readonly who: Silencers;
  /** Names of resources. */
  readonly of: readonly string[];
  readonly calls: readonly string[];
}

/** An allowance of a policy, for a line of evidence. */
export interface Allowance extends SilenceFacts {
  /** Undefined for the resource's own. */
  readonly policy: string | undefined;
  readonly group: string | undefined;
  readonly isTold: boolean;
  /** Keys of the conditions that decide. */
  readonly keys: readonly string[];
}

interface SilenceWords {
  /** A call that alerts nobody. */
  readonly untold: (facts: SilenceFacts) => string;
  /** The same, under a condition that can't be judged. */
  readonly perhaps: (facts: SilenceFacts, keys: readonly string[]) => string;
  /** Whether somebody hears of it isn't known. `why`: a whole sentence. */
  readonly unclear: (facts: SilenceFacts, why: string) => string;
  readonly told: (facts: SilenceFacts) => string;
  readonly nobody: (kind: SilenceCheck, of: readonly string[]) => string;
  readonly noWay: string;
  readonly noWayTodo: string;
  /** `why`: a whole sentence. */
  readonly unread: (why: string) => string;
  readonly allowed: (facts: Allowance) => string;
  readonly simulated: (asked: number, all: number) => string;
  readonly tellTodo: string;
  readonly takeTodo: (actions: readonly string[]) => string;
  readonly perhapsTodo: string;
  readonly organizations: string;
}

const MOST_NAMED = 3;

/** `a, b and c`, `a, b, c and 4 more` */
function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  if (more > 0) return `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const KINDS: Readonly<Record<SilenceCheck, readonly [one: string, several: string]>> = {
  'silence.trail': ['trail', 'trails'],
  'silence.logs': ['log group or filter', 'log groups and filters'],
  'silence.alarm': ['alarm', 'alarms'],
  'silence.rule': ['EventBridge rule', 'EventBridge rules'],
  'silence.topic': ['topic', 'topics'],
  'silence.key': ['key', 'keys'],
  'silence.function': ['function', 'functions'],
  'silence.queue': ['queue', 'queues'],
};

const resources = (kind: SilenceCheck, of: readonly string[]) => `${KINDS[kind][of.length > 1 ? 1 : 0]} ${list(of)}`;

const sumOf = ({ users, roles, strangers }: Silencers) => users.length + roles.length + strangers.length;
const shown = (noun: string, names: readonly string[]) =>
  names.length === 0 ? [] : [`${noun}${names.length > 1 ? 's' : ''} ${list(names)}`];

/** `40 users and roles (a, b, c and 37 more) and 1 administrator` */
function people(who: Silencers): string {
  const { users, roles, strangers, administrators } = who;
  if (sumOf(who) === 0)
    return administrators.length > MOST_NAMED
      ? `${administrators.length} administrators (${list(administrators)})`
      : shown('administrator', administrators).join();
  const principals = [...users, ...roles];
  const noun = roles.length === 0 ? 'users' : users.length === 0 ? 'roles' : 'users and roles';
  const named =
    principals.length > MOST_NAMED
      ? [`${principals.length} ${noun} (${list(principals)})`]
      : [...shown('user', users), ...shown('role', roles)];
  const outside = strangers.map((one) => (one === '*' ? 'anybody' : /^\d+$/.test(one) ? `account ${one}` : one));
  const admins = administrators.length === 0 ? [] : [counted(administrators.length, 'administrator')];
  return list([...named, ...outside, ...admins]);
}

const capital = (text: string) => text.replace(/^[a-z]/, (letter) => letter.toUpperCase());

const en: SilenceWords = {
  untold: ({ kind, who, of, calls }) =>
    `${capital(people(who))} may silence ${resources(kind, of)}, and nobody would be alerted to ${list(calls)}.`,
  perhaps: ({ kind, who, of, calls }, keys) =>
    `${capital(people(who))} may silence ${resources(kind, of)} under a condition that isn't judged here (${list(keys)}), and nobody would be alerted to ${list(calls)}.`,
  unclear: ({ kind, who, of, calls }, why) =>
    `${capital(people(who))} may silence ${resources(kind, of)}. Can't tell whether anybody would be alerted to ${list(calls)}. ${why}`,
  told: ({ kind, who, of }) =>
    `IAM policies let ${people(who)} silence ${resources(kind, of)}, and somebody would be alerted to each such call.`,
  nobody: (kind, of) => `Only the root user may silence ${resources(kind, of)}.`,
  noWay: 'Nobody is alerted to anything, so there is no way that anybody could cut off.',
  noWayTodo: 'Mend the checks of sign-ins, controls and rules first.',
  unread: (why) => `Can't tell who could silence an alert. ${why}`,
  allowed: ({ kind, who, of, calls, policy, group, isTold, keys }) =>
    `${policy === undefined ? 'Its own policy' : `Policy ${policy}${group === undefined ? '' : ` of group ${group}`}`} allows ${people(who)} ${list(calls)} on ${resources(kind, of)}${keys.length > 0 ? ` under a condition (${list(keys)})` : ''}; ${isTold ? 'somebody' : 'nobody'} would be alerted.`,
  simulated: (asked, all) =>
    `Policies of AWS Organizations were taken into account for ${asked} of ${all} users and roles, by simulation.`,
  tellTodo:
    'Alert to such calls by two ways that pass other resources, so that each hears of the end of the other: an EventBridge rule to a topic for each.',
  takeTodo: (actions) =>
    `Deny ${list(actions)} to those who don't need it, and leave out the lines for those who do. Administrators can undo it.`,
  perhapsTodo: "Check the condition, or take the permission away from users and roles that don't need it.",
  organizations: 'policies of AWS Organizations',
};

function listJa(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join('、')}、ほか${more}件` : names.join('、');
}

const KINDS_JA: Readonly<Record<SilenceCheck, string>> = {
  'silence.trail': '証跡',
  'silence.logs': 'ロググループまたはフィルター',
  'silence.alarm': 'アラーム',
  'silence.rule': 'EventBridgeルール',
  'silence.topic': 'トピック',
  'silence.key': 'キー',
  'silence.function': '関数',
  'silence.queue': 'キュー',
};

const resourcesJa = (kind: SilenceCheck, of: readonly string[]) => `${KINDS_JA[kind]} ${listJa(of)}`;

const shownJa = (noun: string, names: readonly string[]) => (names.length === 0 ? [] : [`${noun} ${listJa(names)} `]);

function peopleJa(who: Silencers): string {
  const { users, roles, strangers, administrators } = who;
  if (sumOf(who) === 0)
    return administrators.length > MOST_NAMED
      ? `${administrators.length}件の管理者（${listJa(administrators)}）`
      : shownJa('管理者', administrators).join('');
  const besides = administrators.length === 0 ? '' : `管理者${administrators.length}件のほか、`;
  const principals = [...users, ...roles];
  const noun = roles.length === 0 ? 'ユーザー' : users.length === 0 ? 'ロール' : 'ユーザー・ロール';
  const named =
    principals.length > MOST_NAMED
      ? [`${principals.length}件の${noun}（${listJa(principals)}）`]
      : [...shownJa('ユーザー', users), ...shownJa('ロール', roles)];
  const outside = strangers.map((one) =>
    one === '*' ? 'すべての利用者' : /^\d+$/.test(one) ? `アカウント ${one} ` : `${one} `,
  );
  return `${besides}${listJa([...named, ...outside]).replaceAll(' 、', '、')}`;
}

const ja: SilenceWords = {
  untold: ({ kind, who, of, calls }) =>
    `${peopleJa(who)}は${resourcesJa(kind, of)} による通知を止めることができ、${listJa(calls)} は誰にも通知されません。`,
  perhaps: ({ kind, who, of, calls }, keys) =>
    `${peopleJa(who)}は、ここでは判定できない条件（${listJa(keys)}）を満たす場合、${resourcesJa(kind, of)} による通知を止めることができ、${listJa(calls)} は誰にも通知されません。`,
  unclear: ({ kind, who, of, calls }, why) =>
    `${peopleJa(who)}は${resourcesJa(kind, of)} による通知を止めることができます。${listJa(calls)} が通知されるかどうかは判断できません。${why}`,
  told: ({ kind, who, of }) =>
    `IAMポリシー上は、${peopleJa(who)}が${resourcesJa(kind, of)} による通知を止められますが、その操作はいずれも通知されます。`,
  nobody: (kind, of) => `${resourcesJa(kind, of)} による通知を止められるのは、ルートユーザーだけです。`,
  noWay: '誰にも何も通知されていないため、止められる経路がありません。',
  noWayTodo: '先に、サインイン、コントロール、ルールのチェックの不合格に対処してください。',
  unread: (why) => `通知を止められる利用者を判断できません。${why}`,
  allowed: ({ kind, who, of, calls, policy, group, isTold, keys }) =>
    `${policy === undefined ? 'リソース自体のポリシー' : `${group === undefined ? '' : `グループ ${group} の`}ポリシー ${policy} `}が${keys.length > 0 ? `条件（${listJa(keys)}）付きで` : ''}、${peopleJa(who)}に${resourcesJa(kind, of)} への ${listJa(calls)} を許可しています（${isTold ? '通知されます' : '通知されません'}）。`,
  simulated: (asked, all) =>
    `AWS Organizationsのポリシーは、${all}件のユーザー・ロールのうち${asked}件についてシミュレーションで確認しました。`,
  tellTodo:
    'このような操作を、別のリソースを通る2つの経路（EventBridgeルールからトピックへ）で通知してください。一方が止められても、もう一方が通知します。',
  takeTodo: (actions) =>
    `必要のない利用者に ${listJa(actions)} を拒否してください。必要な利用者の行は実行しないでください。管理者は元に戻せます。`,
  perhapsTodo: '条件を確認するか、権限を必要のないユーザーとロールから外してください。',
  organizations: 'AWS Organizationsのポリシー',
};

export const SILENCE_WORDS: WordTable<SilenceWords> = { en, ja };
