/** A trail by its own settings: does it log, which events, with digests, and to which log group? */
import type { JsonObject } from '../../../core/event.ts';
import { textAt } from '../../../core/fields.ts';
import { wordsFrom } from '../../../core/words.ts';
import { RECORDING_WORDS } from '../../../messages/audit/recording.ts';
import { samplesIn } from '../../deeds/index.ts';
import { byCalls } from '../../remedies/remedy.ts';
import { ofAllRegions, selectingAll, startLogging, toLogGroup, validating } from '../../remedies/trails.ts';
import { selects } from '../../selects.ts';
import type { Refused, TrailState } from '../../snapshot.ts';
import { type Finding, fail, failedRead, type Ground, pass, say, unknown } from './finding.ts';

const record = (eventSource: string, readOnly: boolean): JsonObject => ({
  eventSource,
  readOnly,
  eventCategory: 'Management',
});
export const WRITE = record('ec2.amazonaws.com', false);
export const READ = record('ec2.amazonaws.com', true);

/** Another account's trail may hide its selectors; then it counts as one of all management events. */
export const takes = ({ selection, isOrganization }: TrailState, one: JsonObject): boolean | Refused => {
  if (selection.kind === 'read') return selects(selection.value, one);
  return isOrganization ? true : selection;
};

export function judgeTrail(trail: TrailState, { snapshot }: Ground): Finding {
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

export function judgeReads(trail: TrailState, { snapshot }: Ground): Finding {
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
export function judgeExclusions(trail: TrailState, { snapshot }: Ground): Finding {
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

export function judgeValidation(trail: TrailState, { snapshot }: Ground): Finding {
  const { name, isValidated } = trail;
  const facts = { trail: name };
  if (isValidated) return pass((words) => words.validated(facts));
  return fail(
    (words) => words.notValidated(facts),
    (words) => words.validatedTodo(facts),
    ...validating(trail, snapshot),
  );
}

export function judgeLogs(trail: TrailState, { snapshot }: Ground): Finding {
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
  return unknown(
    (words) => words.logsElsewhere({ ...facts, group, account: owner }),
    (words) => words.logsElsewhereTodo({ account: owner }),
  );
}
