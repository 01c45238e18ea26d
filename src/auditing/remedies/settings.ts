/** The remedy that our own settings are: which checks a deploy would turn green, found by judging the account as it would be. */
import { routeOf } from '../../channels/compose.ts';
import { arnIn } from '../../core/arn.ts';
import { namesOf } from '../../core/names.ts';
import { SEVERITIES, type Severity } from '../../core/rule.ts';
import type { ChannelSettings, RuleSetting, Settings } from '../../core/settings.ts';
import { wordsFrom } from '../../core/words.ts';
import { REMEDY_WORDS } from '../../messages/audit/remedies.ts';
import { audit } from '../audit.ts';
import { globalRegionIn, isNative, recordsOf, regionsOf, type Sample } from '../deeds/deed.ts';
import { DEEDS, deedsFor } from '../deeds/index.ts';
import { NAMED_IDS } from '../deeds/named.ts';
import { findingsIn, ownNotifier } from '../own.ts';
import { silencingRecords } from '../silence/links.ts';
import type { RegionState, Snapshot, TrailState } from '../snapshot.ts';
import type { Verdict } from '../verdict.ts';
import type { Remedy } from './remedy.ts';

/** `hasFile`: without a settings file a channel is still to be chosen. */
export interface OurSettings {
  readonly settings: Settings;
  readonly hasFile: boolean;
  /** As `audit` takes them. */
  readonly trusted: readonly string[];
}

/** The verdicts, each failure that a deploy would close with that remedy too. */
export async function withSettings(
  verdicts: readonly Verdict[],
  snapshot: Snapshot,
  ours: OurSettings,
): Promise<readonly Verdict[]> {
  const failed = verdicts.filter(({ result }) => result === 'fail');
  if (failed.length === 0) return verdicts;
  const wanted = failed.map(({ id }) => id);
  const base = deployable(ours, snapshot, wanted);
  const all = { ...base, rules: { ...base.rules, ...(await rulesFor(wanted, base, snapshot)) } };
  const closedByAll = await closedBy(all, snapshot, wanted, ours);
  const needed = await fewest(base, all, closedByAll, snapshot);
  const closed = needed === all ? closedByAll : await closedBy(needed, snapshot, wanted, ours);
  if (closed.length === 0) return verdicts;
  const remedy = remedyOf(needed, ours, closed.length);
  return verdicts.map((verdict) =>
    closed.includes(verdict.id) ? { ...verdict, todo: [...verdict.todo, remedy] } : verdict,
  );
}

/** A webhook that nobody calls: which channel it will be makes no difference here. */
const SOME_CHANNEL: ChannelSettings = { kind: 'slack', slack: { webhook: 'ssm:/login-watch/webhook' } };

/** With a channel, a trail and a pipeline that brings what no metric filter counts, or what is in no trail. */
function deployable(
  { settings, hasFile }: OurSettings,
  { trails, regions, account, names }: Snapshot,
  ids: readonly string[],
): Settings {
  const hasTrail = trails.length > 0 || [...regions.values()].some((region) => region.trails.kind === 'refused');
  const place = { account, region: globalRegionIn([...regions.keys()]) };
  const isOfBus = deedsFor(names).some(
    ({ id, samples }) => ids.includes(id) && samples.some(({ record }) => isNative(record(place))),
  );
  const brings = settings.pipelines.some((one) => one === 'events' || (one === 'logs' && !isOfBus));
  const hasGroup = !hasTrail || trails.some(({ logGroup }) => logGroup?.account === account);
  const usable = hasFile || hasGroup ? settings.pipelines : settings.pipelines.filter((one) => one !== 'logs');
  return {
    ...settings,
    channels: settings.channels.length > 0 ? settings.channels : [SOME_CHANNEL],
    ...(hasTrail || settings.trail.use === 'new' ? {} : { trail: { use: 'new' as const } }),
    pipelines: brings ? usable : [...usable, 'events'],
  };
}

type Rules = Readonly<Record<string, RuleSetting>>;

