/** Trails that take a record now, and the log groups that they write it to. */
import type { JsonObject } from '../core/event.ts';
import type { Break } from '../messages/audit/breaks.words.ts';
import { unread } from './reach/ends.ts';
import { selects } from './selects.ts';
import type { LogGroupPlace, Snapshot, TrailState } from './snapshot.ts';

export interface Recording {
  /** Log groups of this account that get the record. */
  readonly groups: readonly LogGroupPlace[];
  /** Trails that record it. */
  readonly trails: readonly TrailState[];
  /** `unclear`: AWS refused to say. */
  readonly isRecorded: 'yes' | 'no' | 'unclear';
  readonly breaks: readonly Break[];
  /** A trail that is logging and doesn't select the record. */
  readonly leftOutBy: string | undefined;
  /** A trail that keeps it in files only; undefined if another one has a log group. */
  readonly filesOnly: string | undefined;
}

export function recording(record: JsonObject, region: string, snapshot: Snapshot): Recording {
  const groups = new Map<string, LogGroupPlace>();
  const breaks: Break[] = [];
  const trails: TrailState[] = [];
  let filesOnly: string | undefined;
  let isRecorded: Recording['isRecorded'] = 'no';
  let leftOutBy: string | undefined;
  for (const trail of snapshot.trails.filter((one) => one.isMultiRegion || one.homeRegion === region)) {
    const taken = takes(trail, record);
    if ('broken' in taken) {
      breaks.push(taken.broken);
      if (isRecorded === 'no') isRecorded = 'unclear';
    } else if (!taken.is) {
      if (isLogging(trail)) leftOutBy ??= trail.name;
    } else {
      isRecorded = 'yes';
      trails.push(trail);
      const place = trail.logGroup;
      if (place === undefined) filesOnly ??= trail.name;
      else if (place.account !== snapshot.account)
        breaks.push({ kind: 'group-elsewhere', trail: trail.name, group: place.name, account: place.account });
      else if (errorOf(trail) !== '')
        breaks.push({ kind: 'group-gets-nothing', trail: trail.name, group: place.name, reason: errorOf(trail) });
      else groups.set(`${place.region} ${place.name}`, place);
    }
  }
  const here = snapshot.regions.get(region)?.trails;
  if (here?.kind === 'refused' && isRecorded === 'no') {
    breaks.push(unread(here, region));
    isRecorded = 'unclear';
  }
  const isInGroup = groups.size > 0 || breaks.length > 0;
  const only = isInGroup ? undefined : filesOnly;
  return { groups: [...groups.values()], trails, isRecorded, breaks, leftOutBy, filesOnly: only };
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
