/** Rules -> the fewest EventBridge event patterns that pass every event one of the rules could hit. */
import { type EventPattern, exactTexts } from '../core/patterns/pattern.ts';
import type { Rule } from '../core/rule.ts';
import { withNames } from './names.ts';
import { BUSY_CALLS, QUIET_SOURCES, READ_STEMS } from './quiet.ts';
import { isTaken, small, starsIn, withoutWildcards } from './small.ts';

export interface CompiledPattern {
  readonly pattern: EventPattern;
  /** The state of the EventBridge rule: read-only management events reach only the wide one. */
  readonly state: 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}

/** A bus takes 30 rules with wildcards, those of others too: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_WITH_WILDCARDS = 20;

/** With more, quiet sources are asked for as a whole: a template has to fit into 51,200 bytes with all its patterns. */
const MOST_EXACT = 6;

/**
 * Read-only calls, which a plain rule doesn't see: those by their beginning, and these.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
const READS = /^(?:Get|List|Describe)/;
const OTHER_READS = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AuthorizeOAuth2Access',
  'CreateOAuth2Token',
]);

/**
 * Records are matched by `detail` alone, never by detail-type: AWS itself spells that of sign-ins in two ways. The wide
 * state is only for patterns that list event names, because without them it would bring every read of the account: so
 * for a rule about any event (`denied-burst`) EventBridge brings only the calls that change something.
 */
export function compileEventBridge(rules: readonly Rule[]): readonly CompiledPattern[] {
  const plain = new Branches();
  const wide = new Branches();
  const others: CompiledPattern[] = [];
  for (const { on, when } of withNames(rules)) {
    if (on === undefined) addRecordRule(when, plain, wide);
    else {
      // AWS refuses an empty pattern, so a rule without conditions on the detail leaves it out.
      const detail = Object.keys(when).length === 0 ? {} : { detail: when };
      others.push({ pattern: { source: on.source, 'detail-type': on['detail-type'], ...detail }, state: 'ENABLED' });
    }
  }
  return [
    ...plain.pack(true).map((pattern) => ({ pattern, state: 'ENABLED' }) as const),
    ...wide.pack().map((pattern) => ({ pattern, state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }) as const),
    ...others,
  ];
}

/** A rule that one pattern can't ask for as it is. */
export interface Inexact {
  readonly id: string;
  /** How many patterns it takes by itself. */
  readonly patterns: number;
  /** They pass more than the rule matches, which is left to the function. */
  readonly isWidened: boolean;
}

/** Those among the rules, as `compileEventBridge` compiles all of them together. */
export function inexactIn(rules: readonly Rule[]): readonly Inexact[] {
  const all = new Branches();
  const records = rules.filter(({ on }) => on === undefined);
  for (const { when } of records) addRecordRule(when, all, all);
  const isCrowded = !hasRoom(inBins(all.branches(all.names)));
  return records.flatMap(({ id, when }): readonly Inexact[] => {
    const [plain, wide] = [new Branches(), new Branches()];
    addRecordRule(when, plain, wide);
    let isWidened = isCrowded && starsIn(when) > 0;
    const onWiden = () => {
      isWidened = true;
    };
    for (const whole of plain.whole.values()) small(whole, { isSmall: isTakenAlone, onWiden });
    const [changes, reads] = [plain.pack().length, wide.pack().length];
    // Reads take a pattern of their own, whatever its length.
    const isSplit = changes > 1 || reads > 1;
    return isSplit || isWidened ? [{ id, patterns: changes + reads, isWidened }] : [];
  });
}

function addRecordRule(when: EventPattern, plain: Branches, wide: Branches): void {
  const { eventSource, eventName, $or, ...finer } = when;
  if (Array.isArray($or) && Object.keys(when).length === 1) {
    for (const branch of $or) addRecordRule(branch, plain, wide);
    return;
  }
  const [sources, names] = [exactTexts(eventSource), namesOf(eventName)];
  if (sources === undefined || names === undefined || $or !== undefined || Object.keys(finer).length > 0) {
    plain.addWhole(when);
    return;
  }
  const isRead = (name: string) => READS.test(name) || OTHER_READS.has(name);
  for (const source of sources) {
    plain.add(
      source,
      names.filter(({ text }) => !isRead(text)),
    );
    wide.add(
      source,
      names.filter(({ text }) => isRead(text)),
    );
  }
}

/** An event name, or the beginning of some. */
interface Name {
  readonly text: string;
  readonly leaf: string | { readonly prefix: string };
}

