/**
 * The second way of the notifier's health: a function of its own, which shares no code, role, log group or secret with
 * the notifier's. `npm run templates` puts it as text into `templates/health.yaml`. A message that its channel doesn't
 * take stays in the queue, which hands it over again every five minutes.
 */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { METRICS } from '../core/names.ts';
import { type Report, reportOf } from './report.ts';
import { isAllowed, isTaken, type Request, requestsFor, type Secrets, type Way } from './requests.ts';

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
}

const env = (name: string): string => process.env[name] ?? '';

const WAY: Way = {
  kind: env('KIND'),
  room: env('ROOM'),
  pagerdutyRegion: env('PAGERDUTY_REGION'),
  host: env('OWN_HOST'),
};
const NAMING = { name: env('NAME'), language: env('LANGUAGE') === 'ja' ? 'ja' : 'en' } as const;
/** Milliseconds. */
const PATIENCE = 10_000;

const ssm = new SSMClient({});

export async function handler({ Records }: { readonly Records: readonly QueueRecord[] }) {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of Records) {
    const report = reportOf(body, NAMING);
    const { about, kind } = report;
    try {
      await tell(report);
      log('info', 'message sent', { about, kind, HealthDeliveries: 1 });
    } catch (error) {
      // No sentence of AWS or of the network: it may quote the request, and with it the secret.
      const why = error instanceof Refused ? error.message : error instanceof Error ? error.name : 'Error';
      log('error', 'message not sent', { about, kind, why });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** Its message holds no secret. */
class Refused extends Error {}

async function tell(report: Report): Promise<void> {
  const secrets: Secrets = { main: await read(env('SECRET_NAME')), sign: await read(env('SIGN_NAME')) };
  for (const request of requestsFor(report, WAY, secrets, Date.now())) await send(request);
}

/** Read for each message: a replaced secret holds at once. A trailing line break comes from copying. */
async function read(name: string): Promise<string> {
  if (name === '') return '';
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  const value = Parameter?.Value?.trim() ?? '';
  if (value === '') throw new Refused(`parameter ${name} is empty`);
  return value;
}

async function send({ url, headers, body }: Request): Promise<void> {
  if (!isAllowed(url, WAY)) throw new Refused(`the address in ${env('SECRET_NAME')} is none of ${WAY.kind}`);
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  const text = (await answer.text()).slice(0, 4_096);
  if (!isTaken(WAY.kind, answer.status, text)) throw new Refused(`${WAY.kind} answered ${answer.status}`);
}

/** A line of JSON, in CloudWatch's embedded metric format if it counts something. */
function log(level: string, message: string, fields: Readonly<Record<string, unknown>>): void {
  const metric = { Name: 'HealthDeliveries', Unit: 'Count' };
  const metrics = { Namespace: METRICS, Dimensions: [['Name']], Metrics: [metric] };
  const _aws = { Timestamp: Date.now(), CloudWatchMetrics: [metrics] };
  const head = { level, time: new Date().toISOString(), message, Name: NAMING.name };
  process.stdout.write(
    `${JSON.stringify({ ...head, ...fields, ...('HealthDeliveries' in fields ? { _aws } : {}) })}\n`,
  );
}
