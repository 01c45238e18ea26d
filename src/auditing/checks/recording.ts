/** Is what happens recorded at all, now, and where? */
import type { JsonObject } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Words } from '../../core/language.ts';
import type { Severity } from '../../core/rule.ts';
import { DAY, HOUR } from '../../core/time.ts';
import { wordsFrom } from '../../core/words.ts';
import { remedyOf, sentenceOf } from '../../messages/audit/breaks.ts';
import {
  RECORDING_TITLES,
  RECORDING_WORDS,
  type RecordingCheck,
  type RecordingWords,
} from '../../messages/audit/recording.ts';
import type { Controls } from '../deeds/deed.ts';
import { samplesIn } from '../deeds/index.ts';
import { unread } from '../reach/ends.ts';
import { type AwsCall, byCalls, type Remedy } from '../remedies/remedy.ts';
import { lettingLogsIn, ofAllRegions, selectingAll, startLogging, toLogGroup, validating } from '../remedies/trails.ts';
import { selects } from '../selects.ts';
import type { Refused, Snapshot, TrailState } from '../snapshot.ts';
import type { Result, Verdict } from '../verdict.ts';

/** One sentence about one trail. */
interface Finding {
  readonly result: Result;
  readonly said: Words;
  readonly todo?: Remedy;
  readonly missing?: string;
}

type Judge = (trail: TrailState, snapshot: Snapshot) => Finding;

interface Check {
  readonly id: RecordingCheck;
  readonly severity: Severity;
  readonly controls: Controls;
  readonly judge: Judge;
  /** `any`: one trail that passes is enough; `each`: every trail that is logging must. */
  readonly of: 'any' | 'each';
}

const say = (pick: (words: RecordingWords) => string): Words => wordsFrom(RECORDING_WORDS, pick);
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
  { id: 'recording.reads', severity: 'medium', controls: controls(['CloudTrail.1'], []), judge: judgeReads, of: 'any' },
  { id: 'recording.excluded', severity: 'medium', controls: controls([], []), judge: judgeExclusions, of: 'any' },
  {
    id: 'recording.validation',
    severity: 'low',
    controls: controls(['CloudTrail.4'], ['3.0:3.2', '5.0:3.2', '6.0:4.2']),
    judge: judgeValidation,
    of: 'any',
  },
  { id: 'recording.logs', severity: 'low', controls: controls(['CloudTrail.5'], []), judge: judgeLogs, of: 'any' },
];

export const RECORDING_IDS: readonly string[] = CHECKS.map(({ id }) => id);

/** Only the first check where no trail records what happens: all others would say the same. */
export function judgeRecording(snapshot: Snapshot): readonly Verdict[] {
  const recording = snapshot.trails.filter((trail) => isLogging(trail) && takes(trail, WRITE) !== false);
  return CHECKS.flatMap((check) => {
    const isFirst = check.id === 'recording.trail';
    const trails = isFirst ? snapshot.trails : recording;
    if (trails.length === 0 && !isFirst) return [];
    const findings = trails.map((trail) => check.judge(trail, snapshot));
    return [verdictOf(check, isFirst ? [...findings, ...unlisted(snapshot)] : findings)];
  });
}

const isLogging = ({ status }: TrailState) => status.kind === 'read' && status.value.isLogging;

/** Regions whose trails couldn't be listed. */
const unlisted = ({ regions }: Snapshot): readonly Finding[] =>
  [...regions].flatMap(([region, { trails }]) => (trails.kind === 'refused' ? [failedRead(trails, region)] : []));

function failedRead(refused: Refused, of: string): Finding {
  const said = unread(refused, of);
  const missing = refused.isDenied ? { missing: refused.action } : {};
  return { result: 'unknown', said: sentenceOf(said), todo: remedyOf(said), ...missing };
}

