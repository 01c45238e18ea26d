/** Which findings leave now: not what waits for a name, nor what follows in a story that people were alerted to. */
import type { Joined, StoryPart } from '../aws/login-table/stories.ts';
import { groupBy } from '../core/group-by.ts';
import { workflowOf } from '../core/people/nameless.ts';
import type { Finding } from '../core/rule.ts';
import { SEVERITIES } from '../core/rule.ts';
import { rank } from '../core/stories/digest.ts';
import { doerOf } from '../core/stories/stories.ts';
import { waitForName, waitingForName } from './names.ts';
import { byPart, isToldBy, partsOfSame, pendingStart } from './one-sign-in.ts';
import { keepForLater, nameGroup, storyGroup, type Waiting } from './send-later.ts';

/**
 * Keeps the findings that may wait, and returns those that leave now. If the table fails, all leave now: a message too
 * early or too many is better than none.
 */
export async function holdBack(
  findings: readonly Finding[],
  owner: string,
  notifier: Waiting,
): Promise<readonly Finding[]> {
  const leaving = new Set(findings);
  const storyOf = new Map<Finding, string>();
  const wait = async (members: readonly Finding[], keep: () => Promise<boolean>) => {
    try {
      if (await keep()) for (const one of members) leaving.delete(one);
    } catch (error) {
      leaveNow(error, notifier);
    }
  };
  for (const [signIn, members] of waitingForName(findings)) {
    await wait(members, async () => {
      await waitForName(signIn, members, owner, notifier);
      return true;
    });
  }
  for (const members of byPart([...leaving])) {
    await wait(members, () => joinSignIn(members, [...leaving], owner, notifier));
  }
  const stories = byStory([...leaving]);
  const joined = await joinStories(stories, owner, notifier);
  const following = [...stories].filter(([story, members]) => {
    const { isLead, first } = joined.get(story) ?? LEADING;
    if (first !== undefined) for (const one of members) storyOf.set(one, first);
    return !isLead;
  });
  for (const [group, members] of groupsOf(following)) {
    await wait(members, async () => {
      await keepForLater(storyGroup(group), members.map(inStory), owner, notifier);
      return true;
    });
  }
  return findings.filter((finding) => leaving.has(finding)).map(inStory);

  function inStory(finding: Finding): Finding {
    const story = storyOf.get(finding);
    return story === undefined ? finding : { ...finding, story };
  }
}

/**
 * One human sign-in is one message: true if people know of it by another of its events, or will by one that waits for
 * its name or is on its way.
 */
async function joinSignIn(
  members: readonly Finding[],
  leaving: readonly Finding[],
  owner: string,
  notifier: Waiting,
): Promise<boolean> {
  const others = await partsOfSame(members, leaving, notifier);
  if (isToldBy(others, members)) return true;
  const start = pendingStart(others, members);
  if (start === undefined) return false;
  await keepForLater(nameGroup(workflowOf(start)), members, owner, notifier);
  return true;
}

function byStory(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const stories = new Map(groupBy(findings, ({ event }) => doerOf(event) ?? ''));
  stories.delete('');
  return stories;
}

/** Stories that wait one by one; of more, a flood's, the function isn't called for each. */
const MOST_GROUPS = 30;

const groupsOf = (stories: readonly (readonly [string, readonly Finding[]])[]) =>
  stories.length > MOST_GROUPS ? [['flood', stories.flatMap(([, members]) => members)] as const] : stories;

const LEADING = { isLead: true, first: undefined };

/** Adds findings to their stories; none is known if the table fails. */
async function joinStories(
  stories: ReadonlyMap<string, readonly Finding[]>,
  owner: string,
  notifier: Waiting,
): Promise<ReadonlyMap<string, Joined>> {
  try {
    const parts = [...stories].map(([story, members]) => partOf(story, members));
    const joined = await notifier.stories.join(parts, owner);
    return new Map(joined.map((one, index) => [parts[index]?.story ?? '', one]));
  } catch (error) {
    leaveNow(error, notifier);
    return new Map();
  }
}

/** Findings lead if people weren't alerted to their story yet, or only to something less grave. */
function partOf(story: string, members: readonly Finding[]): StoryPart {
  const sorted = members.toSorted((a, b) => rank(a.severity) - rank(b.severity) || a.event.epoch - b.event.epoch);
  const weight = SEVERITIES.length - rank(sorted[0]?.severity ?? 'info');
  const times = members.map(({ event }) => event.epoch).sort((a, b) => a - b);
  return { story, weight, ids: sorted.map(({ id }) => id), from: times[0] ?? 0, to: times.at(-1) ?? 0 };
}

function leaveNow(error: unknown, { log }: Pick<Waiting, 'log'>): void {
  log('warn', 'findings that could have waited leave now', { error: error instanceof Error ? error.name : 'Error' });
}
