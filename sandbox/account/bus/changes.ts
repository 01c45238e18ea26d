/** Calls that change rules of EventBridge, and those that put events: https://docs.aws.amazon.com/eventbridge/latest/APIReference/ */
import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { isoTime } from '../../../src/core/time.ts';
import type { Events } from '../events.ts';
import { AwsFault, type JsonActions } from '../service.ts';

const NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const TARGETS_OF_A_RULE = 5;
const ENTRIES = 10;

export function busChanges(events: Events): JsonActions {
  const targetsOf = (name: string, region: string) => events.rulesIn(region).get(name)?.properties['Targets'] ?? [];
  return {
    /** Replaces a rule, but for its targets. */
    PutRule: (input, region) => {
      const { Name, EventPattern, ...rest } = input;
      if (!NAME.test(String(Name)))
        throw new AwsFault('ValidationException', `Value '${Name}' at 'name' failed to satisfy constraint`);
      const pattern: Json = JSON.parse(String(EventPattern));
      const Targets = targetsOf(String(Name), region);
      return { RuleArn: events.putRule(String(Name), { ...rest, EventPattern: pattern, Targets }, region) };
    },
    PutTargets: (input, region) => {
      const name = textAt(input, 'Rule') ?? '';
      const { properties } = events.rule(name, region);
      const given = listAt(input, 'Targets').filter(isObject);
      const all = [...without(listAt(properties, 'Targets'), given.flatMap(idOf)), ...given];
      if (all.length > TARGETS_OF_A_RULE)
        throw new AwsFault('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
      events.putRule(name, { ...properties, Targets: all }, region);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets: (input, region) => {
      const name = textAt(input, 'Rule') ?? '';
      const { properties } = events.rule(name, region);
      const left = without(listAt(properties, 'Targets'), listAt(input, 'Ids').map(String));
      events.putRule(name, { ...properties, Targets: left }, region);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    /** "If you call delete rule multiple times for the same rule, all calls will succeed." */
    DeleteRule: (input, region) => {
      const name = textAt(input, 'Name') ?? '';
      if ((events.rulesIn(region).get(name)?.targets ?? []).length > 0)
        throw new AwsFault('ValidationException', "Rule can't be deleted since it has targets.");
      events.rulesIn(region).delete(name);
      return undefined;
    },
    EnableRule: (input, region) => {
      const name = textAt(input, 'Name') ?? '';
      events.putRule(name, { ...events.rule(name, region).properties, State: 'ENABLED' }, region);
      return undefined;
    },
    PutEvents: (input, region) => {
      const entries = listAt(input, 'Entries').filter(isObject);
      if (entries.length === 0 || entries.length > ENTRIES)
        throw new AwsFault('ValidationException', "Value at 'entries' failed to satisfy constraint");
      const Entries = entries.map((entry) => putEvent(entry, region, events));
      return { FailedEntryCount: Entries.filter((one) => 'ErrorCode' in one).length, Entries };
    },
  };
}

const idOf = (target: JsonObject): readonly string[] => [textAt(target, 'Id') ?? ''];
const without = (targets: readonly Json[], ids: readonly string[]): readonly Json[] =>
  targets.filter((one) => !ids.includes(textAt(one, 'Id') ?? ''));

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
function putEvent(entry: JsonObject, region: string, events: Events): object {
  const failed = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  const [source, type] = [textAt(entry, 'Source'), textAt(entry, 'DetailType')];
  if (source === undefined) return failed('InvalidArgument', 'Parameter Source is not valid.');
  if (type === undefined) return failed('InvalidArgument', 'Parameter DetailType is not valid.');
  if (source.startsWith('aws.')) return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const detail = objectIn(textAt(entry, 'Detail') ?? '');
  if (detail === undefined) return failed('MalformedDetail', 'Detail is malformed.');
  const { world, refusal } = events;
  if (refusal !== undefined) return refusal;
  const id = randomUUID();
  const seconds = numberAt(entry, 'Time');
  const event = {
    ...{ version: '0', id, 'detail-type': type, source, account: world.account },
    time: isoTime(seconds === undefined ? world.now() : seconds * 1_000),
    ...{ region, resources: listAt(entry, 'Resources'), detail },
  };
  world.later(async () => events.put(event, region));
  return { EventId: id };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
