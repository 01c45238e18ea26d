/** AWS and Slack on loopback: for the demo, the benchmarks and the tests. The clients that talk to them are the real ones. */
import type { JsonObject } from '../core/event.ts';
import { type AwsCall, fail, readCall, succeed } from './aws-protocol.ts';
import { type LookupStatistics, lookupEvents } from './cloudtrail.ts';
import { type HttpAnswer, type HttpRequest, listen } from './http.ts';
import { type SlackMessage, slackWebhook } from './slack.ts';

export interface SandboxOptions {
  readonly records: readonly JsonObject[];
  /** Enabled regions of the account. */
  readonly regions: readonly string[];
  readonly denied?: readonly string[];
  readonly now?: () => number;
}

export interface Sandbox {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly slack: { readonly url: string; readonly received: readonly SlackMessage[] };
  readonly statistics: LookupStatistics;
  close(): Promise<void>;
}

export async function startSandbox({
  records,
  regions,
  denied = [],
  now = Date.now,
}: SandboxOptions): Promise<Sandbox> {
  const trail = lookupEvents({ records, now, denied });
  const actions: Readonly<Record<string, (call: AwsCall) => HttpAnswer>> = {
    LookupEvents: trail.answer,
    ListRegions: () =>
      succeed({ Regions: regions.map((name) => ({ RegionName: name, RegionOptStatus: 'ENABLED_BY_DEFAULT' })) }),
  };
  const aws = await listen((asked: HttpRequest) => {
    const call = readCall(asked);
    if (call === undefined) return fail('IncompleteSignature', 'The request is not signed', 403);
    return actions[call.action]?.(call) ?? fail('UnknownOperationException', `The sandbox has no ${call.action}`);
  });
  const webhook = slackWebhook(now);
  const slack = await listen(webhook.answer);
  return {
    endpoint: aws.url,
    slack: { url: `${slack.url}/services/T00000000/B00000000/sandbox`, received: webhook.received },
    statistics: trail.statistics,
    close: async () => {
      await Promise.all([aws.close(), slack.close()]);
    },
  };
}
