/** The names that a report lacks, and why. */
import type { TrailEvent } from '../../../core/event.ts';
import type { Language, Words } from '../../../core/language.ts';
import { subjectsOf } from '../../../core/people/assigned.ts';
import { isNameless, type People } from '../../../core/people/people.ts';
import type { Finding } from '../../../core/rule.ts';
import { wordsFrom } from '../../../core/words.ts';
import { NAMES_WORDS, type NamesWords } from '../../../messages/look-back/names.ts';
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
export function unnamedIn(
  findings: readonly Finding[],
  { isAsked, refused }: AskedNames,
  { nameOf }: Pick<People, 'nameOf'>,
): Unnamed {
  const subjects = findings
    .flatMap(({ event }) => subjectsOf(event))
    .filter(({ id, isGroup }) => nameOf(id, isGroup) === undefined);
  const idsOf = (wanted: boolean) => subjects.flatMap(({ id, isGroup }) => (isGroup === wanted ? [id] : []));
  const callers = findings.flatMap(({ event: { actor } }) => (isNameless(actor) ? idOf(actor) : []));
  const [people, groups] = [new Set([...callers, ...idsOf(false)]), new Set(idsOf(true))];
  const accounts = new Set(findings.flatMap(({ event, accountName }) => (accountName === null ? event.account : [])));
  return {
    people: people.size,
    groups: groups.size,
    accounts: accounts.size,
    isAsked,
    isRefused: refused.people.length > 0,
  };
}

const idOf = ({ identityCenterUserId: id }: TrailEvent['actor']) => (id === undefined ? [] : [id]);

/** The gaps that AWS's refusals leave in the findings shown; nothing that was asked for is missing. */
export function gapsIn(
  { people, groups, accounts }: Pick<Unnamed, 'people' | 'groups' | 'accounts'>,
  { refused }: Pick<AskedNames, 'refused'>,
): readonly NotCovered[] {
  const refusals = (of: keyof typeof refused, language: Language) => [
    ...new Set(refused[of].map((refusal) => refusal[language])),
  ];
  const gap = (
    count: number,
    of: keyof typeof refused,
    say: (words: NamesWords, refusals: readonly string[]) => string,
  ) =>
    count === 0 || refused[of].length === 0
      ? []
      : [{ region: null, reason: wordsFrom(NAMES_WORDS, (words, language) => say(words, refusals(of, language))) }];
  return [
    ...gap(people + groups, 'people', (words, said) => words.peopleRefused({ people, groups }, said)),
    ...gap(accounts, 'accounts', (words, said) => words.accountsRefused(accounts, said)),
  ];
}