function verdictOf({ id, severity, controls: answers, of }: Check, findings: readonly Finding[]): Verdict {
  const order: readonly Result[] = of === 'any' ? ['pass', 'unknown', 'fail'] : ['fail', 'unknown', 'pass'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
  const [first = NO_TRAIL] = sorted;
  const { result, said } = first;
  const same = sorted.filter((one) => one.result === result);
  return {
    ...{ id, area: 'recording', title: RECORDING_TITLES[id], result, severity, said, controls: answers },
    evidence: (sorted.length === 0 ? [first] : sorted).map((one) => one.said),
    todo: result === 'pass' ? [] : (same.length === 0 ? [first] : same).flatMap(({ todo }) => (todo ? [todo] : [])),
    missing: [...new Set(same.flatMap(({ missing }) => missing ?? []))],
  };
}

const NO_TRAIL: Finding = {
  result: 'fail',
  said: say((words) => words.noTrail),
  todo: say((words) => words.noTrailTodo),
};

const pass = (pick: (words: RecordingWords) => string): Finding => ({ result: 'pass', said: say(pick) });
const fail = (
  pick: (words: RecordingWords) => string,
  todo: (words: RecordingWords) => string,
  ...calls: readonly AwsCall[]
): Finding => ({
  result: 'fail',
  said: say(pick),
  todo: byCalls(say(todo), calls),
});

const record = (eventSource: string, readOnly: boolean): JsonObject => ({
  eventSource,
  readOnly,
  eventCategory: 'Management',
});
const WRITE = record('ec2.amazonaws.com', false);
const READ = record('ec2.amazonaws.com', true);

/** Another account's trail may hide its selectors; then it counts as one of all management events. */
const takes = ({ selection, isOrganization }: TrailState, one: JsonObject): boolean | Refused => {
  if (selection.kind === 'read') return selects(selection.value, one);
  return isOrganization ? true : selection;
};

function judgeTrail(trail: TrailState, snapshot: Snapshot): Finding {
  const { name, status, isMultiRegion, homeRegion } = trail;
  if (status.kind === 'refused') return failedRead(status, name);
  const facts = { trail: name };
  if (!status.value.isLogging) {
    const since = status.value.stopped === undefined ? undefined : new Date(status.value.stopped).toISOString();
    return fail(
      (words) => words.stopped({ ...facts, since: since?.slice(0, 10) }),
      (words) => words.stoppedTodo(facts),
      ...startLogging(trail, snapshot),
    );
  }
  if (!isMultiRegion)
    return fail(
      (words) => words.oneRegion({ ...facts, region: homeRegion }),
      (words) => words.oneRegionTodo(facts),
      ...ofAllRegions(trail, snapshot),
    );
  const [writes, reads] = [takes(trail, WRITE), takes(trail, READ)];
  if (typeof writes !== 'boolean') return failedRead(writes, name);
  if (writes) return pass((words) => words.recorded(facts));
  return fail(
    (words) => (reads === true ? words.noWrites(facts) : words.noManagement(facts)),
    (words) => words.selectTodo(facts),
    ...selectingAll(trail, snapshot),
  );
}

function judgeDelivery(trail: TrailState, snapshot: Snapshot): Finding {
  const { name, status, bucket, logGroup, selection } = trail;
  const { at } = snapshot;
  if (status.kind === 'refused') return failedRead(status, name);
  const facts = { trail: name };
  const { fileError, logsError, lastFile, started } = status.value;
  const plain = (text: string) => text.replace(/\.$/, '');
  if (fileError !== undefined && fileError !== '')
    return fail(
      (words) => words.filesFail({ ...facts, reason: plain(fileError) }),
      (words) => words.filesFailTodo({ ...facts, bucket }),
    );
  const group = logGroup?.name ?? '';
  if (logsError !== undefined && logsError !== '')
    return fail(
      (words) => words.logsFail({ ...facts, group, reason: plain(logsError) }),
      (words) => words.logsFailTodo({ ...facts, group }),
      ...lettingLogsIn(trail, snapshot),
    );
  if (lastFile === undefined) {
    const isNew = started === undefined || at - started < HOUR;
    const said = say((words) => words.noFileYet(facts));
    return isNew
      ? { result: 'unknown', said }
      : { result: 'fail', said, todo: say((words) => words.filesFailTodo({ ...facts, bucket })) };
  }
  const ago = Math.max(at - lastFile, 0);
  // A trail without reads may have nothing to write for days.
  const isBusy = selection.kind === 'read' && selects(selection.value, READ);
  if (ago > DAY && isBusy)
    return fail(
      (words) => words.late({ ...facts, ago }),
      (words) => words.filesFailTodo({ ...facts, bucket }),
    );
  return pass((words) => words.delivered({ ...facts, ago }));
}

function judgeReads(trail: TrailState, snapshot: Snapshot): Finding {
  const reads = takes(trail, READ);
  const facts = { trail: trail.name };
  if (typeof reads !== 'boolean') return failedRead(reads, trail.name);
  if (reads) return pass((words) => words.reads(facts));
  return fail(
    (words) => words.writesOnly(facts),
    (words) => words.selectTodo(facts),
    ...selectingAll(trail, snapshot),
  );
}

/** Services whose records some deed leaves. */
const NEEDED: ReadonlySet<string | undefined> = new Set(
  samplesIn('', ['us-east-1']).map(({ record: one }) => textAt(one, 'eventSource')),
);

/** The services that selectors of management events may leave out, and those that these name. */
function judgeExclusions(trail: TrailState, snapshot: Snapshot): Finding {
  const { selection, name } = trail;
  const facts = { trail: name };
  if (selection.kind === 'refused')
    return trail.isOrganization ? pass((words) => words.nothingLeftOut(facts)) : failedRead(selection, name);
  const { basic, advanced } = selection.value;
  const named = [
    ...basic.flatMap(({ excluded }) => excluded),
    ...advanced.flat().flatMap(({ field, notEquals }) => (field === 'eventSource' ? notEquals : [])),
  ];
  const services = [...new Set(['kms.amazonaws.com', ...named])].filter(
    (service) => !selects(selection.value, record(service, false)),
  );
  if (services.length === 0) return pass((words) => words.nothingLeftOut(facts));
  if (!services.some((service) => NEEDED.has(service))) return pass((words) => words.notNeeded({ ...facts, services }));
  const isBlind = services.includes('kms.amazonaws.com');
  const said = wordsFrom(RECORDING_WORDS, (words, language) =>
    [words.excludes({ ...facts, services }), ...(isBlind ? [words.blind] : [])].join(language === 'ja' ? '' : ' '),
  );
  const todo = byCalls(
    say((words) => words.selectTodo(facts)),
    selectingAll(trail, snapshot),
  );
  return { result: 'fail', said, todo };
}

function judgeValidation(trail: TrailState, snapshot: Snapshot): Finding {
  const { name, isValidated } = trail;
  const facts = { trail: name };
  if (isValidated) return pass((words) => words.validated(facts));
  return fail(
    (words) => words.notValidated(facts),
    (words) => words.validatedTodo(facts),
    ...validating(trail, snapshot),
  );
}

function judgeLogs(trail: TrailState, snapshot: Snapshot): Finding {
  const { name, logGroup } = trail;
  const facts = { trail: name };
  if (logGroup === undefined)
    return fail(
      (words) => words.noLogs(facts),
      (words) => words.noLogsTodo(facts),
      ...toLogGroup(trail, snapshot),
    );
  const { name: group, region, account: owner } = logGroup;
  if (owner === snapshot.account) return pass((words) => words.logs({ ...facts, group, region }));
  return {
    result: 'unknown',
    said: say((words) => words.logsElsewhere({ ...facts, group, account: owner })),
    todo: say((words) => words.logsElsewhereTodo({ account: owner })),
  };
}
