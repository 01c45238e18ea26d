/** Rules -> the LookupEvents queries that return every record one of the rules' `when` could match. */
import { type EventPattern, exactTexts } from '../core/patterns/pattern.ts';
import type { Rule } from '../core/rule.ts';

export interface LookupQuery {
  /** LookupEvents takes one attribute; null asks for everything. */
  readonly attribute: {
    readonly key: 'EventSource' | 'EventName' | 'Username' | 'EventId' | 'AccessKeyId';
    readonly value: string;
  } | null;
  // Events of global services are in one region only, which depends on the partition: every region is asked.
}

/** Sources with few events: asking for the source is one query for all its rules. */
const QUIET_SOURCES = new Set([
  'signin.amazonaws.com',
  'sso.amazonaws.com',
  'sso-directory.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'guardduty.amazonaws.com',
  'securityhub.amazonaws.com',
  'organizations.amazonaws.com',
  'account.amazonaws.com',
  'sns.amazonaws.com',
  'config.amazonaws.com',
  'backup.amazonaws.com',
  'rolesanywhere.amazonaws.com',
  'route53resolver.amazonaws.com',
  'events.amazonaws.com',
  'elasticfilesystem.amazonaws.com',
]);

/** A loud source is asked for by event name up to this many queries. */
const MOST_NAMES = 12;

/** The queries of event history that lose nothing. */
export interface LookupPlan {
  /** Queries by name, in a fixed order, for the rules that can be asked for so. */
  readonly named: readonly LookupQuery[];
  /** Ids of rules whose events have no name in common: only reading everything finds them. */
  readonly sweepers: readonly string[];
}

/** Rules about EventBridge events alone need no query. */
export function planLookup(rules: readonly Rule[]): LookupPlan {
  const all: Needed[] = [];
  const sweepers: string[] = [];
  for (const { id, on, when } of rules) {
    if (on !== undefined) continue;
    const needed = queriesFor(when);
    if (needed === undefined) sweepers.push(id);
    else all.push(...needed);
  }
  const asked = new Set(all.map(keyOf));
  // Several sources may need the same name, and only some are asked for as a whole.
  const kept = new Map(all.filter((query) => !isCovered(query, asked)).map((query) => [keyOf(query), query]));
  const named = [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { attribute }]) => ({ attribute }));
  return { named, sweepers };
}

/** The queries of a plan: one for everything if a rule needs it. */
export const queriesOf = ({ named, sweepers }: LookupPlan): readonly LookupQuery[] =>
  sweepers.length > 0 ? [EVERYTHING] : named;

/** Rules that LookupEvents can never answer, because their events aren't CloudTrail records. */
export function notInLookup(rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(({ on }) => on !== undefined);
}

/** Every event of a region. */
export const EVERYTHING: LookupQuery = { attribute: null };

/** A query by event name remembers its source, so that a query for the whole source can stand for it. */
interface Needed extends LookupQuery {
  readonly source?: string;
}

const keyOf = ({ attribute }: LookupQuery) => `${attribute?.key} ${attribute?.value}`;

function isCovered({ source, attribute }: Needed, asked: ReadonlySet<string>): boolean {
  return attribute?.key === 'EventName' && source !== undefined && asked.has(`EventSource ${source}`);
}

/** Undefined if only a scan of everything finds all that the pattern matches. */
function queriesFor(when: EventPattern): readonly Needed[] | undefined {
  const { $or, ...rest } = when;
  const sources = exactTexts(rest['eventSource']);
  const isQuiet = sources?.every((source) => QUIET_SOURCES.has(source)) ?? false;
  // LookupEvents calls the root user `root`; signing in is asked for by its source, whatever the user is called there.
  if (!isQuiet && isRootOnly(rest)) return [{ attribute: { key: 'Username', value: 'root' } }];
  if (sources !== undefined) return sources.flatMap((source) => bySource(source, rest));
  const names = exactTexts(rest['eventName']);
  if (names !== undefined) return names.map((value) => ({ attribute: { key: 'EventName', value } }));
  return $or === undefined ? undefined : eitherOf($or);
}

/** The queries of all alternatives; undefined if one can't be asked for. */
function eitherOf(alternatives: EventPattern[string]): readonly Needed[] | undefined {
  if (!Array.isArray(alternatives)) return undefined;
  const all = alternatives.map((pattern) => queriesFor(pattern));
  return all.every((queries) => queries !== undefined) ? all.flat() : undefined;
}

function bySource(source: string, when: EventPattern): readonly Needed[] {
  const whole: Needed = { attribute: { key: 'EventSource', value: source } };
  const names = exactTexts(when['eventName']);
  if (QUIET_SOURCES.has(source) || names === undefined || names.length > MOST_NAMES) return [whole];
  return names.map((value) => ({ attribute: { key: 'EventName', value }, source }));
}

function isRootOnly(when: EventPattern): boolean {
  const identity = when['userIdentity'];
  if (identity === undefined || Array.isArray(identity)) return false;
  const types = exactTexts(Reflect.get(identity, 'type'));
  return types?.length === 1 && types[0] === 'Root';
}
