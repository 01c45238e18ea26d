/** `npm run picture`: docs/replay.svg and docs/replay.ja.svg, from the program's own output about the demo's day. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../src/cli.ts';
import { LANGUAGES, type Language } from '../src/core/rule.ts';
import { madeUpDay } from '../src/demo/day.ts';
import type { Output } from '../src/host.ts';
import { svgOf } from './terminal-picture.ts';

const NOW = Date.UTC(2026, 10, 20, 3);
interface Facts {
  readonly file: string;
  /** Enough that few sentences are broken. */
  readonly columns: number;
  readonly office: string;
  readonly label: string;
}

const FACTS: Readonly<Record<Language, Facts>> = {
  en: {
    file: 'replay.svg',
    columns: 122,
    office: 'Tokyo office',
    label: 'A terminal: login-watch replay shows who signed in, from where',
  },
  ja: {
    file: 'replay.ja.svg',
    columns: 134,
    office: '東京オフィス',
    label: 'ターミナルの画面。login-watch replay が、誰がどこからサインインしたかを表示している',
  },
};
const settings = (language: Language) => `language: ${language}
timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: ${FACTS[language].office} }
  - { cidr: "2001:db8::/32", name: ${FACTS[language].office} }
`;
const output = (columns: number, take: (text: string) => void): Output => ({
  write: async (part) => take(part),
  isTerminal: true,
  columns,
  colour: true,
  stream: new Writable({ write: (_, __, done) => done() }),
});

/** The program's own output about the demo's day, as SVG. */
async function replayPicture(folder: string, language: Language): Promise<string> {
  await writeFile(join(folder, 'login-watch.yaml'), settings(language));
  const { columns, label } = FACTS[language];
  let text = '$ login-watch replay --since 24h\n\n';
  await run(['replay', '--file', join(folder, 'day.ndjson')], {
    stdin: Readable.from([]),
    stdout: output(columns, (part) => {
      text += part;
    }),
    stderr: output(columns, () => undefined),
    env: { LANG: 'C.UTF-8' },
    cwd: folder,
    now: () => NOW,
    sleep: async () => undefined,
    signal: new AbortController().signal,
  });
  // The picture's command asks the event history, of which `session` needs no file.
  text = text.replaceAll(' day.ndjson', '');
  return svgOf(text.trimEnd().split('\n'), { columns, label });
}

const folder = await mkdtemp(join(tmpdir(), 'login-watch-picture-'));
const day = madeUpDay(NOW).map((record) => JSON.stringify(record));
await writeFile(join(folder, 'day.ndjson'), day.join('\n'));
for (const language of LANGUAGES) {
  const picture = await replayPicture(folder, language);
  await writeFile(resolve(import.meta.dirname, '../docs', FACTS[language].file), picture);
}
await rm(folder, { recursive: true });
