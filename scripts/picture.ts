/** `npm run picture`: docs/replay.svg, from the program's real output about the sandbox's day. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../src/cli.ts';
import { madeUpDay } from '../src/demo/day.ts';
import type { Output } from '../src/host.ts';
import { svgOf } from './terminal-picture.ts';

const NOW = Date.UTC(2026, 10, 20, 3);
const COLUMNS = 122;
const SETTINGS = `timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office }
  - { cidr: "2001:db8::/32", name: Tokyo office }
`;
const folder = await mkdtemp(join(tmpdir(), 'login-watch-picture-'));
await writeFile(join(folder, 'login-watch.yaml'), SETTINGS);
await writeFile(
  join(folder, 'day.ndjson'),
  madeUpDay(NOW)
    .map((record) => JSON.stringify(record))
    .join('\n'),
);
let text = '$ login-watch replay --since 24h\n\n';
const output = (take: (text: string) => void): Output => ({
  write: async (part) => take(part),
  isTerminal: true,
  columns: COLUMNS,
  colour: true,
  stream: new Writable({ write: (_, __, done) => done() }),
});
await run(['replay', '--file', join(folder, 'day.ndjson')], {
  stdin: Readable.from([]),
  stdout: output((part) => {
    text += part;
  }),
  stderr: output(() => undefined),
  env: {},
  cwd: folder,
  now: () => NOW,
  sleep: async () => undefined,
  signal: new AbortController().signal,
});
await rm(folder, { recursive: true });
const label = 'A terminal: login-watch replay shows who signed in, from where';
const picture = svgOf(text.trimEnd().split('\n'), { columns: COLUMNS, label });
await writeFile(resolve(import.meta.dirname, '../docs/replay.svg'), picture);
