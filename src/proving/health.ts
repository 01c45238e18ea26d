/** Proves that people hear of the notifier's own failure: a test message by the way of its alarms. */
import { randomUUID } from 'node:crypto';
import type { Aws } from '../aws/clients.ts';
import { type Asker, asking } from '../aws/health/asking.ts';
import { lineAbout } from '../aws/health/second-channel-log.ts';
import { readSubscribers } from '../aws/health/subscribers.ts';
import { attributesOf } from '../aws/mail/mail.ts';
import { notifierOutputs, outputOf } from '../aws/resources/notifier-stack.ts';
import { EXIT } from '../core/exit.ts';
import type { Language } from '../core/language.ts';
import { hasHealthTopic, healthList, mailLists, namesHealth } from '../core/mail-lists.ts';
import { namesOf } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { HEALTH_TEST_WORDS, type HealthTestWords } from '../messages/operate/health-test.ts';
import { PROOF_WORDS } from '../messages/operate/proof.ts';

export interface HealthHop {
  /** As the hops of `test --deployed` have it. */
  readonly pipeline: 'health';
  /** `email ops@example.com`, or the kind of the second channel. */
  readonly step: string;
  readonly outcome: 'ok' | 'failed';
  /** Since the message was published. */
  readonly ms: number;
  readonly detail: string;
}

export interface HealthProofOptions {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly language: Language;
  readonly onHop?: (hop: HealthHop) => void;
}

/** Milliseconds: the second channel answers within seconds, its log is readable a little later. */
const PATIENCE = MINUTE;
const POLL = 2 * SECOND;

/** Throws a `UserError` if nobody is named, or AWS refuses. */
export async function proveHealth(
  settings: Settings,
  aws: Aws,
  options: HealthProofOptions,
): Promise<readonly HealthHop[]> {
  if (!namesHealth(settings)) throw refusal(({ noHealth }) => noHealth);
  const asker: Asker = { aws, signal: options.signal, command: 'test' };
  const topic = outputOf(await notifierOutputs(settings, aws, asker), 'TopicArn');
  const { healthTopic, health } = namesOf(settings.name);
  if (hasHealthTopic(settings) && !topic.endsWith(`:${healthTopic}`)) throw refusal(({ oldStack }) => oldStack);
  const subscribers = await readSubscribers(topic, asker);
  const words = HEALTH_TEST_WORDS[options.language];
  const [mark, start] = [`test ${randomUUID()}`, options.now()];
  await publish(topic, mark, settings, asker);
  const hops: HealthHop[] = [];
  const add = (step: string, outcome: HealthHop['outcome'], detail: string) => {
    const hop = { pipeline: 'health', step, outcome, ms: Math.max(0, options.now() - start), detail } as const;
    hops.push(hop);
    options.onHop?.(hop);
  };
  for (const address of hasHealthTopic(settings) ? healthList(settings) : (mailLists(settings)[0] ?? [])) {
    const found = subscribers.filter(({ protocol, endpoint }) => protocol === 'email' && endpoint === address);
    const isConfirmed = found.some((one) => one.isConfirmed);
    const missing = found.length === 0 ? words.notSubscribed : words.unconfirmed;
    add(`email ${address}`, isConfirmed ? 'ok' : 'failed', isConfirmed ? words.mailed : missing);
  }
  const kind = settings.health?.channel?.kind;
  if (kind === undefined) return hops;
  const isSubscribed = subscribers.some(
    ({ protocol, endpoint }) => protocol === 'sqs' && endpoint.endsWith(`:${health.waiting}`),
  );
  if (!isSubscribed) add(kind, 'failed', words.notSubscribed);
  else {
    const [outcome, detail] = await answerOf(mark, health.log, asker, start, options, words);
    add(kind, outcome, detail);
  }
  return hops;
}

/** In the settings' language, as the notifier's own notices are. */
async function publish(topic: string, mark: string, { name, language }: Settings, asker: Asker): Promise<void> {
  const { subject, body } = HEALTH_TEST_WORDS[language];
  await asking('sns:Publish', asker, async () => {
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    const MessageAttributes = attributesOf({ kind: 'test', about: mark });
    await (await asker.aws.sns()).send(
      new PublishCommand({
        TopicArn: topic,
        Subject: subject,
        Message: `${subject}\n${body(name)}`,
        MessageAttributes,
      }),
    );
  });
}

/** The outcome that the second channel's function wrote into its log. */
async function answerOf(
  mark: string,
  group: string,
  asker: Asker,
  since: number,
  { now, sleep, signal }: HealthProofOptions,
  words: HealthTestWords,
): Promise<readonly [HealthHop['outcome'], string]> {
  for (;;) {
    const line = await lineAbout(mark, group, since, asker);
    if (line?.message === 'message sent') return ['ok', words.taken];
    if (line !== undefined) return ['failed', words.refused(line.why)];
    if (signal.aborted) {
      const { message, hint } = refusalFrom(PROOF_WORDS, ({ stopped }) => stopped);
      throw new UserError(message, { hint, exit: EXIT.refused });
    }
    if (now() - since >= PATIENCE) return ['failed', words.missed(PATIENCE / SECOND)];
    await sleep(POLL, signal);
  }
}

function refusal(pick: Parameters<typeof refusalFrom<HealthTestWords>>[1]): UserError {
  const { message, hint } = refusalFrom(HEALTH_TEST_WORDS, pick);
  return new UserError(message, { hint });
}

export const isHealthProven = (hops: readonly HealthHop[]): boolean =>
  hops.length > 0 && hops.every(({ outcome }) => outcome === 'ok');

/** Mail is seen to leave, and not to arrive. */
export function healthVerdict(hops: readonly HealthHop[], words: HealthTestWords): string {
  if (!isHealthProven(hops)) return words.notProven;
  return hops.every(({ step }) => step.startsWith('email ')) ? words.mailProven : words.proven;
}