/** Settings of rules, off or too low for every channel, that report sample records which nothing else does. */
async function rulesFor(ids: readonly string[], settings: Settings, snapshot: Snapshot): Promise<Rules> {
  const deeds = deedsFor(snapshot.names).filter(({ id }) => ids.includes(id));
  const routes = settings.channels.map(routeOf);
  const now = await findingsIn(settings, snapshot, [homeOf(snapshot)]);
  const more = await findingsIn({ ...settings, rules: allOn(settings) }, snapshot, [homeOf(snapshot)]);
  const found: Record<string, RuleSetting> = {};
  for (const { samples, controls } of deeds) {
    for (const sample of samples) {
      const key = keyOf(sample, snapshot);
      const isSent = (now.get(key) ?? []).some((one) => one.muted === null && routes.some((isFor) => isFor(one)));
      if (isSent) continue;
      const firing = (more.get(key) ?? []).filter(({ muted }) => muted === null);
      const best = firing.find(({ rule }) => controls.rules.includes(rule.id)) ?? firing[0];
      if (best === undefined) continue;
      const isLow = !routes.some((isFor) => isFor(best));
      found[best.rule.id] = { on: true, ...(isLow ? { severity: leastSent(settings) } : {}) };
    }
  }
  return found;
}

/** As `findingsIn` names the records of a sample, in one region. */
function keyOf(sample: Sample, snapshot: Snapshot): string {
  const home = homeOf(snapshot);
  return JSON.stringify(recordsOf(sample, { account: snapshot.account, region: regionsOf(sample, [home])[0] ?? home }));
}

const homeOf = ({ regions }: Snapshot): string => globalRegionIn([...regions.keys()]);

const allOn = (settings: Settings): Rules => ({
  ...settings.rules,
  ...Object.fromEntries(
    [...DEEDS.flatMap(({ controls }) => controls.rules), ...NAMED_IDS].map((id) => [
      id,
      { ...settings.rules[id], on: true },
    ]),
  ),
});

/** The lowest severity that some channel takes. */
function leastSent({ channels }: Settings): Severity {
  const least = channels.map((channel) => fromOf(channel));
  return [...SEVERITIES].reverse().find((severity) => least.includes(severity)) ?? 'info';
}

const fromOf = (channel: ChannelSettings): Severity => {
  const own: { readonly from?: Severity } = Object.values(channel).find((part) => typeof part === 'object') ?? {};
  return own.from ?? (channel.kind === 'pagerduty' ? 'high' : 'info');
};

/** Without the rules that close nothing. */
async function fewest(base: Settings, all: Settings, closed: readonly string[], snapshot: Snapshot): Promise<Settings> {
  const findings = await findingsIn(all, snapshot, [homeOf(snapshot)]);
  const used = new Set(
    deedsFor(snapshot.names)
      .filter(({ id }) => closed.includes(id))
      .flatMap(({ samples }) =>
        samples.flatMap((sample) => (findings.get(keyOf(sample, snapshot)) ?? []).map(({ rule }) => rule.id)),
      ),
  );
  const added = Object.entries(all.rules).filter(
    ([id]) => JSON.stringify(base.rules[id]) !== JSON.stringify(all.rules[id]),
  );
  if (added.every(([id]) => used.has(id))) return all;
  return { ...all, rules: { ...base.rules, ...Object.fromEntries(added.filter(([id]) => used.has(id))) } };
}

async function closedBy(
  settings: Settings,
  snapshot: Snapshot,
  ids: readonly string[],
  { trusted }: OurSettings,
): Promise<readonly string[]> {
  const left = deployed(settings, namesOf(settings.name).notifier, snapshot);
  const own = await ownNotifier(settings, left, silencingRecords(left));
  const after = audit(left, { checks: ids, own, trusted });
  return after.flatMap(({ id, result }) => (result === 'pass' && ids.includes(id) ? [id] : []));
}

