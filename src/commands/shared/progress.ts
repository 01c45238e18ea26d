/** One line on standard error that says how far something has got; only on a terminal. */
import type { Language } from '../../core/rule.ts';
import type { Host } from '../../host.ts';
import { READING_WORDS, type ReadProgress } from '../../messages/look-back/reading.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { LookupProgress } from '../../sources/event-history/lookup-progress.ts';
import { ReadMeter } from '../../sources/files/read-meter.ts';

export interface Spinner {
  /** Replaces the line. */
  readonly say: (text: string) => void;
  /** Writes a line above it, which stays; without a line of progress too. */
  readonly note: (text: string) => void;
  /** Takes the line away. */
  readonly stop: () => void;
}

export interface Progress {
  readonly update: (progress: LookupProgress) => void;
  readonly note: Spinner['note'];
  readonly stop: () => void;
}

export interface Reading {
  readonly meter: ReadMeter;
  readonly stop: () => void;
}

const silentOn = (host: Host): Spinner => ({
  say: () => undefined,
  note: (text) => void host.stderr.write(`${text}\n`),
  stop: () => undefined,
});

/** With `--plain` the first line is written once, and stays: a screen reader would read every redrawing aloud. */
export async function startSpinner(host: Host, text: string): Promise<Spinner> {
  if (!isShown(host)) return silentOn(host);
  // A terminal without a width, as of some containers, would be filled with lines to clear.
  const hasNoWidth = host.stderr.columns < 1;
  if (host.isPlain || hasNoWidth) {
    await host.stderr.write(`${text}\n`);
    return silentOn(host);
  }
  const { default: ora } = await import('ora');
  const frames = host.isAscii ? { spinner: 'line' as const } : {};
  const spinner = ora({ text, stream: host.stderr.stream, discardStdin: false, ...frames }).start();
  return {
    say: (next) => {
      spinner.text = next;
    },
    note: (line) => {
      spinner.clear();
      void host.stderr.write(`${line}\n`);
    },
    stop: () => void spinner.stop(),
  };
}

const isShown = (host: Host) => host.stderr.isTerminal && !host.env['CI'];

export async function startProgress(host: Host, language: Language = 'en'): Promise<Progress> {
  const { asking, progress: line } = messagesIn(language);
  const { say, note, stop } = await startSpinner(host, asking);
  return { update: (progress) => say(line(progress)), note, stop };
}

/** Milliseconds of reading that need no line. */
const SOON = 300;

/** The same for files: a meter that writes how far it is, unless all is read at once. */
export function startReading(
  host: Host,
  language: Language = 'en',
  begin: string = READING_WORDS[language].files,
): Reading {
  const words = READING_WORDS[language];
  if (!isShown(host)) return { meter: new ReadMeter(), stop: () => undefined };
  const begun = host.now();
  let spinner: Spinner | 'starting' | 'stopped' | undefined;
  const start = async () => {
    const made = await startSpinner(host, begin);
    if (spinner === 'stopped') made.stop();
    else spinner = made;
  };
  const onProgress = (progress: ReadProgress) => {
    if (typeof spinner === 'object') spinner.say(words.progress(progress));
    else if (spinner === undefined && host.now() - begun >= SOON) {
      spinner = 'starting';
      void start();
    }
  };
  const stop = () => {
    if (typeof spinner === 'object') spinner.stop();
    spinner = 'stopped';
  };
  return { meter: new ReadMeter({ now: host.now, onProgress }), stop };
}
