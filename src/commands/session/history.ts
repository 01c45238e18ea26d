/** A session from CloudTrail's event history: asked for by event, user, role session and access key, step by step. */
import type { Aws } from '../../aws/clients.ts';
import type { TrailEvent } from '../../core/event.ts';
import { EXIT } from '../../core/exit.ts';
import { isReal } from '../../core/session/keys.ts';
import { endingCalls } from '../../core/session/made.ts';
import { rootOf, type Session, treeOf } from '../../core/session/session.ts';
import { sessionsOf } from '../../core/session/sessions.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { SESSION_WORDS } from '../../messages/session/session.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import { EVERYTHING, type LookupQuery } from '../../selection/lookup-plan.ts';
import { openHistories, type Span } from './histories.ts';
import { type Asked, Lookup } from './lookup.ts';
import { answerTo, type HandleQuestion, meaningOf, type Question } from './question.ts';
import type { Read, Reader } from './reading.ts';

/** The event history keeps as much; a request for exactly as long would be too old on its way. */
const KEPT = 90 * DAY - HOUR;
/** Before and after the event by which a long-lived key is asked for. */
const AROUND = DAY;
/** Steps from role to role. */
const MOST_ROUNDS = 6;
/** Each is a query in each region. */
const MOST_ENDINGS = 24;
/** The longest session of a role or of the console, and the steps that come before it. */
const LONGEST = 12 * HOUR;
const BEFORE = 10 * MINUTE;
const NEAR = 10 * SECOND;

export interface History {
  readonly read: Read;
  /** The time that was asked for. */
  readonly span: Span;
  readonly notes: readonly NotCovered[];
}

export async function readHistory(
  asked: Question,
  reader: Reader,
  window: Span & { readonly isGiven: boolean },
  aws: Aws,
): Promise<History> {
  const { host } = reader;
  const histories = await openHistories(reader, aws);
  const lookup = new Lookup(reader, histories);
  const now = host.now();
  const question = asked.kind === 'handle' ? await meant(asked, lookup, window, now) : asked;
  const first = question.kind === 'event' && !window.isGiven ? { from: now - KEPT, to: now } : window;
  await lookup.ask({ queries: firstQueries(question), span: first });
  let tree = treeFor(question, lookup);
  const span = window.isGiven ? window : around(tree, window, now);
  for (let round = 0; round < MOST_ROUNDS && !host.signal.aborted; round += 1) {
    const next = tree.flatMap((session) => queriesFor(session, span, now));
    if (!(await lookup.askAll(next, accountsOf(tree)))) break;
    tree = treeFor(question, lookup);
  }
  const done = tree.flatMap(({ events }) => events);
  const endings = endingCalls(done).slice(0, MOST_ENDINGS);
  const from = Math.min(...done.map(({ epoch }) => epoch));
  const ended = {
    queries: endings.map((value) => ({ attribute: { key: 'EventName', value } }) as const),
    span: { from, to: now },
  };
  await lookup.ask(ended, accountsOf(tree));
  const read = lookup.read();
  const gaps = new Set(read.notCovered.map(({ account }) => account));
  const others = otherAccounts(tree, lookup.events).filter(({ account }) => !gaps.has(account));
  return { read, span, notes: [...histories.notes, ...others] };
}

/** Asks for all of the handle's second, and only if it names no event for a person of that name. */
async function meant(asked: HandleQuestion, lookup: Lookup, window: Span, now: number): Promise<Question> {
  const from = asked.handle.second * SECOND;
  if (from > now - KEPT && from <= now) {
    await lookup.ask({ queries: [EVERYTHING], span: { from, to: from + SECOND } });
    const question = meaningOf(asked, sessionsOf(lookup.events));
    if (question.kind !== 'handle') return question;
  }
  await lookup.ask({ queries: firstQueries(asked), span: window });
  return meaningOf(asked, sessionsOf(lookup.events));
}

function firstQueries(question: Question): readonly LookupQuery[] {
  const signIns: LookupQuery = { attribute: { key: 'EventSource', value: 'signin.amazonaws.com' } };
  switch (question.kind) {
    case 'latest':
      return [signIns];
    case 'event':
      return [{ attribute: { key: 'EventId', value: question.id } }];
    case 'key':
      return [{ attribute: { key: 'AccessKeyId', value: question.key } }];
    case 'handle':
      return [signIns, { attribute: { key: 'Username', value: question.text } }];
    case 'person':
      return question.name.includes('*')
        ? [signIns]
        : [signIns, { attribute: { key: 'Username', value: question.name } }];
  }
}

