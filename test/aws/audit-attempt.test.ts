/** Reads of several requests: a throttled one is made again by itself. */
import { expect, test } from 'vitest';
import { attempt, attemptPages, attemptSteps, type Reader } from '../../src/aws/audit/attempt.ts';
import { makeAws } from '../../src/aws/clients.ts';

function patience() {
  const waits: number[] = [];
  const reader: Reader = {
    aws: makeAws({}),
    signal: new AbortController().signal,
    sleep: async (ms) => void waits.push(ms),
  };
  return { reader, waits };
}

const throttled = () => Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
/** The first calls with these tokens are throttled. */
function lists(...unlucky: readonly (string | undefined)[]) {
  const asked: (string | undefined)[] = [];
  const left = [...unlucky];
  const ask = async (token: string | undefined) => {
    asked.push(token);
    const at = left.indexOf(token);
    if (at >= 0) {
      left.splice(at, 1);
      throw throttled();
    }
    const page = Number(token ?? 1);
    return [[page], page < 3 ? String(page + 1) : ''] as const;
  };
  return { asked, ask };
}

test('a throttled page is asked for again, not those before it', async () => {
  const { reader, waits } = patience();
  const { asked, ask } = lists('2', '2', '3');
  expect(await attemptPages('x:List', 'us-east-1', reader, ask)).toEqual({ kind: 'read', value: [1, 2, 3] });
  expect(asked).toEqual([undefined, '2', '2', '2', '3', '3']);
  expect(waits).toEqual([1_000, 2_000, 1_000]);
});

test('each request of a read has a patience of its own, which ends', async () => {
  const { reader, waits } = patience();
  const read = attemptSteps('x:Get', 'us-east-1', reader, async (step) => {
    await step(async () => 1);
    return step(() => Promise.reject(throttled()));
  });
  expect(await read).toMatchObject({ kind: 'refused', action: 'x:Get', isDenied: false });
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test('another failure is asked once', async () => {
  const { reader, waits } = patience();
  const denied = () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect(await attempt('x:Get', 'us-east-1', reader, denied)).toMatchObject({ kind: 'refused', isDenied: true });
  expect(waits).toEqual([]);
});
