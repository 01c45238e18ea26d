/** The same questions as numbered lines: nothing is redrawn, so that a screen reader reads each thing once. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Host } from '../../../host.ts';
import { withFullStops } from '../../../render/full-stop.ts';
import {
  type Asker,
  type AskOptions,
  Back,
  type Check,
  type CheckboxQuestion,
  type Choice,
  type SelectQuestion,
  Stopped,
} from './asker.ts';

export function plainAsker(host: Host, { words, canGoBack }: AskOptions): Asker {
  const { language = 'en' } = host;
  const tell = (...lines: readonly string[]) => host.stderr.write(lines.map((line) => `${line}\n`).join(''));
  const isBack = (line: string) => canGoBack && [...words.backWords, '0'].includes(line.toLowerCase());
  const standardOf = (text: string) => (text === '' ? '' : ` (${words.standard(text)})`);
  const list = async (message: string, choices: readonly Choice[]) => {
    const rows = choices.map(({ name, description }, index) =>
      [`${index + 1}: ${name}`, ...(description === undefined ? [] : [description])].join('. '),
    );
    await tell(message, ...rows, ...(canGoBack ? [`0: ${words.back}`] : []));
  };

  /** Asks until `read` takes the line. */
  async function until<Answer extends object>(
    prompt: string,
    read: (line: string) => Answer | string,
    hidden = false,
  ): Promise<Answer> {
    for (;;) {
      const line = (await readLine(host, `${prompt}: `, hidden)).trim();
      if (isBack(line)) throw new Back();
      const answer = read(line);
      if (typeof answer !== 'string') return answer;
      await tell(withFullStops(answer, language));
    }
  }

  async function text(prompt: string, check: Check, standard = '', hidden = false) {
    const answer = await until(
      prompt,
      (line) => {
        const given = line === '' ? standard : line;
        return check(given)?.[language] ?? { given };
      },
      hidden,
    );
    return answer.given;
  }

  const pick = <Value extends string>(choices: readonly Choice<Value>[], numbers: string) =>
    numbers
      .split(/[,、\s]+/)
      .map((number) => (/^\d{1,3}$/.test(number) ? choices[Number(number) - 1]?.value : undefined));

  return {
    async select<Value extends string>({ message, choices, default: standard }: SelectQuestion<Value>) {
      await list(message, choices);
      const place = choices.findIndex(({ value }) => value === standard) + 1;
      const answer = await until(`${words.number}${standardOf(place === 0 ? '' : String(place))}`, (line) => {
        const [value] = line === '' ? [standard] : pick(choices, line);
        return value === undefined ? words.notInList(choices.length) : { value };
      });
      return answer.value;
    },
    async checkbox<Value extends string>({ message, choices, checked, check }: CheckboxQuestion<Value>) {
      await list(message, choices);
      const places = choices.flatMap(({ value }, index) => (checked.includes(value) ? [String(index + 1)] : []));
      const standard = places.length === 0 ? words.none : places.join(',');
      const answer = await until(`${words.numbers}, - = ${words.none}${standardOf(standard)}`, (line) => {
        const values = line === '' ? checked : line === '-' ? [] : pick(choices, line);
        const known = values.filter((value) => value !== undefined);
        if (known.length < values.length) return words.notInList(choices.length);
        return (
          check?.(known)?.[language] ?? {
            values: choices.map(({ value }) => value).filter((value) => known.includes(value)),
          }
        );
      });
      return answer.values;
    },
    input: ({ message, default: standard = '', check = () => undefined }) =>
      text(`${message}${standardOf(standard)}`, check, standard),
    password: ({ message, check }) => text(`${message} ${words.hidden}`, check, '', true),
  };
}

/** One line. Ctrl-C, Ctrl-D and a lost terminal reject with `Stopped`. */
async function readLine({ stdin, stderr, signal }: Host, prompt: string, hidden: boolean): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = hidden ? silent : stderr.stream;
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0, prompt });
  if (hidden) await stderr.write(prompt);
  try {
    return await new Promise<string>((resolve, reject) => {
      const stop = () => reject(new Stopped());
      lines.once('line', resolve).once('SIGINT', stop).once('close', stop);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      lines.prompt();
    });
  } finally {
    lines.close();
    if (hidden) await stderr.write('\n');
  }
}