/** Throws a `UserError` if no session fits; it names the first gap, in which the session may be. */
function treeFor(question: Question, lookup: Lookup): readonly Session[] {
  const sessions = sessionsOf(lookup.events);
  try {
    return treeOf(rootOf(answerTo(question, sessions, lookup.events.length).session, sessions), sessions);
  } catch (error) {
    const gap = lookup.notCovered.find(({ hint }) => hint !== undefined);
    if (!(error instanceof UserError) || gap === undefined) throw error;
    const said = wordsFrom(SESSION_WORDS, ({ notInRest }, language) =>
      notInRest(error.said(language), gap.reason[language]),
    );
    throw new UserError(said, { hint: gap.hint, exit: EXIT.refused });
  }
}

/** A day before and after the session, unless the user named the time. */
function around(tree: readonly Session[], window: Span, now: number): Span {
  const begun = Math.min(...tree.map((session) => session.begun));
  return { from: Math.min(window.from, begun - AROUND), to: Math.min(now, Math.max(window.to, begun + AROUND)) };
}

/** By access key where that lasts or is one; by name where each request has a key of its own. */
function queriesFor({ who, kind, accessKeys, begun, events }: Session, span: Span, now: number): readonly Asked[] {
  const { actor } = who;
  const own = { from: begun - BEFORE, to: Math.min(begun + LONGEST, now) };
  const lasting = accessKeys.filter((key) => isReal(key) && key.startsWith('AKIA'));
  const temporary = kind === 'temporary' ? accessKeys.filter((key) => isReal(key)) : [];
  const name = kind === 'key' ? undefined : actor.kind === 'root' ? 'root' : (actor.session ?? nameOf(who));
  const isRole = actor.kind === 'role' || actor.kind === 'federated-user';
  const isPortal = actor.role?.startsWith('AWSReservedSSO_') === true;
  const start = { from: begun - NEAR, to: Math.min(begun + NEAR, now) };
  const before = { from: begun - LONGEST, to: start.to };
  return [
    by('AccessKeyId', lasting, span),
    by('AccessKeyId', temporary, own),
    by('Username', name === undefined || kind === 'temporary' ? [] : [name], own),
    // The call that gave the credentials out, and the portal's sign-in before it.
    { ...by('EventName', isRole ? GIVES_OUT : [], start), isEverywhere: true },
    { ...by('EventName', isPortal ? ['UserAuthentication'] : [], before), isEverywhere: true },
    // Keys that this session was given are those of the roles that it became.
    by('AccessKeyId', events.flatMap(givenKey), { from: own.from, to: now }),
  ].filter(({ queries }) => queries.length > 0);
}

const GIVES_OUT = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'GetFederationToken'];

const by = (key: NonNullable<LookupQuery['attribute']>['key'], values: readonly string[], span: Span): Asked => ({
  queries: [...new Set(values)].map((value) => ({ attribute: { key, value } })),
  span,
});

function nameOf({ actor }: TrailEvent): string | undefined {
  if (actor.kind === 'identity-center-user') return actor.person;
  return actor.hidden ? undefined : actor.name;
}

function givenKey({ source, record, outcome }: TrailEvent): readonly string[] {
  if (source !== 'sts.amazonaws.com' || outcome !== 'success') return [];
  const key: unknown = Reflect.get(
    Object(Reflect.get(Object(record['responseElements']), 'credentials')),
    'accessKeyId',
  );
  return typeof key === 'string' && isReal(key) ? [key] : [];
}

/** Accounts of roles that the session became; one account's history has nothing of another's. */
function otherAccounts(tree: readonly Session[], events: readonly TrailEvent[]): readonly (NotCovered & Named)[] {
  const read = new Set(events.map(({ account }) => account));
  return [...new Set(tree.flatMap(({ events: own }) => own.flatMap(roleAccounts)))]
    .filter((account) => !read.has(account))
    .map((account) => {
      const reason = wordsFrom(SESSION_WORDS, (words) => words.notFollowed(account));
      return { region: null, account, reason };
    });
}

interface Named {
  readonly account: string;
}

/** Accounts in which steps of these sessions may be recorded: their own, their callers' and those of the roles they became. */
function accountsOf(tree: readonly Session[]): ReadonlySet<string> {
  return new Set(
    tree.flatMap(({ events }) =>
      events.flatMap((event) => [
        event.account,
        ...(event.actor.account === undefined ? [] : [event.actor.account]),
        ...roleAccounts(event),
      ]),
    ),
  );
}

function roleAccounts({ record }: TrailEvent): readonly string[] {
  const account = roleAccount(record['requestParameters']);
  return account === undefined ? [] : [account];
}

function roleAccount(request: unknown): string | undefined {
  const arn: unknown = Reflect.get(Object(request), 'roleArn');
  return typeof arn === 'string' ? /^arn:[^:]*:iam::(\d{12}):role\//.exec(arn)?.[1] : undefined;
}
