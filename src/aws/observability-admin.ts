/**
 * Asks CloudWatch for its telemetry rules: https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/.
 * Paths, hosts and the name in the signature are those of AWS's model `observabilityadmin-2018-05-10`.
 */
import type { JsonObject } from '../core/event.ts';
import { dnsSuffixOf } from '../core/regions.ts';
import { type CommonOptions, signedPosts } from './signed-posts.ts';

export interface ObservabilityAdmin {
  /** Throws AWS's refusal, with its name and status as the SDK's errors have them. */
  call(
    action: 'GetTelemetryEvaluationStatus' | 'GetTelemetryRule' | 'ListTelemetryRules',
    input: JsonObject,
    signal: AbortSignal,
  ): Promise<JsonObject>;
}

export async function makeObservabilityAdmin(options: CommonOptions): Promise<ObservabilityAdmin> {
  const { region } = options;
  const host = `observabilityadmin.${region}.${dnsSuffixOf(region)}`;
  const { post } = await signedPosts({ ...options, service: 'observabilityadmin', host });
  return { call: (action, input, signal) => post(`/${action}`, input, signal) };
}
