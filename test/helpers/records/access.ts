/** Policies in few words, and the judge's verdict about them in one line. */
import { judgeAccess } from '../../../src/core/access/access.ts';
import type { Ground } from '../../../src/core/access/principals.ts';
import type { Json } from '../../../src/core/event.ts';

export const ground: Ground = { account: '111122223333', accounts: ['444455556666'], canonicalUser: 'a'.repeat(64) };
export const inOrganization: Ground = { ...ground, organization: 'o-ours123456' };
export const STRANGER = '999988887777';

type Parts = Readonly<Record<string, Json>>;
export const allow = (parts: Parts): Json => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...parts });
export const deny = (parts: Parts): Json => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  ...parts,
});
export const policy = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
/** Everyone, under a condition. */
export const all = (Condition: Json, more: Parts = {}): Json => policy(allow({ Principal: '*', Condition, ...more }));
export const to = (Principal: Json, more: Parts = {}): Json => policy(allow({ Principal, ...more }));
export const equals = (key: string, value: Json): Json => ({ StringEquals: { [key]: value } });
export const like = (key: string, value: Json): Json => ({ StringLike: { [key]: value } });

/** `named-strangers account 999988887777`: the verdict and its details in one line. */
export function verdict(document: Json | undefined, own = ground): string {
  const { who, strangers, services, restrictions } = judgeAccess(own, document);
  const named = strangers.map(({ kind, id }) => `${kind} ${id}`);
  return [who, ...named, ...services, ...restrictions.map(({ key, values }) => `${key}=${values.join('|')}`)].join(' ');
}
