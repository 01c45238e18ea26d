/** Verdicts on whoever could silence an alert, one for each kind of resource that alerts pass. */
import { groupBy } from '../../core/group-by.ts';
import type { Words } from '../../core/language.ts';
import { distinct } from '../../core/lists.ts';
import { wordsFrom } from '../../core/words.ts';
import { remedyOf, sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import {
  SILENCE_TITLES,
  SILENCE_WORDS,
  type SilenceCheck,
  type SilenceFacts,
  type Silencers,
} from '../../messages/audit/silence.ts';
import { listed } from '../checks/alarms.ts';
import { isUnknown } from '../checks/leading.ts';
import type { Ground } from '../follow.ts';
import type { LinkKind } from '../link.ts';
import { unread } from '../reach/ends.ts';
import { byHand } from '../remedies/remedy.ts';
import { taking, telling } from '../remedies/silencers.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Verdict } from '../verdict.ts';
import { type Cell, cellsOf, type Silencer } from './cells.ts';
import { linksOnWays } from './links.ts';
import { isUnread } from './may.ts';

interface Kind {
  readonly id: SilenceCheck;
  readonly links: readonly LinkKind[];
  /** IAM's prefixes of the reads without which such resources aren't found. */
  readonly reads: RegExp;
  readonly rules: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    id: 'silence.trail',
    links: ['trail'],
    reads: /^cloudtrail:/,
    rules: ['trail-stopped', 'trail-changed', 'trail-selectors'],
  },
  {
    id: 'silence.logs',
    links: ['log-group', 'metric-filter', 'subscription-filter'],
    reads: /^logs:/,
    rules: ['logs-tampered'],
  },
  { id: 'silence.alarm', links: ['alarm'], reads: /^cloudwatch:/, rules: ['alert-path-muted'] },
  { id: 'silence.rule', links: ['rule'], reads: /^events:/, rules: ['alert-path-muted'] },
  {
    id: 'silence.topic',
    links: ['topic'],
    reads: /^sns:/,
    rules: ['sns-topic-deleted', 'sns-unsubscribed', 'sns-policy'],
  },
  { id: 'silence.key', links: ['key'], reads: /^kms:/, rules: ['kms-key-lost'] },
  { id: 'silence.function', links: ['function'], reads: /^lambda:Get/, rules: ['notifier-changed'] },
  { id: 'silence.queue', links: ['queue'], reads: /^(?:sqs:|lambda:List)/, rules: ['notifier-changed'] },
];

export const SILENCE_IDS: readonly string[] = KINDS.map(({ id }) => id);

type Judgement = Pick<Verdict, 'result' | 'said' | 'todo'> & Partial<Pick<Verdict, 'severity' | 'missing'>>;

/** Only of the kinds of resources that an alert passes today; the first alone where nobody is alerted to anything. */
export function judgeSilence(ground: Ground): readonly Verdict[] {
  const { snapshot } = ground;
  const { links, breaks } = linksOnWays(ground);
  const hidden = new Map(breaks.flatMap((one) => (one.kind === 'unread' ? [[one.action, one] as const] : [])));
  const { principals } = snapshot;
  if (principals === undefined) return [];
  if (links.length === 0) return [withoutWays(breaks)];
  return KINDS.flatMap((kind): readonly Verdict[] => {
    const mine = links.filter((link) => kind.links.includes(link.kind));
    const unseen = [...hidden.values()].find(({ action }) => kind.reads.test(action));
    if (mine.length === 0) return unseen === undefined ? [] : [verdictOf(kind, unknownBy(unseen), [])];
    if (principals.kind === 'refused') return [verdictOf(kind, unknownBy(unread(principals, 'IAM')), [])];
    const cells = mine.flatMap((link) => cellsOf(link, principals.value, ground));
    const judged = judge(kind.id, cells, ground);
    const isFinal = unseen === undefined || judged.result === 'fail';
    return [verdictOf(kind, isFinal ? judged : unknownBy(unseen), evidenceOf(kind.id, cells, snapshot))];
  });
}

