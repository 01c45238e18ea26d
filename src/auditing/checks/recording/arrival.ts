/** Does what happens arrive, by an event of the history that is looked for where the trail delivers? */
import { ARRIVAL_WORDS, type ArrivalWords } from '../../../messages/audit/arrival.ts';
import type { Sighting } from '../../arrival.ts';
import { byHand } from '../../remedies/remedy.ts';
import type { Reading, Snapshot, TrailState } from '../../snapshot.ts';
import { type Finding, failedRead, type Ground, inWords } from './finding.ts';

const { pass, say, unknown } = inWords<ArrivalWords>(ARRIVAL_WORDS);

/** One finding for the log group, one for the bucket. */
export function judgeArrival(trail: TrailState, { snapshot }: Ground): Finding | readonly Finding[] {
  const arrival = snapshot.arrivals.get(trail.arn);
  if (arrival === undefined) return [];
  const { sought, inGroup, inBucket } = arrival;
  // Another account's trail may hide its selectors.
  if (trail.selection.kind === 'refused' && !trail.isOrganization) return failedRead(trail.selection, trail.name);
  if (sought.kind === 'refused') return failedRead(sought, trail.name);
  if (sought.value.length === 0) return isLookedAt(trail, snapshot) ? nothingToLookFor(trail) : elsewhere(trail);
  const { logGroup, bucket, status } = trail;
  const { lastLogs, lastFile } = status.kind === 'read' ? status.value : {};
  return [
    ...judgeSighting(inGroup, { trail, place: logGroup?.name ?? '', kind: 'group', last: lastLogs, at: snapshot.at }),
    ...judgeSighting(inBucket, { trail, place: bucket, kind: 'bucket', last: lastFile, at: snapshot.at }),
  ];
}

function isLookedAt({ logGroup, bucket }: TrailState, { account, buckets }: Snapshot): boolean {
  const place = buckets.get(bucket);
  return logGroup?.account === account || (place?.kind === 'read' && typeof place.value === 'object');
}

const nothingToLookFor = ({ name }: TrailState): Finding =>
  unknown(
    (words) => words.quiet({ trail: name }),
    (words) => words.quietTodo({ trail: name }),
  );

const elsewhere = ({ name }: TrailState): Finding => ({
  ...unknown(
    (words) => words.elsewhere({ trail: name }),
    (words) => words.elsewhereTodo({ trail: name }),
  ),
  isElsewhere: true,
});

interface Place {
  readonly trail: TrailState;
  /** The name of the log group or of the bucket. */
  readonly place: string;
  readonly kind: 'group' | 'bucket';
  /** The last delivery by the trail's status, in milliseconds since the epoch, as is `at`. */
  readonly last: number | undefined;
  readonly at: number;
}

function judgeSighting(
  sighting: Reading<Sighting> | undefined,
  { trail, place, kind, last, at }: Place,
): readonly Finding[] {
  if (sighting === undefined) return [];
  if (sighting.kind === 'refused') return [failedRead(sighting, place)];
  const { event, kind: seen, later } = sighting.value;
  const facts = { trail: trail.name, place, kind, event: event.name, isOwn: event.isOwn, ago: at - event.at };
  if (seen === 'found') return [pass((words) => words.found(facts))];
  if (seen === 'unsure' && later !== undefined)
    return [pass((words) => words.others({ ...facts, later: Math.max(0, at - later) }))];
  if (later === undefined && seen === 'missing' && last !== undefined)
    return [
      {
        result: 'fail',
        said: say((words) => words.nothing({ ...facts, last: Math.max(0, at - last) })),
        todo: byHand(
          say((words) => words.nothingTodo(facts)),
          'who-removes',
        ),
      },
    ];
  if (later === undefined)
    return [
      unknown(
        (words) => words.notYet(facts),
        (words) => words.notYetTodo(facts),
      ),
    ];
  return [
    unknown(
      (words) => words.missing(facts),
      (words) => words.missingTodo(facts),
    ),
  ];
}
