/** A person at a fake terminal: types keys when a text is on the screen. */
import { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { FakeHost } from './fake-host.ts';

export const KEY = { enter: '\r', down: '\u001b[B', space: ' ', escape: '\u001b', stop: '\u0003' } as const;

/** The text to wait for, and the keys to type then. */
export type Line = readonly [see: string, ...type: readonly string[]];

/** The host with a person at it. `played` rejects if a text doesn't come. */
export function playing(host: FakeHost, lines: readonly Line[]) {
  const stdin = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => stdin });
  let seen = 0;
  const screen = () => stripVTControlCharacters(host.err());
  const played = (async () => {
    for (const [see, ...keys] of lines) {
      const end = Date.now() + 15_000;
      while (!screen().slice(seen).includes(see)) {
        if (Date.now() > end) throw new Error(`no "${see}" in:\n${screen().slice(seen)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      seen = screen().length;
      for (const key of keys) stdin.push(key);
    }
  })();
  return { host: { ...host, stdin }, played };
}

/** The host with a person who answers each question that comes with the next of these keys, and the last one again. */
export function answering(host: FakeHost, keys: readonly string[]) {
  const stdin = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => stdin });
  let [count, drawn, answered] = [0, '', ''];
  const looking = setInterval(() => {
    const screen = host.err();
    // A question is drawn in several steps: it is answered once it stands still.
    if (stdin.listenerCount('keypress') > 0 && screen === drawn && screen !== answered) {
      answered = screen;
      stdin.push(keys[Math.min(count, keys.length - 1)] ?? KEY.stop);
      count += 1;
    }
    drawn = screen;
  }, 10);
  return { host: { ...host, stdin }, count: () => count, leave: () => clearInterval(looking) };
}
