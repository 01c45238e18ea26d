/** Trails and telemetry rules that take a record now, and the log groups that they write it to. */
import type { JsonObject } from '../core/event.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import { type Hop, stoppedAt, via } from './path.ts';
import { unread } from './reach/ends.ts';
import { selects } from './selects.ts';
import type { LogGroupPlace, Snapshot, TrailState } from './snapshot.ts';
import { BY_DEFAULT, groupOf, type Telemetry } from './telemetry.ts';
import { broken, type Followed, together } from './way.ts';

export interface Recording {
  /** Log groups of this account that get the record. */
  readonly groups: readonly FedGroup[];
  /** Trails that record it. */
  readonly trails: readonly TrailState[];
  /** By a trail. `unclear`: AWS refused to say. */
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

/** A log group with the trail or the telemetry rule that writes to it. */
export interface FedGroup extends LogGroupPlace {
  /** Undefined for a group that only its name speaks for. */
  readonly source: Hop | undefined;
  /** Why it isn't known whether the record gets there. */
  readonly doubt?: Break | undefined;
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
      else if (problem === undefined) groups.set(keyOf(place), { ...place, source: hop });
      else stopped.push(via(hop, stoppedAt(groupHop(place), broken(problem))));
    }
  }
  const here = snapshot.regions.get(region)?.trails;
  if (here?.kind === 'refused' && isRecorded === 'no') {
    stopped.push(broken(unread(here, region)));
    isRecorded = 'unclear';
  }
  const untrailed = withoutTrail(record, region, snapshot);
  stopped.push(...untrailed.stopped);
  for (const group of untrailed.groups) if (!groups.has(keyOf(group))) groups.set(keyOf(group), group);
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

const keyOf = ({ name, region }: LogGroupPlace) => `${region} ${name}`;

/** The region's telemetry rules. */
function withoutTrail(record: JsonObject, region: string, { account, regions }: Snapshot) {
  const groups: FedGroup[] = [];
  const stopped: Followed[] = [];
  const state = regions.get(region);
  if (state?.telemetry.kind === 'refused') stopped.push(broken(unread(state.telemetry, region)));
  const { status, rules } = state?.telemetry.kind === 'read' ? state.telemetry.value : NO_RULES;
  for (const rule of rules.filter(({ selection }) => selects(selection, record))) {
    const source: Hop = { kind: 'telemetry-rule', name: rule.name, region };
    const name = groupOf(rule, account);
    if (name === undefined) {
      stopped.push(stoppedAt(source, broken({ kind: 'not-followed', from: rule.name, to: rule.destination })));
      continue;
    }
    const doubt: Break | undefined =
      status === 'RUNNING' ? undefined : { kind: 'telemetry-unsure', group: name, by: { rule: rule.name, status } };
    groups.push({ name, account, region, source, doubt });
  }
  const filters = state?.metricFilters.kind === 'read' ? state.metricFilters.value : [];
  const isRuled = stopped.length > 0 || groups.some(({ name }) => name === BY_DEFAULT);
  if (!isRuled && filters.some(({ group }) => group === BY_DEFAULT))
    groups.push({
      ...{ name: BY_DEFAULT, account, region, source: undefined },
      doubt: { kind: 'telemetry-unsure', group: BY_DEFAULT, by: undefined },
    });
  return { groups, stopped };
}

const NO_RULES: Telemetry = { status: '', rules: [] };

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