function verdictOf({ id, rules }: Kind, judged: Judgement, evidence: readonly Words[]): Verdict {
  return {
    ...{ id, area: 'silence', title: SILENCE_TITLES[id], severity: 'high', missing: [], evidence },
    controls: { cis: [], securityHub: [], rules },
    ...judged,
  };
}

function withoutWays(breaks: readonly Break[]): Verdict {
  const [kind] = KINDS;
  if (kind === undefined) throw new Error('there are kinds');
  const open = breaks.find(({ kind: of }) => of === 'unread') ?? breaks.find(isUnknown);
  if (open !== undefined) return verdictOf(kind, unknownBy(open), []);
  const [said, todo] = [
    wordsFrom(SILENCE_WORDS, ({ noWay }) => noWay),
    wordsFrom(SILENCE_WORDS, (words) => words.noWayTodo),
  ];
  return verdictOf(kind, { result: 'fail', said, todo: [byHand(todo, 'other-checks')] }, []);
}

function unknownBy(one: Break): Judgement {
  const why = sentenceOf(one);
  return {
    result: 'unknown',
    said: wordsFrom(SILENCE_WORDS, (words, language) => words.unread(why[language])),
    todo: [remedyOf(one)],
    missing: one.kind === 'unread' && one.isDenied ? [one.action] : [],
  };
}

const isSure = ({ answer }: Silencer) => answer === 'yes';
const withSilencers = (cells: readonly Cell[], test: (one: Silencer) => boolean = () => true): readonly Cell[] =>
  cells
    .map((cell) => ({ ...cell, silencers: cell.silencers.filter(test) }))
    .filter(({ silencers }) => silencers.length > 0);

function judge(id: SilenceCheck, cells: readonly Cell[], ground: Ground): Judgement {
  const { snapshot } = ground;
  const untold = cells.filter(({ told }) => told === 'no');
  const certain = withSilencers(untold, isSure);
  if (certain.length > 0) {
    const facts = factsOf(id, certain);
    const { users, roles, strangers } = facts.who;
    const isForOthers = users.length + roles.length + strangers.length > 0;
    return {
      result: 'fail',
      severity: isForOthers ? 'high' : 'medium',
      said: wordsFrom(SILENCE_WORDS, ({ untold: words }) => words(facts)),
      todo: [telling(certain, ground), ...(isForOthers ? [taking(id, certain, ground)] : [])],
    };
  }
  const open = withSilencers(cells.filter(({ told }) => told === 'unclear'));
  const [first] = open;
  if (first !== undefined) return unclear(id, open, first.breaks);
  const perhaps = withSilencers(untold);
  if (perhaps.length > 0) return doubtful(id, perhaps, snapshot);
  // Nothing is known of principals whose policies IAM didn't show.
  const may = withSilencers(cells, ({ answer, keys }) => answer === 'yes' || !keys.every(isUnread));
  if (may.length > 0 || withSilencers(cells).length > 0) {
    const facts = factsOf(id, may.length > 0 ? may : withSilencers(cells));
    return {
      result: 'pass',
      said: wordsFrom(SILENCE_WORDS, ({ told }) => told(facts)),
      todo: [],
    };
  }
  const of = distinct(cells.map(({ link }) => link.name));
  return { result: 'pass', said: wordsFrom(SILENCE_WORDS, ({ nobody }) => nobody(id, of)), todo: [] };
}

function unclear(id: SilenceCheck, cells: readonly Cell[], breaks: readonly Break[]): Judgement {
  const facts = factsOf(id, cells);
  const one = breaks.find(isUnknown);
  const why = one === undefined ? { en: '', ja: '' } : sentenceOf(one);
  return {
    result: 'unknown',
    said: wordsFrom(SILENCE_WORDS, (words, language) => words.unclear(facts, why[language])),
    todo: one === undefined ? [] : [remedyOf(one)],
    missing: one?.kind === 'unread' && one.isDenied ? [one.action] : [],
  };
}

