/** The remedy of each break: its sentence, and the calls that close it. */
import type { Words } from '../../core/language.ts';
import { wordsFrom } from '../../core/words.ts';
import { remedyOf } from '../../messages/audit/breaks/breaks.ts';
import type { Break, BreakKind } from '../../messages/audit/breaks/breaks.words.ts';
import { REMEDY_WORDS, type RemedyWords } from '../../messages/audit/remedies.ts';
import type { Deed } from '../deeds/deed.ts';
import type { Snapshot } from '../snapshot.ts';
import * as alarms from './alarms.ts';
import * as bus from './bus.ts';
import * as listeners from './listeners.ts';
import * as receivers from './receivers.ts';
import { type AwsCall, byCalls, type Remedy } from './remedy.ts';
import * as roles from './target-roles.ts';
import * as topics from './topics.ts';
import * as trails from './trails.ts';

type Mend<K extends BreakKind> = (one: Break<K>, snapshot: Snapshot, deed: Deed) => readonly AwsCall[];

/** Breaks without calls take a look by a person. */
const NONE = () => [];

const MENDS: { readonly [K in BreakKind]: Mend<K> } = {
  'no-trail': (_, snapshot) => trails.recordingAll(snapshot),
  'nothing-listens': (_, snapshot, deed) => listeners.listenerFor(deed, snapshot),
  'left-out': (_, snapshot) => trails.recordingAll(snapshot),
  'telemetry-unsure': NONE,
  'bus-without-trail': (_, snapshot) => trails.recordingAll(snapshot),
  'no-log-group': ({ trail }, snapshot) => ofTrail(trail, snapshot, trails.toLogGroup),
  'group-elsewhere': NONE,
  'group-gets-nothing': ({ trail }, snapshot) => ofTrail(trail, snapshot, trails.lettingLogsIn),
  'group-not-fed': listeners.groupNotFed,
  'no-alarm': alarms.noAlarm,
  'other-metric': alarms.otherMetric,
  'below-threshold': alarms.belowThreshold,
  'math-missing': alarms.mathMissing,
  'too-few-datapoints': alarms.oneDatapoint,
  'too-late': alarms.oneDatapoint,
  'always-alarm': alarms.notBreaching,
  stuck: alarms.notBreaching,
  'actions-off': alarms.actionsOff,
  'no-actions': alarms.noActions,
  'composite-needs': alarms.noActions,
  suppressed: alarms.suppressed,
  // An alarm may be muted on purpose, and its rule may mute others, too.
  muted: NONE,
  'muted-at-times': NONE,
  'topic-gone': topics.topicGone,
  'topic-shut': topics.topicShut,
  'key-shut': topics.keyShut,
  'key-of-aws': topics.ownKey,
  'key-off': topics.keyOff,
  'no-subscribers': topics.noSubscribers,
  unconfirmed: topics.unconfirmed,
  'filtered-out': topics.filteredOut,
  'function-gone': receivers.peopleBeside,
  'function-shut': receivers.functionShut,
  'function-off': receivers.functionOff,
  'no-own-rule': NONE,
  'function-inactive': receivers.peopleBeside,
  'queue-gone': receivers.peopleBeside,
  'queue-shut': receivers.queueShut,
  'queue-unread': receivers.peopleBeside,
  'archive-only': receivers.peopleBeside,
  'rule-off': bus.ruleOff,
  'rule-elsewhere': bus.ruleElsewhere,
  'rule-skips-reads': bus.ruleSkipsReads,
  'no-targets': bus.noTargets,
  'no-bus-role': bus.noBusRole,
  'role-gone': roles.roleGone,
  'role-shut': roles.ownRole,
  'role-lacks': roles.roleLacks,
  unread: NONE,
  'not-followed': NONE,
  'not-evaluated': NONE,
};

/** Kinds that have calls. */
export const MENDED_KINDS: readonly string[] = Object.entries(MENDS).flatMap(([kind, mend]) =>
  mend === NONE ? [] : [kind],
);

const ofTrail = (
  name: string,
  snapshot: Snapshot,
  mend: (trail: Snapshot['trails'][number], snapshot: Snapshot) => readonly AwsCall[],
) => snapshot.trails.filter((trail) => trail.name === name).flatMap((trail) => mend(trail, snapshot));

interface Instead<K extends BreakKind> {
  readonly mend: Mend<K>;
  readonly said: (words: RemedyWords, one: Break<K>) => string;
}

const OTHER_TOPIC: Instead<'topic-shut' | 'key-shut'> = {
  mend: ({ topic }, snapshot) => receivers.peopleBeside({ name: topic }, snapshot),
  said: (words, one) => words.otherTopic(one),
};

/** Where a denial or a boundary stands against the first remedy: a statement that allows can't outdo it. */
const INSTEAD: { readonly [K in BreakKind]?: Instead<K> } = {
  'topic-shut': OTHER_TOPIC,
  'key-shut': OTHER_TOPIC,
  'queue-shut': { mend: receivers.peopleBeside, said: (words, one) => words.besideQueue(one) },
  'role-lacks': { mend: roles.ownRole, said: (words, one) => words.otherRole(one) },
};

/** `deed`: the one that nobody hears of. */
export function remedyFor(one: Break, snapshot: Snapshot, deed: Deed): Remedy {
  // The tables have the functions for the kind, which the compiler can't follow.
  const mend = MENDS[one.kind] as Mend<BreakKind>;
  const calls = mend(one, snapshot, deed);
  const instead = INSTEAD[one.kind] as Instead<BreakKind> | undefined;
  if (calls.length > 0 || instead === undefined) return mended(remedyOf(one), calls);
  const others = instead.mend(one, snapshot, deed);
  if (others.length === 0) return remedyOf(one);
  return mended(
    wordsFrom(REMEDY_WORDS, (words) => instead.said(words, one)),
    others,
  );
}

/** A subscription by mail takes a person, who confirms it. */
function mended(said: Words, calls: readonly AwsCall[]): Remedy {
  const isMail = calls.some(([service, command]) => service === 'sns' && command === 'subscribe');
  return byCalls(said, calls, isMail ? wordsFrom(REMEDY_WORDS, (words) => words.confirm) : undefined);
}
