/** Sessions of a replay's stories, sign-ins and findings, told as `session` tells them. */
import { createMemory } from '../../../core/counting/memory.ts';
import type { TrailEvent } from '../../../core/event.ts';
import type { ActiveRule } from '../../../core/inspection/activate.ts';
import type { Context } from '../../../core/inspection/context.ts';
import { inspect } from '../../../core/inspection/inspect.ts';
import type { Finding } from '../../../core/rule.ts';
import { principalIdOf } from '../../../core/session/keys.ts';
import { withinReach } from '../../../core/session/reach.ts';
import { rootsIn, type Session, treeOf } from '../../../core/session/session.ts';
import { sessionsOf } from '../../../core/session/sessions.ts';
import { sessionStory } from '../../../core/session/story.ts';
import type { Answer } from '../../../core/stories/answer.ts';
import { rank } from '../../../core/stories/digest.ts';
import type { ReportSessions } from '../../../render/replay/report.ts';
import { toldSession } from '../../../render/session/told.ts';
import type { ToldSession } from '../../../render/session/told-session.ts';
import { anyCall } from '../../../rules/deed.ts';

const MOST_SESSIONS = 200;
/** Principals and keys whose sessions are looked for. */
const MOST_SEEDS = 2_000;
/** A story may hold one sign-in after another. */
const MOST_OF_STORY = 3;

interface Told {
  /** Every event that was kept, each once. */
  readonly events: readonly TrailEvent[];
  readonly answer: Answer;
  readonly findings: readonly Finding[];
  /** Every rule, whatever the settings leave out of alerts. */
  readonly active: readonly ActiveRule[];
  readonly context: Context;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Sessions of the gravest stories first, then of people, then of the gravest findings; as many as a report holds. */
export async function toldSessions(
  run: Told,
): Promise<Pick<ReportSessions, 'told' | 'stories' | 'people' | 'findings' | 'leftOut'>> {
  const { events, answer, findings, active, context, now } = run;
  const { seeds, further } = seedsOf(answer, findings);
  const sessions = sessionsOf(withinReach(events, seeds));
  const rootOf = rootsIn(sessions);
  const about = aboutFindings(sessions.all, answer, findings);
  const places = new Map<Session, number>();
  const missing = new Set<Session>();
  const told: ToldSession[] = [];
  const placeOf = async (event: TrailEvent): Promise<number | undefined> => {
    const asked = about.get(keyOf(event));
    if (asked === undefined) return undefined;
    const root = rootOf(asked);
    const known = places.get(root);
    if (known !== undefined) return known;
    if (told.length >= MOST_SESSIONS) {
      missing.add(root);
      return undefined;
    }
    const tree = treeOf(root, sessions).flatMap((one) => one.events);
    const inspected = await inspect(tree, active, context, createMemory());
    const story = sessionStory({ sessions, asked: root, findings: inspected.findings, all: events, say: anyCall, now });
    const place = told.push(toldSession(story, context.accountName)) - 1;
    places.set(root, place);
    return place;
  };
  const stories: (readonly number[])[] = [];
  for (const { event, findings: own } of answer.stories) {
    const found = new Set<number>();
    for (const one of [event, ...own.map((finding) => finding.event)]) {
      const place = found.size < MOST_OF_STORY ? await placeOf(one) : undefined;
      if (place !== undefined) found.add(place);
    }
    stories.push([...found]);
  }
  const people: (number | null)[] = [];
  for (const { event } of answer.people) people.push((await placeOf(event)) ?? null);
  const byFinding = new Map<string, number>();
  for (const { id, event } of findings.toSorted((a, b) => rank(a.severity) - rank(b.severity))) {
    const place = await placeOf(event);
    if (place !== undefined) byFinding.set(id, place);
  }
  return { told, stories, people, findings: byFinding, leftOut: missing.size + further };
}

/** Events of one principal count once; `further` counts principals beyond those whose sessions are looked for. */
function seedsOf(
  { stories, people }: Answer,
  findings: readonly Finding[],
): { readonly seeds: readonly TrailEvent[]; readonly further: number } {
  const seeds = new Map<string, TrailEvent>();
  const further = new Set<string>();
  const take = (event: TrailEvent) => {
    const { account, actor } = event;
    const name = [account, principalIdOf(actor) ?? actor.name, actor.accessKeyId, event.signIn?.workflowId].join(' ');
    if (seeds.has(name)) return;
    if (seeds.size < MOST_SEEDS) seeds.set(name, event);
    else further.add(name);
  };
  for (const { event, findings: own } of stories)
    for (const one of [event, ...own.map((found) => found.event)]) take(one);
  for (const { event } of [...people, ...findings]) take(event);
  return { seeds: [...seeds.values()], further: further.size };
}

const keyOf = ({ id, name, epoch }: TrailEvent) => `${id} ${name} ${epoch}`;

/** The sessions of the events that the report names. */
function aboutFindings(
  all: readonly Session[],
  { stories, people }: Answer,
  findings: readonly Finding[],
): ReadonlyMap<string, Session> {
  const wanted = new Set([...findings, ...stories, ...people].map(({ event }) => event.id));
  const found = new Map<string, Session>();
  for (const session of all)
    for (const event of session.events) if (wanted.has(event.id)) found.set(keyOf(event), session);
  return found;
}
