/** Pieces of sentences that rules share, in both languages. Text from events is made safe to show here. */
import { accountText } from './accounts.ts';
import type { Actor, TrailEvent } from './event.ts';
import { textAt } from './fields.ts';
import type { Context } from './inspection/context.ts';
import { shortId } from './record/actor.ts';
import type { Language, Told, Words } from './rule.ts';
import { clip, visible } from './text.ts';

type Piece<Of> = { readonly [L in Language]: (of: Of) => string };

/** Keeps sentences readable, however long a name is. */
const SHOWN_LIMIT = 120;

/** Text of an event, safe in a sentence; `-` if there is none. */
export function shown(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? '-' : clip(visible(text), SHOWN_LIMIT);
}

/** A sentence that says so where a record lacks a name, instead of showing a dash. */
export const withoutDashes = (words: Words): Words =>
  mayLackName(words.en) || mayLackName(words.ja) ? named(words) : words;

/** Far quicker to see than by the patterns below; most dashes stand inside of names. */
const mayLackName = (text: string) => text.startsWith('-') || BEFORE_DASH.some((before) => text.includes(before));
const BEFORE_DASH = [' -', '（-', '、-'];

const named = ({ en, ja: japanese }: Words): Words => ({
  en: en.replace(/(^| )-(?=[ ,;.)]|$)/g, '$1(name not recorded)'),
  ja: japanese.replace(
    /(^|[ （、])-(?: (?=[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}])|(?=[、。）]|$))/gu,
    (_, before) => `${before === ' ' ? '' : before}（名前の記録なし）`,
  ),
});

/**
 * A Japanese sentence: `${name}が` becomes `alice が`, but `ルートユーザーが`. One space goes between half-width text and
 * kana or kanji where a value meets the sentence, and none around numbers; what stands inside a value stays as it is.
 */
export function ja(sentence: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let text = sentence[0] ?? '';
  for (const [index, value] of values.entries()) {
    const next = sentence[index + 1] ?? '';
    text = typeof value === 'number' ? text + value + next : joined(joined(text, value), next);
  }
  return text;
}

const joined = (left: string, right: string) => left + (needsSpace(left, right) ? ' ' : '') + right;

function needsSpace(left: string, right: string): boolean {
  const [end, start] = [left.at(-1) ?? '', right.at(0) ?? ''];
  return (HALF_WIDTH.test(end) && KANA_OR_KANJI.test(start)) || (KANA_OR_KANJI.test(end) && HALF_WIDTH.test(start));
}

const HALF_WIDTH = /[!-~\p{Script=Latin}]/u;
const KANA_OR_KANJI = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/u;

/** Identities without a name of their own. A hidden name may be a password typed into the wrong field. */
const NAMELESS = {
  hidden: { en: 'a user name that does not exist', ja: '存在しないユーザー名' },
  root: { en: 'root', ja: 'ルートユーザー' },
  unknown: { en: 'an unknown user', ja: '不明なユーザー' },
  anonymous: { en: 'somebody without credentials', ja: '認証情報のない利用者' },
} satisfies Record<string, Words>;

function nameless({ actor }: TrailEvent): Words | undefined {
  if (actor.hidden) return NAMELESS.hidden;
  if (actor.kind === 'root') return NAMELESS.root;
  if (actor.kind === 'identity-center-user' && actor.person === undefined)
    return identityCenterUser(actor.identityCenterUserId);
  if (isOnlyAccount(actor)) return accountOf(actor);
  return actor.name === 'unknown user' ? NAMELESS.unknown : undefined;
}

/** A user of Identity Center whose name no record of the input holds. */
export function identityCenterUser(id: string | undefined): Words {
  const text = id === undefined ? undefined : shown(shortId(id));
  return {
    en: `an Identity Center user${text === undefined ? '' : ` (${text})`}`,
    ja: `Identity Centerユーザー${text === undefined ? '' : `（${text}）`}`,
  };
}

/** A group of Identity Center that AWS wasn't asked for, or doesn't name. */
export function identityCenterGroup(id: string | undefined): Words {
  const text = id === undefined ? undefined : shown(shortId(id));
  return {
    en: `an Identity Center group${text === undefined ? '' : ` (${text})`}`,
    ja: `Identity Centerのグループ${text === undefined ? '' : `（${text}）`}`,
  };
}

/** True if no copy of the record names the caller from another account. */
const isOnlyAccount = ({ kind, name, account }: Actor) =>
  kind === 'account' && (account === undefined || name === `account ${account}`);

