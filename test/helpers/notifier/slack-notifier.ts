/** The notifier with a Slack that it tells: sign-ins to hand in, and what arrives. */
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../../src/core/event.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { type Reply, serve } from '../host/server.ts';
import { type NotifierOptions, type RunningNotifier, startNotifier } from './running-notifier.ts';

/** What must never be seen anywhere. */
export const PATH = ['/services', 'T0000', 'B0000', 'hush-hush-token'].join('/');
export const OK: Reply = { status: 200, body: 'ok' };
const SLACK: Partial<Settings> = { channels: [{ kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } }] };

/** A Slack whose mood can change. */
export interface Slack {
  reply: Reply;
  /** Bodies of what it took. */
  readonly taken: string[];
  /** When it took them, by `now`. */
  readonly times: number[];
  now: () => number;
  readonly attempts: number;
  readonly url: string;
}

export async function startSlack(): Promise<Slack> {
  const taken: string[] = [];
  const times: number[] = [];
  const slack = { reply: OK, now: Date.now };
  // Each reply is looked up when it is given.
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

/** A notifier that tells one Slack. */
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

/** Without MFA, from nowhere known. */
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

/** The `count`th failure of that user's. */
export function failedSignIn(user: string, moment: number, count: number, parts: JsonObject = {}): JsonObject {
  return signIn(user, moment, {
    eventID: `failure-${count}-of-${user}`,
    responseElements: { ConsoleLogin: 'Failure' },
    errorMessage: 'Failed authentication',
    ...parts,
  });
}

/** `RULE ID` of what an invocation found; throws where it failed. */
export async function found(input: object, notifier: RunningNotifier): Promise<readonly string[]> {
  const { payload, error } = await notifier.invoke(input);
  if (error !== undefined) throw new Error(JSON.stringify(payload));
  return (payload as { findings: { id: string; rule: string }[] }).findings.map(({ id, rule }) => `${rule} ${id}`);
}

/** Who is named in each message that the channel took, in that order. */
export const namesIn = ({ taken }: Slack, names: readonly string[]) =>
  taken.map((body) => names.filter((name) => body.includes(name)));

/** What lies in the queue of that name. */
export const waiting = ({ account }: RunningNotifier, queue: string) => account.sqs.messages(`login-watch-${queue}`);

/** Lets time pass in steps, with the outbox looked into after each. */
export async function pass(ms: number, step: number, notifier: RunningNotifier): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    await notifier.advance(step);
    await notifier.pump();
  }
}
