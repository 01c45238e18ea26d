/** The remedy of each break: its sentence, and the calls that close it. */
import type { Words } from '../../core/language.ts';
import { wordsFrom } from '../../core/words.ts';
import { remedyOf } from '../../messages/audit/breaks/breaks.ts';
import { type Break, type BreakKind, UNKNOWN_BREAKS } from '../../messages/audit/breaks/breaks.words.ts';
import { REMEDY_WORDS, type RemedyWords } from '../../messages/audit/remedies.ts';
import type { Deed } from '../deeds/deed.ts';
import type { Snapshot } from '../snapshot.ts';
import * as alarms from './alarms.ts';
import * as bus from './bus.ts';
import * as keys from './keys.ts';
import * as listeners from './listeners.ts';
import * as mutes from './mutes.ts';
import * as receivers from './receivers.ts';
import * as recording from './recording.ts';
import { type AwsCall, byCalls, byHand, type Remedy } from './remedy.ts';
import * as roles from './target-roles.ts';
import * as telemetry from './telemetry.ts';
import * as topics from './topics.ts';
import * as trails from './trails.ts';

type Mend<K extends BreakKind> = (one: Break<K>, snapshot: Snapshot, deed: Deed) => readonly AwsCall[];

/** Breaks without calls take a look by a person. */
const NONE = () => [];

const MENDS: { readonly [K in BreakKind]: Mend<K> } = {
  'no-trail': (_, snapshot) => recording.recordingAll(snapshot),
  'nothing-listens': (_, snapshot, deed) => listeners.listenerFor(deed, snapshot),
  'no-rule': (_, snapshot, deed) => bus.rulesFor(deed, snapshot),
  'left-out': (_, snapshot) => recording.recordingAll(snapshot),
  'telemetry-unsure': telemetry.evaluated,
  'bus-without-trail': (_, snapshot) => recording.newTrail(snapshot),
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
  muted: mutes.muted,
  // At all other times it alerts, so nothing fails by it.
  'muted-at-times': NONE,
  'topic-gone': topics.topicGone,
  'topic-shut': topics.topicShut,
  'key-shut': ({ topic, service }, snapshot) => keys.keyShut(topics.topicHolders(topic, snapshot), service, snapshot),
  'key-of-aws': ({ topic }, snapshot) => keys.ownKey(topics.topicHolders(topic, snapshot), snapshot),
  'key-off': ({ topic, state }, snapshot) => keys.keyOff(topics.topicHolders(topic, snapshot), state, snapshot),
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
  'queue-key-shut': receivers.queueKeyShut,
  'queue-key-of-aws': receivers.queueKeyOfAws,
  'queue-key-off': receivers.queueKeyOff,
  'queue-unread': receivers.peopleBeside,
  'archive-only': receivers.peopleBeside,
  'rule-off': bus.ruleOff,
  'rule-elsewhere': bus.ruleElsewhere,
  'rule-skips-reads': bus.ruleSkipsReads,
  'field-undocumented': (_, snapshot, deed) => bus.rulesFor(deed, snapshot),
  'no-targets': bus.noTargets,
  'no-bus-role': bus.noBusRole,
  'role-gone': roles.roleGone,
  'role-shut': roles.ownRole,
  'role-lacks': roles.roleLacks,
  'role-denied': roles.roleDenied,
  unread: NONE,
  'not-followed': NONE,
  'not-evaluated': NONE,
};

const ofTrail = (
  name: string,
  snapshot: Snapshot,
  mend: (trail: Snapshot['trails'][number], snapshot: Snapshot) => readonly AwsCall[],
) => snapshot.trails.filter((trail) => trail.name === name).flatMap((trail) => mend(trail, snapshot));

interface Instead<K extends BreakKind> {
  readonly mend: Mend<K>;
  readonly said: (words: RemedyWords, one: Break<K>) => string;
}

const NO_QUEUE: Instead<'queue-shut' | 'queue-key-shut'> = {
  mend: receivers.peopleBeside,
  said: (words, one) => words.besideQueue(one),
};

const OTHER_TOPIC: Instead<'topic-shut' | 'key-shut'> = {
  mend: ({ topic }, snapshot) => receivers.peopleBeside({ name: topic }, snapshot),
  said: (words, one) => words.otherTopic(one),
};

/** Where a denial or a boundary stands against the first remedy: a statement that allows can't outdo it. */
const INSTEAD: { readonly [K in BreakKind]?: Instead<K> } = {
  'topic-shut': OTHER_TOPIC,
  'key-shut': OTHER_TOPIC,
  'queue-shut': NO_QUEUE,
  'queue-key-shut': NO_QUEUE,
  'role-lacks': { mend: roles.ownRole, said: (words, one) => words.otherRole(one) },
};

/** `deed`: the one that nobody hears of. */
export function remedyFor(one: Break, snapshot: Snapshot, deed: Deed): Remedy {
  // The tables have the functions for the kind, which the compiler can't follow.
  const mend = MENDS[one.kind] as Mend<BreakKind>;
  const calls = mend(one, snapshot, deed);
  const instead = INSTEAD[one.kind] as Instead<BreakKind> | undefined;
  if (calls.length > 0) return mended(remedyOf(one), calls);
  const others = instead?.mend(one, snapshot, deed) ?? [];
  if (instead === undefined || others.length === 0) return withoutCalls(one, snapshot);
  return mended(
    wordsFrom(REMEDY_WORDS, (words) => instead.said(words, one)),
    others,
  );
}

/** Advice, where it is unknown whether anything fails. */
const ADVICE: readonly BreakKind[] = [...UNKNOWN_BREAKS, 'muted-at-times'];

function withoutCalls(one: Break, snapshot: Snapshot): Remedy {
  // Our own settings switch a rule on.
  if (ADVICE.includes(one.kind) || one.kind === 'no-own-rule') return remedyOf(one);
  const isChoice = one.kind === 'no-trail' && recording.hasTelemetry(snapshot);
  return byHand(remedyOf(one), isChoice ? 'trail-or-rule' : 'not-from-here');
}

/** A subscription by mail takes a person, who confirms it. */
function mended(said: Words, calls: readonly AwsCall[]): Remedy {
  const isMail = calls.some(([service, command]) => service === 'sns' && command === 'subscribe');
  return byCalls(said, calls, isMail ? wordsFrom(REMEDY_WORDS, (words) => words.confirm) : undefined);
}
