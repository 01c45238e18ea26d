/** Is what happens recorded at all, now, and where? */
import type { Severity } from '../../../core/rule.ts';
import { RECORDING_TITLES, type RecordingCheck } from '../../../messages/audit/recording.ts';
import type { Controls } from '../../deeds/deed.ts';
import { newTrail } from '../../remedies/recording.ts';
import { selects } from '../../selects.ts';
import type { Snapshot, TrailState } from '../../snapshot.ts';
import { groupOf } from '../../telemetry.ts';
import type { Verdict } from '../../verdict.ts';
import { judgeArrival } from './arrival.ts';
import { judgeClosed, judgeKept, judgeRetention } from './bucket.ts';
import { judgeDelivery } from './delivery.ts';
import { type Finding, fail, failedRead, type Ground, type Judge, say } from './finding.ts';
import { judgeExclusions, judgeLogs, judgeReads, judgeTrail, judgeValidation, takes, WRITE } from './trail.ts';

interface Check {
  readonly id: RecordingCheck;
  readonly severity: Severity;
  readonly controls: Controls;
  readonly judge: Judge;
  /** `any`: one trail that passes is enough; `each`: every trail that is logging must. */
  readonly of: 'any' | 'each';
}

const controls = (securityHub: readonly string[], cis: readonly string[]): Controls => ({
  cis,
  securityHub,
  rules: [],
});

/** https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html */
const CHECKS: readonly Check[] = [
  {
    id: 'recording.trail',
    severity: 'critical',
    controls: controls(['CloudTrail.1', 'CloudTrail.3'], ['3.0:3.1', '5.0:3.1', '6.0:4.1']),
    judge: judgeTrail,
    of: 'any',
  },
  { id: 'recording.delivery', severity: 'high', controls: controls([], []), judge: judgeDelivery, of: 'each' },
  { id: 'recording.arrival', severity: 'high', controls: controls([], []), judge: judgeArrival, of: 'each' },
  { id: 'recording.reads', severity: 'medium', controls: controls(['CloudTrail.1'], []), judge: judgeReads, of: 'any' },
  { id: 'recording.excluded', severity: 'medium', controls: controls([], []), judge: judgeExclusions, of: 'any' },
  {
    id: 'recording.validation',
    severity: 'low',
    controls: controls(['CloudTrail.4'], ['3.0:3.2', '5.0:3.2', '6.0:4.2']),
    judge: judgeValidation,
    of: 'any',
  },
  {
    id: 'recording.closed',
    severity: 'critical',
    controls: controls(['CloudTrail.6'], []),
    judge: judgeClosed,
    of: 'each',
  },
  { id: 'recording.kept', severity: 'high', controls: controls([], []), judge: judgeKept, of: 'each' },
  { id: 'recording.retention', severity: 'medium', controls: controls([], []), judge: judgeRetention, of: 'each' },
  { id: 'recording.logs', severity: 'low', controls: controls(['CloudTrail.5'], []), judge: judgeLogs, of: 'any' },
];

export const RECORDING_IDS: readonly string[] = CHECKS.map(({ id }) => id);

/** Only the first check where no trail records what happens: all others would say the same. */
export function judgeRecording(snapshot: Snapshot, accounts: readonly string[]): readonly Verdict[] {
  const ground: Ground = { snapshot, accounts };
  const recording = snapshot.trails.filter((trail) => isLogging(trail) && takes(trail, WRITE) !== false);
  return CHECKS.flatMap((check) => {
    const isFirst = check.id === 'recording.trail';
    const trails = isFirst ? snapshot.trails : recording;
    const findings = trails.flatMap((trail) => check.judge(trail, ground));
    return verdictsOf(check, isFirst ? [...findings, ...withoutAny(snapshot), ...unlisted(snapshot)] : findings);
  });
}

/** Where no trail is known. */
const withoutAny = (snapshot: Snapshot): readonly Finding[] => {
  if (snapshot.trails.length > 0) return [];
  const rules = untrailed(snapshot);
  const none = fail(
    (words) => words.noTrail,
    (words) => words.noTrailTodo,
    ...newTrail(snapshot),
  );
  return unlisted(snapshot).length > 0 && rules.length === 0 ? [] : [none, ...rules];
};

const isLogging = ({ status }: TrailState) => status.kind === 'read' && status.value.isLogging;

/** Telemetry rules for management events, where there is no trail: controls ask for one all the same. */
const untrailed = ({ regions, account }: Snapshot): readonly Finding[] =>
  [...regions].flatMap(([region, { telemetry }]) =>
    (telemetry.kind === 'read' ? telemetry.value.rules : []).flatMap((rule) => {
      const group = groupOf(rule, account) ?? rule.destination;
      return selects(rule.selection, WRITE)
        ? [{ result: 'fail' as const, said: say((words) => words.noFiles({ rule: rule.name, group, region })) }]
        : [];
    }),
  );

/** Regions whose trails couldn't be listed. */
const unlisted = ({ regions }: Snapshot): readonly Finding[] =>
  [...regions].flatMap(([region, { trails }]) => (trails.kind === 'refused' ? [failedRead(trails, region)] : []));

type Rank = Finding['result'] | 'elsewhere';

const ANY: readonly Rank[] = ['pass', 'elsewhere', 'unknown', 'fail'];
/** Another account's part makes nothing unknown that one's own trail answers. */
const EACH: readonly Rank[] = ['fail', 'unknown', 'pass', 'elsewhere'];

const rankOf = ({ result, isElsewhere }: Finding): Rank => (isElsewhere === true ? 'elsewhere' : result);

/** One, or none if the check concerns no trail. */
function verdictsOf({ id, severity, controls: answers, of }: Check, findings: readonly Finding[]): readonly Verdict[] {
  const order: readonly Rank[] = of === 'any' ? ANY : EACH;
  const sorted = findings.toSorted((a, b) => order.indexOf(rankOf(a)) - order.indexOf(rankOf(b)));
  const [first] = sorted;
  if (first === undefined) return [];
  const { result, said } = first;
  const same = sorted.filter((one) => one.result === result);
  const verdict: Verdict = {
    ...{ id, area: 'recording', title: RECORDING_TITLES[id], result, severity, said, controls: answers },
    evidence: sorted.map((one) => one.said),
    todo: result === 'pass' ? [] : same.flatMap(({ todo }) => (todo ? [todo] : [])),
    missing: [...new Set(same.flatMap(({ missing }) => missing ?? []))],
  };
  return [verdict];
}
