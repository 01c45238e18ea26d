/** Groups of findings that left a little later: sent by the queue's call, or as soon as the name has come. */
import { portionsOf } from '../aws/login-table/finding-packs.ts';
import type { KeptItem } from '../aws/login-table/later.ts';
import { recallPeople } from '../aws/login-table/people.ts';
import type { TrailEvent } from '../core/event.ts';
import { type Naming, named } from '../core/people/nameless.ts';
import { People, userKey } from '../core/people/people.ts';
import type { Finding } from '../core/rule.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { Notifier } from './notifier.ts';
import { withoutTold } from './one-sign-in.ts';
import { type Composing, enqueue, wake } from './outbox.ts';

export type Waiting = Composing & Pick<Notifier, 'table' | 'told' | 'later' | 'nameless' | 'parts' | 'stories' | 'log'>;

/** Milliseconds that a message below `high` waits for the name of its person. */
const NAME_WAIT = 2 * MINUTE;
/** Milliseconds after which a story is quiet, and those that its findings wait at most. */
const STORY_PAUSE = 2 * MINUTE;
const STORY_WAIT = 5 * MINUTE;
/** Seconds until the next look at a group that another invocation is sending. */
const BUSY_DELAY = 10;

export const nameGroup = (signIn: string): string => `name ${signIn}`;
export const storyGroup = (story: string): string => `story ${story}`;

/** Keeps findings, and has the function called when they are due. */
export async function keepForLater(
  group: string,
  findings: readonly Finding[],
  owner: string,
  notifier: Waiting,
): Promise<void> {
  await notifier.later.keep(group, findings);
  await wake(group, owner, notifier);
}

/**
 * Sends a group's findings once they are due. Returns the seconds until the next look, or undefined if nothing is left.
 * An invocation that dies midway is followed by its retry, which is the same owner.
 */
export async function sendLater(
  group: string,
  owner: string,
  notifier: Waiting,
  isNow = false,
): Promise<number | undefined> {
  const { later, now } = notifier;
  const due = dueAt(group, await later.list(group));
  if (due === undefined) return undefined;
  if (!isNow && now() < due) return Math.ceil((due - now()) / SECOND);
  if (!(await later.begin(group, owner))) return BUSY_DELAY;
  for (const items of portionsOf(await later.list(group))) {
    await sendKept(later.open(items), notifier);
    await later.forget(items);
  }
  await later.done(group);
  return undefined;
}

async function sendKept(kept: readonly Finding[], notifier: Waiting): Promise<void> {
  const naming = await namesOf(
    kept.map(({ event }) => event),
    notifier,
  );
  const findings = await withoutTold(
    kept.map((finding) => named(finding, naming)),
    notifier,
  );
  await enqueue(findings, notifier);
  await notifier.parts.tell(findings.map(({ event }) => event));
  await notifier.told.mark(kept);
}

/** Undefined if nothing is kept. */
function dueAt(group: string, kept: readonly KeptItem[]): number | undefined {
  if (kept.length === 0) return undefined;
  const times = kept.map(({ keptAt }) => keptAt);
  const first = Math.min(...times);
  if (group.startsWith(nameGroup(''))) return first + NAME_WAIT;
  return Math.min(first + STORY_WAIT, Math.max(...times) + STORY_PAUSE);
}

/** Names that the table or the settings hold for these events. */
export async function namesOf(events: readonly TrailEvent[], { table, settings }: Waiting): Promise<Naming> {
  const people = new People();
  await recallPeople(events, people, table);
  for (const [id, name] of Object.entries(settings.people)) people.add(userKey(id), name);
  return people.named;
}
