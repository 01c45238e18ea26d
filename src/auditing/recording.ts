/** Trails that take a record now, and the log groups that they write it to. */
import type { JsonObject } from '../core/event.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import { type Hop, stoppedAt, via } from './path.ts';
import { unread } from './reach/ends.ts';
import { selects } from './selects.ts';
import type { LogGroupPlace, Snapshot, TrailState } from './snapshot.ts';
import { broken, type Followed, together } from './way.ts';

export interface Recording {
  /** Log groups of this account that get the record. */
  readonly groups: readonly FedGroup[];
  /** Trails that record it. */
  readonly trails: readonly TrailState[];
  /** `unclear`: AWS refused to say. */
  readonly isRecorded: 'yes' | 'no' | 'unclear';
  /** Breaks before any log group. */
  readonly stopped: Followed;
  /** A trail that would record here, and isn't logging. */
  readonly idle: Hop | undefined;
  /** A trail that is logging and doesn't select the record. */
  readonly leftOutBy: Hop | undefined;
  /** A trail that keeps it in files only; undefined if another one has a log group. */
  readonly filesOnly: Hop | undefined;
}

/** A log group with the trail that writes to it. */
export interface FedGroup extends LogGroupPlace {
  readonly trail: Hop;
}

export function recording(record: JsonObject, region: string, snapshot: Snapshot): Recording {
  const groups = new Map<string, FedGroup>();
  const stopped: Followed[] = [];
  const trails: TrailState[] = [];
  let filesOnly: Hop | undefined;
  let isRecorded: Recording['isRecorded'] = 'no';
  let leftOutBy: Hop | undefined;
  let idle: Hop | undefined;
  for (const trail of snapshot.trails.filter((one) => one.isMultiRegion || one.homeRegion === region)) {
    const taken = takes(trail, record);
    const hop = trailHop(trail);
    if ('broken' in taken) {
      stopped.push(stoppedAt(hop, broken(taken.broken)));
      if (isRecorded === 'no') isRecorded = 'unclear';
    } else if (!taken.is) {
      if (isLogging(trail)) leftOutBy ??= hop;
      else idle ??= hop;
    } else {
      isRecorded = 'yes';
      trails.push(trail);
      const place = trail.logGroup;
      const problem = place === undefined ? undefined : problemOf(trail, place, snapshot);
      if (place === undefined) filesOnly ??= hop;
      else if (problem === undefined) groups.set(`${place.region} ${place.name}`, { ...place, trail: hop });
      else stopped.push(via(hop, stoppedAt(groupHop(place), broken(problem))));
    }
  }
  const here = snapshot.regions.get(region)?.trails;
  if (here?.kind === 'refused' && isRecorded === 'no') {
    stopped.push(broken(unread(here, region)));
    isRecorded = 'unclear';
  }
  const isInGroup = groups.size > 0 || stopped.length > 0;
  return {
    groups: [...groups.values()],
    trails,
    isRecorded,
    stopped: together(stopped),
    idle,
    leftOutBy,
    filesOnly: isInGroup ? undefined : filesOnly,
  };
}

export const trailHop = ({ name, homeRegion }: TrailState): Hop => ({ kind: 'trail', name, region: homeRegion });
export const groupHop = ({ name, region }: LogGroupPlace): Hop => ({ kind: 'log-group', name, region });

/** Why the trail's records don't get there, or can't be followed. */
function problemOf(trail: TrailState, { account, name: group }: LogGroupPlace, snapshot: Snapshot): Break | undefined {
  if (account !== snapshot.account) return { kind: 'group-elsewhere', trail: trail.name, group, account };
  const reason = errorOf(trail);
  return reason === '' ? undefined : { kind: 'group-gets-nothing', trail: trail.name, group, reason };
}

function takes(trail: TrailState, record: JsonObject): { readonly is: boolean } | { readonly broken: Break } {
  const { status, selection, name } = trail;
  if (status.kind === 'refused') return { broken: unread(status, name) };
  if (!status.value.isLogging) return { is: false };
  if (selection.kind === 'refused') {
    // Another account's trail doesn't show its selectors; one of the own account must.
    if (trail.isOrganization) return { is: true };
    return { broken: unread(selection, name) };
  }
  return { is: selects(selection.value, record) };
}

const errorOf = ({ status }: TrailState) => (status.kind === 'read' ? (status.value.logsError ?? '') : '');
const isLogging = ({ status }: TrailState) => status.kind === 'read' && status.value.isLogging;
