/** Which findings leave now: not what waits for a name, nor what follows in a story that people were alerted to. */
import type { Joined } from '../aws/login-table/stories.ts';
import { rank } from '../core/digest.ts';
import { workflowOf } from '../core/nameless.ts';
import type { Finding } from '../core/rule.ts';
import { SEVERITIES } from '../core/rule.ts';
import { doerOf } from '../core/stories.ts';
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
      const name = error instanceof Error ? error.name : 'Error';
      notifier.log('warn', 'findings that could have waited leave now', { error: name });
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
  for (const [story, members] of byStory([...leaving])) {
    await wait(members, async () => {
      const { isLead, first } = await joinStory(story, members, owner, notifier);
      for (const one of members) storyOf.set(one, first);
      if (isLead) return false;
      await keepForLater(storyGroup(story), members.map(inStory), owner, notifier);
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
  const stories = new Map<string, Finding[]>();
  for (const finding of findings) {
    const doer = doerOf(finding.event);
    if (doer !== undefined) stories.set(doer, [...(stories.get(doer) ?? []), finding]);
  }
  return stories;
}

/** Adds findings to their story. They lead if people weren't alerted to it yet, or only to something less grave. */
function joinStory(story: string, members: readonly Finding[], owner: string, { stories }: Waiting): Promise<Joined> {
  const times = members.map(({ event }) => event.epoch);
  const sorted = members.toSorted((a, b) => rank(a.severity) - rank(b.severity));
  const weight = SEVERITIES.length - Math.min(...members.map(({ severity }) => rank(severity)));
  const ids = sorted.map(({ id }) => id);
  return stories.join({ story, weight, ids, from: Math.min(...times), to: Math.max(...times) }, owner);
}
