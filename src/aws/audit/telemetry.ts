/** Telemetry rules that bring CloudTrail's events into a log group without a trail. */
import type { FieldSelector, Found, Reading } from '../../auditing/snapshot.ts';
import type { Telemetry, TelemetryRule } from '../../auditing/telemetry.ts';
import type { JsonObject } from '../../core/event.ts';
import { isObject, listAt, objectAt, textAt } from '../../core/fields.ts';
import { readError } from '../fault.ts';
import type { ObservabilityAdmin } from '../observability-admin.ts';
import { attempt, attemptToFind, type Reader } from './attempt.ts';

const NOTHING: Telemetry = { status: 'NOT_STARTED', rules: [] };

/** Refused: any of its calls. Rules can't be made before the evaluation was started, so one call is enough for most accounts. */
export async function readTelemetry(region: string, reader: Reader): Promise<Reading<Telemetry>> {
  const client = await reader.aws.observabilityAdmin(region);
  const status = await attempt('observabilityadmin:GetTelemetryEvaluationStatus', region, reader, () =>
    statusFrom(client, reader),
  );
  if (status.kind === 'refused') return status;
  if (status.value === NOTHING.status) return { kind: 'read', value: NOTHING };
  const names = await attempt('observabilityadmin:ListTelemetryRules', region, reader, () => namesFrom(client, reader));
  if (names.kind === 'refused') return names;
  const rules: TelemetryRule[] = [];
  for (const name of names.value) {
    const rule = await readRule(name, region, client, reader);
    if (rule.kind === 'refused') return rule;
    if (rule.value !== null) rules.push(rule.value);
  }
  return { kind: 'read', value: { status: status.value, rules } };
}

async function statusFrom(client: ObservabilityAdmin, { signal }: Reader): Promise<string> {
  try {
    return textAt(await client.call('GetTelemetryEvaluationStatus', {}, signal), 'Status') ?? '';
  } catch (error) {
    // A region without the service has no such host; other hosts of the region have just been reached.
    if (readError(error).code === 'ENOTFOUND') return NOTHING.status;
    throw error;
  }
}

/** Names of the rules for CloudTrail's events. */
async function namesFrom(client: ObservabilityAdmin, { signal }: Reader): Promise<readonly string[]> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.call('ListTelemetryRules', NextToken === undefined ? {} : { NextToken }, signal);
    const rules = listAt(page, 'TelemetryRuleSummaries').filter(isObject);
    found.push(...rules.filter(isOfCloudTrail).flatMap((rule) => textAt(rule, 'RuleName') ?? []));
    NextToken = textAt(page, 'NextToken');
  } while (NextToken !== undefined);
  return found;
}

const isOfCloudTrail = (rule: JsonObject) =>
  textAt(rule, 'ResourceType') === 'AWS::CloudTrail' && textAt(rule, 'TelemetryType') === 'Logs';

/** Null if it was deleted meanwhile. */
function readRule(
  name: string,
  region: string,
  client: ObservabilityAdmin,
  reader: Reader,
): Promise<Found<TelemetryRule>> {
  return attemptToFind('observabilityadmin:GetTelemetryRule', region, reader, async () => {
    const answer = await client.call('GetTelemetryRule', { RuleIdentifier: name }, reader.signal);
    const to = objectAt(objectAt(answer, 'TelemetryRule') ?? {}, 'DestinationConfiguration') ?? {};
    const advanced = listAt(objectAt(to, 'CloudtrailParameters') ?? {}, 'AdvancedEventSelectors').filter(isObject);
    return {
      name,
      destination: textAt(to, 'DestinationPattern') ?? '',
      selection: {
        basic: [],
        advanced: advanced.map((selector) => listAt(selector, 'FieldSelectors').filter(isObject).map(fieldIn)),
        selectors: { basic: [], advanced },
      },
    };
  });
}

function fieldIn(selector: JsonObject): FieldSelector {
  const texts = (name: string) => listAt(selector, name).map(String);
  return {
    field: textAt(selector, 'Field') ?? '',
    equals: texts('Equals'),
    startsWith: texts('StartsWith'),
    endsWith: texts('EndsWith'),
    notEquals: texts('NotEquals'),
    notStartsWith: texts('NotStartsWith'),
    notEndsWith: texts('NotEndsWith'),
  };
}
