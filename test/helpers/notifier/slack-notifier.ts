/** The notifier with a Slack channel: sign-ins to hand in, and messages that arrive. */
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../../src/core/event.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { type Reply, serve } from '../host/server.ts';
import { type NotifierOptions, type RunningNotifier, startNotifier } from './running-notifier.ts';

/** The secret that must never be shown. */
export const PATH = ['/services', 'T0000', 'B0000', 'hush-hush-token'].join('/');
export const OK: Reply = { status: 200, body: 'ok' };
const SLACK: Partial<Settings> = { channels: [{ kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } }] };

/** A Slack whose answers can change. */
export interface Slack {
  reply: Reply;
  /** Bodies of accepted messages. */
  readonly taken: string[];
  /** Times of acceptance, by `now`. */
  readonly times: number[];
  now: () => number;
  readonly attempts: number;
  readonly url: string;
}

export async function startSlack(): Promise<Slack> {
  const taken: string[] = [];
  const times: number[] = [];
  const slack = { reply: OK, now: Date.now };
  // Each reply is looked up at its request.
  const server = await serve({
    get status() {
      if (slack.reply.status === 200) {
        taken.push(server.received.at(-1)?.body ?? '');
        times.push(slack.now());
      }
      return slack.reply.status;
    },
    get headers() {
      return slack.reply.headers ?? {};
    },
    get body() {
      return slack.reply.body ?? '';
    },
  });
  onTestFinished(server.close);
  return Object.defineProperty(
    Object.assign(slack, { taken, times, url: server.url + PATH, attempts: 0 }),
    'attempts',
    {
      get: () => server.received.length,
    },
  );
}

/** A notifier with one Slack channel. */
export async function startWithSlack(
  options: NotifierOptions = {},
): Promise<{ notifier: RunningNotifier; slack: Slack }> {
  const slack = await startSlack();
  const notifier = await startNotifier({
    ...options,
    settings: { ...SLACK, ...options.settings },
    secrets: { '/acme/slack': slack.url, ...options.secrets },
  });
  onTestFinished(notifier.close);
  slack.now = notifier.now;
  return { notifier, slack };
}

/** Without MFA, from an unknown network. */
export function signIn(user: string, moment: number, parts: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    eventID: `id-of-${user}`,
    eventTime: `${new Date(moment).toISOString().slice(0, 19)}Z`,
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'Mozilla/5.0',
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDA${user.toUpperCase()}`,
      arn: `arn:aws:iam::111122223333:user/${user}`,
      accountId: '111122223333',
      userName: user,
    },
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No' },
    recipientAccountId: '111122223333',
    ...parts,
  };
}

/** The user's `count`th failure. */
export function failedSignIn(user: string, moment: number, count: number, parts: JsonObject = {}): JsonObject {
  return signIn(user, moment, {
    eventID: `failure-${count}-of-${user}`,
    responseElements: { ConsoleLogin: 'Failure' },
    errorMessage: 'Failed authentication',
    ...parts,
  });
}

/** `RULE ID` of an invocation's findings; throws if it failed. */
export async function found(input: object, notifier: RunningNotifier): Promise<readonly string[]> {
  const { payload, error } = await notifier.invoke(input);
  if (error !== undefined) throw new Error(JSON.stringify(payload));
  return (payload as { findings: { id: string; rule: string }[] }).findings.map(({ id, rule }) => `${rule} ${id}`);
}

/** The names in each accepted message, in that order. */
export const namesIn = ({ taken }: Slack, names: readonly string[]) =>
  taken.map((body) => names.filter((name) => body.includes(name)));

/** Messages waiting in the queue of that name. */
export const waiting = ({ account }: RunningNotifier, queue: string) => account.sqs.messages(`login-watch-${queue}`);

/** Lets time pass in steps, with a look at the outbox after each. */
export async function pass(ms: number, step: number, notifier: RunningNotifier): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    await notifier.advance(step);
    await notifier.pump();
  }
}
