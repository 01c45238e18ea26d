/** Sentences and judgements for rules about access given to outsiders. */
import { type Access, judgeAccess } from '../core/access/access.ts';
import { type Audience, anyOf, type Stranger } from '../core/access/audience.ts';
import { audienceOfName } from '../core/access/principals.ts';
import type { Json, TrailEvent } from '../core/event.ts';
import type { Context } from '../core/inspection/context.ts';
import type { Language, Words } from '../core/rule.ts';
import { accountWords, ja, shown } from '../core/say.ts';
import { asWords } from '../core/words.ts';

/** Judges the policy that an event sets, by itself: the former policy isn't in the record. */
export function accessBy(document: Json | undefined, event: TrailEvent, context: Context): Access {
  return judgeAccess(context.groundOf(event), document);
}

/** Judges principals that a call names without a policy: account ids, ARNs, services, `*`. */
export function accessFor(principals: readonly string[], event: TrailEvent, context: Context): Audience {
  const ground = context.groundOf(event);
  return anyOf(principals.map((principal) => audienceOfName(principal, ground)));
}

/** Callers that are let in and aren't one's own. */
export interface Outsiders {
  readonly isAnybody: boolean;
  /** `anybody`, or `account payments (444455556666), 999988887777`. */
  readonly names: Words;
}

/**
 * Undefined if all are one's own, or can't be distinguished from them: a network, a service, an unknown organization.
 */
export function outsidersOf(
  { who, strangers }: Audience,
  context: Pick<Context, 'accountName'>,
): Outsiders | undefined {
  if (who === 'anybody') return { isAnybody: true, names: { en: 'anybody', ja: '全員' } };
  if (strangers.length === 0) return undefined;
  const kinds = KINDS.flatMap(([kind, label]) => {
    const ids = strangers
      .filter((one) => one.kind === kind)
      .map(({ id }) => (kind === 'account' ? accountWords(id, context) : asWords(id)));
    const listed = (language: Language) => shown(ids.map((words) => words[language]).join(', '));
    return ids.length === 0 ? [] : [{ label, ids: { en: listed('en'), ja: listed('ja') } }];
  });
  return {
    isAnybody: false,
    names: {
      en: kinds.map(({ label, ids }) => `${label.en} ${ids.en}`).join(' and '),
      ja: kinds.map(({ label, ids }) => ja`${label.ja} ${ids.ja}`).join('、'),
    },
  };
}

const KINDS: readonly (readonly [Stranger['kind'], Words])[] = [
  ['account', { en: 'account', ja: 'アカウント' }],
  ['organization', { en: 'organization', ja: '組織' }],
  ['principal-id', { en: 'principal', ja: 'プリンシパル' }],
  ['canonical-user', { en: 'canonical user', ja: '正規ユーザー' }],
  ['unknown', { en: 'principal', ja: 'プリンシパル' }],
];