/** The account after a deploy: the notifier gets every event of a region's bus, or of the trail's log group. */
function deployed(settings: Settings, name: string, snapshot: Snapshot): Snapshot {
  const { account, regions, functions } = snapshot;
  const home = [...regions.keys()][0] ?? homeOf(snapshot);
  const arn = arnIn({ account, region: home }, 'lambda', `function:${name}`);
  const everybody = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
  const policy = { kind: 'read' as const, value: JSON.stringify(everybody) };
  const own = { kind: 'read' as const, value: { state: 'Active', reserved: undefined, policy } };
  const groups = snapshot.trails.flatMap(({ logGroup }) => (logGroup?.account === account ? [logGroup] : []));
  const changed = [...regions].map(([region, state]): [string, RegionState] => {
    const here = groups.filter((group) => group.region === region).map((group) => group.name);
    return [region, { ...state, ...withPipelines(state, region, { settings, arn, groups: here, account }) }];
  });
  const trails =
    settings.trail.use === 'new' && snapshot.trails.length === 0 ? [newTrail(settings.name, home, account)] : [];
  return {
    ...snapshot,
    trails: [...snapshot.trails, ...trails],
    regions: new Map(changed),
    functions: new Map([...functions, [arn, own]]),
  };
}

interface Deployed {
  readonly settings: Settings;
  readonly arn: string;
  readonly groups: readonly string[];
  readonly account: string;
}

function withPipelines(
  state: RegionState,
  region: string,
  { settings, arn, groups, account }: Deployed,
): Partial<RegionState> {
  const { pipelines, name } = settings;
  const forwarder = namesOf(name).forwardRule(1);
  const rule = {
    name: forwarder,
    arn: arnIn({ account, region }, 'events', `rule/${forwarder}`),
    state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    pattern: '{"source":[{"exists":true}]}',
    definition: {},
    targets: { kind: 'read' as const, value: [{ arn, role: undefined, definition: {} }] },
  };
  const rules = state.rules.kind === 'read' ? state.rules.value : [];
  const subscriptions = groups.map((group) => {
    const there = state.subscriptionFilters.get(group);
    const before = there?.kind === 'read' ? (there.value ?? []) : [];
    return [group, { kind: 'read' as const, value: [...before, { name, pattern: '', destination: arn }] }] as const;
  });
  return {
    ...(pipelines.includes('events') ? { rules: { kind: 'read', value: [...rules, rule] } } : {}),
    ...(pipelines.includes('logs')
      ? { subscriptionFilters: new Map([...state.subscriptionFilters, ...subscriptions]) }
      : {}),
  };
}

/** As `templates/trail.yaml` makes it. */
const newTrail = (name: string, region: string, account: string): TrailState => ({
  name: namesOf(name).trail,
  arn: arnIn({ account, region }, 'cloudtrail', `trail/${namesOf(name).trail}`),
  homeRegion: region,
  owner: account,
  isMultiRegion: true,
  isOrganization: false,
  keyPrefix: '',
  bucket: '',
  isValidated: true,
  logGroup: undefined,
  logsRole: undefined,
  status: {
    kind: 'read',
    value: {
      ...{ isLogging: true, started: undefined, stopped: undefined, lastFile: undefined },
      ...{ fileError: undefined, lastLogs: undefined, logsError: undefined },
    },
  },
  selection: {
    kind: 'read',
    value: {
      basic: [{ hasManagement: true, kind: 'All', excluded: [] }],
      advanced: [],
      selectors: { basic: [], advanced: [] },
    },
  },
});

/** Only what differs from the settings at hand. */
function remedyOf(needed: Settings, { settings, hasFile }: OurSettings, count: number): Remedy {
  const lines: string[] = [];
  const pipelines = needed.pipelines.join(', ');
  const isPiped = hasFile && pipelines === settings.pipelines.join(', ');
  if (!isPiped) lines.push(`pipelines: [${pipelines}]`);
  if (needed.trail.use === 'new' && settings.trail.use !== 'new') lines.push('trail: { use: new }');
  const rules = Object.entries(needed.rules).filter(
    ([id, one]) => JSON.stringify(settings.rules[id]) !== JSON.stringify(one),
  );
  if (rules.length > 0) lines.push('rules:');
  for (const [id, { severity }] of rules)
    lines.push(`  ${id}: { on: true${severity === undefined ? '' : `, severity: ${severity}`} }`);
  const facts = { pipelines, rules: rules.length, count, hasFile };
  const said = wordsFrom(REMEDY_WORDS, (words) => words.bySettings(facts));
  return { ...said, fix: { kind: 'settings', settings: lines.map((line) => `${line}\n`).join('') } };
}