/** All that decides is a condition, or a policy of Organizations. */
function doubtful(id: SilenceCheck, cells: readonly Cell[], snapshot: Snapshot): Judgement {
  const refused = [...snapshot.simulated.values()].find((one) => one.kind === 'refused');
  const isOfOrganizations = cells.some(({ silencers }) => silencers.some(({ keys }) => keys.includes('Organizations')));
  if (refused !== undefined && isOfOrganizations) return unknownBy(unread(refused, 'IAM'));
  const facts = factsOf(id, cells);
  const keys = distinct(cells.flatMap(({ silencers }) => silencers.flatMap((one) => one.keys)));
  return {
    result: 'unknown',
    said: wordsFrom(SILENCE_WORDS, (words, language) => words.perhaps(facts, namesOf(keys)[language])),
    todo: [wordsFrom(SILENCE_WORDS, ({ perhapsTodo }) => perhapsTodo)],
  };
}

const namesOf = (keys: readonly string[]): Readonly<Record<keyof Words, readonly string[]>> => {
  const named = (language: keyof Words) =>
    keys.map((key) => (key === 'Organizations' ? SILENCE_WORDS[language].organizations : key.replace(/^policy:/, '')));
  return { en: named('en'), ja: named('ja') };
};

function factsOf(kind: SilenceCheck, cells: readonly Cell[]): SilenceFacts {
  const of = distinct(cells.map(({ link }) => link.name));
  const calls = distinct(cells.map(({ deed }) => deed.name));
  return { kind, who: whoOf(cells.flatMap(({ silencers }) => silencers)), of, calls };
}

/** `isPlain`: administrators are users and roles like others. */
function whoOf(silencers: readonly Silencer[], isPlain = false): Silencers {
  const isAdmin = ({ principal }: Silencer) => !isPlain && principal?.isAdministrator === true;
  const names = (test: (one: Silencer) => boolean) => distinct(silencers.filter(test).map(({ name }) => name));
  const plain = (wanted: 'user' | 'role') => names((one) => one.principal?.kind === wanted && !isAdmin(one));
  return {
    users: plain('user'),
    roles: plain('role'),
    strangers: names(({ principal }) => principal === undefined),
    administrators: names(isAdmin),
  };
}

/** A line for each policy that allows a call, those that nobody hears of first; and how far Organizations was asked. */
function evidenceOf(kind: SilenceCheck, cells: readonly Cell[], { simulated }: Snapshot): readonly Words[] {
  const rows = cells.flatMap((cell) => cell.silencers.map((silencer) => ({ cell, silencer })));
  const groups = [...groupBy(rows, keyOf).values()].toSorted((a, b) => rankOf(a) - rankOf(b));
  const lines = groups.map((group): Words => {
    const [{ cell, silencer } = { cell: undefined, silencer: undefined }] = group;
    return wordsFrom(SILENCE_WORDS, ({ allowed }, language) =>
      allowed({
        kind,
        who: whoOf(
          group.map((one) => one.silencer),
          true,
        ),
        of: distinct(group.map((one) => one.cell.link.name)),
        calls: distinct(group.map((one) => one.cell.deed.name)),
        policy: silencer?.by?.name,
        group: silencer?.by?.group,
        isTold: cell?.told === 'yes',
        keys: namesOf(silencer?.keys ?? [])[language],
      }),
    );
  });
  const able = distinct(
    rows.flatMap(({ silencer }) => (silencer.principal === undefined ? [] : [silencer.principal.arn])),
  );
  const asked = able.filter((arn) => simulated.get(arn)?.kind === 'read').length;
  const said = wordsFrom(SILENCE_WORDS, (words) => words.simulated(asked, able.length));
  return [...listed(lines), ...(asked > 0 ? [said] : [])];
}

interface Row {
  readonly cell: Cell;
  readonly silencer: Silencer;
}

const keyOf = ({ cell, silencer }: Row): string =>
  JSON.stringify([cell.told, silencer.by?.name, silencer.by?.group, silencer.keys]);
const rankOf = ([row]: readonly Row[]): number => (row?.cell.told === 'no' ? 0 : row?.cell.told === 'unclear' ? 1 : 2);