/** For a caller from another account CloudTrail has only the account; for an unsigned request not even that. */
function accountOf({ account, accountName }: Actor): Words {
  if (account === undefined || !/^\d{12}$/.test(account)) return NAMELESS.anonymous;
  const words = accountWords(account, { accountName: () => accountName ?? null });
  return { en: `account ${words.en}`, ja: ja`アカウント ${words.ja}` };
}

/** The actor, inside a sentence. */
export const whom: Piece<TrailEvent> = {
  en: (event) => {
    const { set, role, account, issuer } = bearing(event);
    const as = set ? ` (permission set ${set})` : role ? ` (role ${role})` : account ? ` (account ${account})` : '';
    if (issuer !== undefined) return `${shown(event.actor.name)} (federated by ${issuer})`;
    return nameless(event)?.en ?? shown(event.actor.name) + as;
  },
  ja: (event) => {
    const { set, role, account, issuer } = bearing(event);
    if (issuer !== undefined) return ja`${shown(event.actor.name)}（${issuer}によるフェデレーション）`;
    const as = set ? `（許可セット ${set}）` : role ? `（ロール ${role}）` : account ? `（アカウント ${account}）` : '';
    return nameless(event)?.ja ?? shown(event.actor.name) + as;
  },
};

/** The actor, at the beginning of a sentence. */
export const who: Piece<TrailEvent> = {
  en: (event) => {
    const text = whom.en(event);
    return nameless(event) === undefined ? text : text.charAt(0).toUpperCase() + text.slice(1);
  },
  ja: whom.ja,
};

/** An account: `payments (444455556666)`, or just the id. */
export function accountWords(id: string | undefined, { accountName }: Pick<Context, 'accountName'>): Words {
  const name = id === undefined ? null : accountName(id);
  return {
    en: shown(id === undefined ? id : accountText(id, name)),
    ja: name === null ? shown(id) : `${shown(name)}（${shown(id)}）`,
  };
}

/** The event's account. */
export const accountIn: Piece<Pick<Told, 'event' | 'context'>> = {
  en: ({ event, context }) => accountWords(event.account, context).en,
  ja: ({ event, context }) => accountWords(event.account, context).ja,
};

/** Permission set, role, account or user behind an actor's name; safe to show. */
interface Bearing {
  readonly set?: string;
  readonly role?: string;
  /** The account of a caller from elsewhere. */
  readonly account?: string;
  /** The user behind a federated session. */
  readonly issuer?: string;
}

function bearing({ actor, record }: TrailEvent): Bearing {
  if (actor.kind === 'account' && actor.account !== undefined)
    return { account: shown([actor.accountName, actor.account].filter(Boolean).join(' ')) };
  if (actor.kind === 'federated-user') {
    const issuer = textAt(record, 'userIdentity.sessionContext.sessionIssuer.userName');
    return issuer === undefined ? {} : { issuer: shown(issuer) };
  }
  if (actor.kind !== 'role' || actor.role === undefined) return {};
  const set = /^AWSReservedSSO_(.+)_[0-9a-f]+$/.exec(actor.role)?.[1];
  if (set !== undefined) return { set: shown(set) };
  return actor.role === actor.name ? {} : { role: shown(actor.role) };
}

/** ` from 203.0.113.24 (Tokyo office)`, `203.0.113.24（Tokyo office）から`; empty if nothing is known. */
export const fromWhere: Piece<Pick<Told, 'event'> & { readonly context: Pick<Context, 'verdict'> }> = {
  en: ({ event, context }) => {
    const { kind, text } = event.origin;
    const { name } = context.verdict(event.origin, event.epoch);
    if (kind === 'absent') return '';
    if (kind === 'aws-internal') return ' from inside AWS';
    if (kind === 'service') return ` through ${shown(text)}`;
    return ` from ${shown(text)}${name === null ? '' : ` (${shown(name)})`}`;
  },
  ja: ({ event, context }) => {
    const { kind, text } = event.origin;
    const { name } = context.verdict(event.origin, event.epoch);
    if (kind === 'absent') return '';
    if (kind === 'aws-internal') return 'AWS内部から';
    if (kind === 'service') return ja`${shown(text)}経由で`;
    return ja`${shown(text)}${name === null ? '' : `（${shown(name)}）`}から`;
  },
};

/** ` (No username found …)`: AWS's reason for a failure; empty if there is none. */
export const because: Piece<TrailEvent> = {
  en: ({ error }) => {
    const reason = error?.message ?? error?.code;
    return reason === undefined ? '' : ` (${shown(reason)})`;
  },
  ja: ({ error }) => {
    const reason = error?.message ?? error?.code;
    return reason === undefined ? '' : `（${shown(reason)}）`;
  },
};
