/** Names that come after the finding: a message below `high` waits for one, and one more adds it to a graver message. */
import { keepSignIns } from '../aws/login-table/logins.ts';
import type { TrailEvent } from '../core/event.ts';
import { slicesOf } from '../core/lists.ts';
import { awaitsName, type Naming, nameAdded, wholeOf, workflowOf } from '../core/people/nameless.ts';
import { isKeptSignIn } from '../core/record/sign-in-events.ts';
import type { Finding } from '../core/rule.ts';
import { rank } from '../core/stories/digest.ts';
import type { Notifier } from './notifier.ts';
import { enqueue } from './outbox.ts';
import { keepForLater, nameGroup, namesOf, sendLater, type Waiting } from './send-later.ts';

/**
 * Sign-ins without a name of one input whose names people still read. Those of a flood, attempts by the thousand, wait for
 * none: each would take a message of the outbox and four requests, so that the flood could silence its own alert.
 */
const MOST_NAMED = 100;

/** Findings below `high` of sign-ins without a name, by sign-in; none of a flood. */
export function waitingForName(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = bySignIn(findings);
  return new Map(groups.size > MOST_NAMED ? [] : [...groups].filter(([, members]) => !members.some(isGrave)));
}

const isGrave = ({ severity }: Finding) => rank(severity) <= rank('high');

function bySignIn(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!awaitsName(finding.event)) continue;
    const id = workflowOf(finding.event);
    groups.set(id, [...(groups.get(id) ?? []), finding]);
  }
  return groups;
}

/**
 * Keeps findings until the name comes. The name is looked for once more after that, so that none is missed which comes
 * at the same moment.
 */
export async function waitForName(
  signIn: string,
  members: readonly Finding[],
  owner: string,
  notifier: Waiting,
): Promise<void> {
  const [group, event] = [nameGroup(signIn), members[0]?.event];
  await keepForLater(group, members, owner, notifier);
  if (event === undefined) return;
  await notifier.nameless.keep({ state: 'held', of: group, event });
  const naming = await namesOf([event], notifier);
  if (naming(event) !== event) await sendNamed(naming, owner, notifier);
}

const ROWS_AT_ONCE = 500;

/** Notes sign-ins that the history has without a name. */
export async function noteRows(events: readonly TrailEvent[], { nameless }: Pick<Notifier, 'nameless'>): Promise<void> {
  const rows = events.filter((event) => isKeptSignIn(event) && awaitsName(event));
  // A flood's, packed all at once, would take more than the function's memory.
  for (const part of slicesOf(rows, ROWS_AT_ONCE))
    await nameless.keepAll(part.map((event) => ({ state: 'row', of: event.id, event })));
}

/** Notes findings that have left without a name, so that one more message can add it; of a flood none. */
export async function noteNameless(left: readonly Finding[], owner: string, notifier: Waiting): Promise<void> {
  const groups = bySignIn(left);
  if (groups.size > MOST_NAMED) return;
  for (const [of, members] of groups) {
    const finding = wholeOf(members);
    if (finding !== undefined) await notifier.nameless.keep({ state: 'told', of, event: finding.event, finding });
  }
  if (groups.size === 0) return;
  const events = left.map(({ event }) => event);
  // The record with the name may have come between the message and this note.
  const naming = await namesOf(events, notifier);
  if (events.some((event) => naming(event) !== event)) await sendNamed(naming, owner, notifier);
}

/** Sends what waited for these names, and adds them to what has left without. Returns the channels. */
export async function sendNamed(naming: Naming, owner: string, notifier: Waiting): Promise<readonly string[]> {
  const sent: string[] = [];
  for (const { state, of, event, finding } of await notifier.nameless.list()) {
    const known = naming(event);
    if (known === event) continue;
    if (state === 'row') await keepSignIns([known], notifier.table, notifier.context);
    else if (state === 'held') await sendLater(of, owner, notifier, true);
    else if (finding !== undefined) sent.push(...(await addName(finding, naming, owner, notifier)));
    await notifier.nameless.forget({ state, of });
  }
  return sent;
}

/** The turn is on an id of its own: another invocation may be busy with the event. */
async function addName(told: Finding, naming: Naming, owner: string, notifier: Waiting): Promise<readonly string[]> {
  const addition = nameAdded(told, naming);
  if (addition === undefined) return [];
  const { id, event } = addition;
  const turn = await notifier.told.begin([{ id, event: { ...event, id } }], owner);
  if (!turn.mine.has(id)) return [];
  const channels = await enqueue([addition], notifier);
  await turn.finish();
  return channels;
}
