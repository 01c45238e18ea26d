/** CloudWatch's telemetry rules: https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/ */
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, type Service } from '../service.ts';
import { bodyOf, gone, restService } from './rest.ts';

const PAGE = 2;

/** Fields of a telemetry rule, as CreateTelemetryRule takes them. */
const CLOUDTRAIL: JsonObject = { ResourceType: 'AWS::CloudTrail', TelemetryType: 'Logs' };

export class ObservabilityAdmin {
  /** https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/API_GetTelemetryEvaluationStatus.html */
  readonly stateIn = perRegion(() => ({ status: 'NOT_STARTED', rules: new Map<string, JsonObject>() }));

  readonly service: Service = restService([
    [
      'GetTelemetryEvaluationStatus',
      /^POST \/GetTelemetryEvaluationStatus$/,
      (_, region) => ({ Status: this.stateIn(region).status }),
    ],
    ['StartTelemetryEvaluation', /^POST \/StartTelemetryEvaluation$/, (_, region) => this.#start(region)],
    ['ListTelemetryRules', /^POST \/ListTelemetryRules$/, (asked, region) => this.#list(bodyOf(asked), region)],
    ['GetTelemetryRule', /^POST \/GetTelemetryRule$/, (asked, region) => this.#get(bodyOf(asked), region)],
  ]);

  #start(region: string): JsonObject {
    this.stateIn(region).status = 'RUNNING';
    return {};
  }

  #list(input: JsonObject, region: string): JsonObject {
    const { status, rules } = this.stateIn(region);
    // Real accounts have never been seen to list rules before the evaluation was started.
    if (status === 'NOT_STARTED') throw new AwsFault('ValidationException', 'Telemetry evaluation is not started');
    return listed(rules, Number(textAt(input, 'NextToken') ?? 0));
  }

  #get(input: JsonObject, region: string): JsonObject {
    const name = textAt(input, 'RuleIdentifier') ?? '';
    const rule = this.stateIn(region).rules.get(name);
    if (rule === undefined) throw gone('No such telemetry rule');
    return { RuleName: name, TelemetryRule: rule };
  }

  /** A rule for management events that writes into its log group, in a region where rules are evaluated. `to`: of its destination. */
  put(name: string, region: string, to: JsonObject = {}, more: JsonObject = CLOUDTRAIL): void {
    const state = this.stateIn(region);
    state.status = 'RUNNING';
    const selectors = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
    const DestinationConfiguration = {
      DestinationType: 'cloud-watch-logs',
      CloudtrailParameters: { AdvancedEventSelectors: selectors },
      ...to,
    };
    state.rules.set(name, { ...more, DestinationConfiguration });
  }
}

function listed(rules: ReadonlyMap<string, JsonObject>, from: number): JsonObject {
  const page = [...rules].slice(from, from + PAGE);
  const TelemetryRuleSummaries = page.map(([RuleName, rule]) => ({
    RuleName,
    ResourceType: textAt(rule, 'ResourceType') ?? '',
    TelemetryType: textAt(rule, 'TelemetryType') ?? '',
  }));
  const next = from + PAGE;
  return { TelemetryRuleSummaries, ...(next < rules.size ? { NextToken: String(next) } : {}) };
}
