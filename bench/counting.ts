/** Failed sign-ins of one user from one address against as many spread over users and addresses, with all rules. */
import { createMemory } from '../src/core/counting/memory.ts';
import type { TrailEvent } from '../src/core/event.ts';
import { activate } from '../src/core/inspection/activate.ts';
import { makeContext } from '../src/core/inspection/context.ts';
import { inspect } from '../src/core/inspection/inspect.ts';
import { normalise } from '../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { DAY, MINUTE } from '../src/core/time.ts';
import { RULES } from '../src/rules/index.ts';

const ATTEMPTS = 100_000;
const START = Date.UTC(2026, 10, 20);

export const inADay = () => countingRatio(DAY);
export const inAQuarter = () => countingRatio(15 * MINUTE);

async function countingRatio(span: number): Promise<number> {
  const spread = await timeOf((index) => attempt(index, DAY, `user-${index}`, `198.51.100.${index % 250}`));
  const one = await timeOf((index) => attempt(index, span, 'alice', '198.51.100.7'));
  return one / spread;
}

/** Milliseconds of the processor. */
async function timeOf(make: (index: number) => TrailEvent[]): Promise<number> {
  const events = Array.from({ length: ATTEMPTS }, (_, index) => make(index)).flat();
  const context = makeContext(DEFAULT_SETTINGS);
  const rules = activate(RULES, DEFAULT_SETTINGS);
  const before = process.cpuUsage();
  await inspect(events, rules, context, createMemory());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function attempt(index: number, span: number, userName: string, sourceIPAddress: string): TrailEvent[] {
  const result = normalise({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', accountId: '111122223333', userName },
    eventTime: `${new Date(START + (index * span) / ATTEMPTS).toISOString().slice(0, 19)}Z`,
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: 'us-east-1',
    sourceIPAddress,
    userAgent: 'Mozilla/5.0',
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
    eventID: `aaaaaaaa-bbbb-4ccc-8ddd-${String(index).padStart(12, '0')}`,
    eventType: 'AwsConsoleSignIn',
    recipientAccountId: '111122223333',
  });
  return result.kind === 'event' ? [result.event] : [];
}