/** Undefined if the pattern asks for event names otherwise than by names and beginnings. */
function namesOf(values: EventPattern[string] | undefined): readonly Name[] | undefined {
  if (!Array.isArray(values)) return undefined;
  const names = values.flatMap((leaf): Name[] => {
    if (typeof leaf === 'string') return [{ text: leaf, leaf }];
    const prefix: unknown = Reflect.get(Object(leaf), 'prefix');
    return typeof prefix === 'string' ? [{ text: prefix, leaf: { prefix } }] : [];
  });
  return names.length === values.length ? names : undefined;
}

/** The alternatives of `$or`: names by their source, and whole patterns with more conditions. */
class Branches {
  readonly names = new Map<string, Map<string, Name>>();
  readonly whole = new Map<string, EventPattern>();

  add(source: string, names: readonly Name[]): void {
    if (names.length === 0) return;
    const known = this.names.get(source) ?? new Map<string, Name>();
    for (const name of names) known.set(JSON.stringify(name.leaf), name);
    this.names.set(source, known);
  }

  addWhole(when: EventPattern): void {
    this.whole.set(JSON.stringify(when), when);
  }

  /** `mayWiden`: if it takes many patterns, sources whose changes are few come whole. */
  pack(mayWiden = false): readonly EventPattern[] {
    const exact = packed(this.branches(this.names));
    if (!mayWiden || exact.length <= MOST_EXACT) return exact;
    const loud = new Map([...this.names].filter(([source]) => !QUIET_SOURCES.has(source)));
    const quiet = [...this.names.keys()].filter((source) => QUIET_SOURCES.has(source)).sort();
    const asked = quiet.flatMap((source) => [...(this.names.get(source)?.values() ?? [])].map(({ text }) => text));
    // No call that a rule asks for may be left out.
    const others = [...READ_STEMS, ...BUSY_CALLS].filter((stem) => !asked.some((name) => name.startsWith(stem)));
    const whole = { eventSource: quiet, eventName: [{ 'anything-but': { prefix: others } }] };
    return packed([...this.branches(loud), ...(quiet.length > 0 ? [whole] : [])]);
  }

  branches(names: ReadonlyMap<string, ReadonlyMap<string, Name>>): readonly EventPattern[] {
    return [
      ...[...names].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([source, names]) => split(source, sorted(names))),
      ...this.whole.values(),
    ];
  }
}

/** As few as AWS takes, wildcards as they are; if these are too many, without them. */
function packed(branches: readonly EventPattern[]): readonly EventPattern[] {
  const exact = inBins(branches);
  return hasRoom(exact) ? exact : inBins(branches.map(withoutWildcards));
}

const hasRoom = (patterns: readonly EventPattern[]) =>
  patterns.filter((pattern) => starsIn(pattern) > 0).length <= MOST_WITH_WILDCARDS;

const isTakenAlone = (branch: EventPattern) => isTaken(patternOf([branch]));

/** The longest first, each into the first pattern that has room: close to the fewest. */
function inBins(whole: readonly EventPattern[]): readonly EventPattern[] {
  const branches = whole.flatMap((branch) => small(branch, { isSmall: isTakenAlone }));
  const bins: EventPattern[][] = [];
  for (const branch of branches.toSorted((a, b) => lengthOf([b]) - lengthOf([a]))) {
    const bin = bins.find((some) => isTaken(patternOf([...some, branch])));
    if (bin === undefined) bins.push([branch]);
    else bin.push(branch);
  }
  return bins.map(patternOf);
}

/**
 * Only AWS's services can use sources that begin with `aws.`; with any other, whoever may call `PutEvents` could forge a
 * record: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
const OF_AWS: EventPattern = { source: [{ prefix: 'aws.' }] };

function patternOf(branches: readonly EventPattern[]): EventPattern {
  const [only, ...more] = branches;
  return { ...OF_AWS, detail: only !== undefined && more.length === 0 ? only : { $or: branches } };
}

const sorted = (names: ReadonlyMap<string, Name>) =>
  [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);

const lengthOf = (branches: readonly EventPattern[]) => JSON.stringify(patternOf(branches)).length;

/** Splits a source with more names than one pattern takes. */
function split(source: string, names: readonly Name[]): readonly EventPattern[] {
  const branch = (some: readonly Name[]): EventPattern => ({
    eventSource: [source],
    eventName: some.map(({ leaf }) => leaf),
  });
  if (isTaken(patternOf([branch(names)])) || names.length < 2) return [branch(names)];
  const half = Math.ceil(names.length / 2);
  return [...split(source, names.slice(0, half)), ...split(source, names.slice(half))];
}
