/** The names that a report lacks, and why. */
import type { TrailEvent } from '../../../core/event.ts';
import type { Language, Words } from '../../../core/language.ts';
import { isNameless } from '../../../core/people.ts';
import type { Finding } from '../../../core/rule.ts';
import { wordsFrom } from '../../../core/words.ts';
import { NAMES_WORDS } from '../../../messages/look-back/names.ts';
import type { NotCovered, Unnamed } from '../../../render/replay/report.ts';

export interface AskedNames {
  /** Names of accounts in AWS, by id. They make no account one's own. */
  readonly accounts: ReadonlyMap<string, string>;
  /** False where files are read: AWS isn't asked then, unless that is wanted. */
  readonly isAsked: boolean;
  /** AWS's refusals. */
  readonly refused: { readonly people: readonly Words[]; readonly accounts: readonly Words[] };
}

export const NOT_ASKED: AskedNames = { accounts: new Map(), isAsked: false, refused: { people: [], accounts: [] } };

/** The people and accounts among these findings that have no name. */
export function unnamedIn(findings: readonly Finding[], { isAsked, refused }: AskedNames): Unnamed {
  const people = new Set(findings.flatMap(({ event: { actor } }) => (isNameless(actor) ? idOf(actor) : [])));
  const accounts = new Set(findings.flatMap(({ event, accountName }) => (accountName === null ? event.account : [])));
  return { people: people.size, accounts: accounts.size, isAsked, isRefused: refused.people.length > 0 };
}

const idOf = ({ identityCenterUserId: id }: TrailEvent['actor']) => (id === undefined ? [] : [id]);

/** The gaps that AWS's refusals leave in the findings shown; nothing that was asked for is missing. */
export function gapsIn(
  { people, accounts }: Pick<Unnamed, 'people' | 'accounts'>,
  { refused }: Pick<AskedNames, 'refused'>,
): readonly NotCovered[] {
  const gap = (pick: 'peopleRefused' | 'accountsRefused', count: number, refusals: readonly Words[]) =>
    count === 0 || refusals.length === 0
      ? []
      : [{ region: null, reason: wordsFrom(NAMES_WORDS, (words, of) => words[pick](count, saidIn(refusals, of))) }];
  return [...gap('peopleRefused', people, refused.people), ...gap('accountsRefused', accounts, refused.accounts)];
}

const saidIn = (refusals: readonly Words[], language: Language) => [
  ...new Set(refusals.map((refusal) => refusal[language])),
];
