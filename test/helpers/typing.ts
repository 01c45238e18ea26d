/** A person at a terminal. */
import { Readable } from 'node:stream';
import { type FakeHost, fakeHost } from './fake-host.ts';

/** Types each text once the question before it is on the screen. */
export async function typed(
  run: (host: FakeHost) => Promise<number>,
  dialogue: readonly (readonly [question: string, answer: string])[],
) {
  const host = fakeHost({ isTerminal: true, env: { CI: '1' } });
  const keys = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => keys });
  const running = run({ ...host, stdin: keys });
  for (const [question, answer] of dialogue) {
    while (!host.err().includes(question)) await new Promise((resolve) => setImmediate(resolve));
    keys.push(answer);
  }
  return { exit: await running, out: host.out(), err: host.err() };
}
