/** `login-watch redrive`: the work. What lies in the dead-letter queues -> the notifier again. */
import { type Aws, makeAws } from '../../aws/clients.ts';
import { type DeadQueue, deadQueue, HIDDEN_SECONDS } from '../../aws/dead-letters/dead-queue.ts';
import { type Resend, resender } from '../../aws/dead-letters/resend.ts';
import { notifierOutputs, outputOf } from '../../aws/resources/notifier-stack.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { type LetterResult, lettersJson, lettersTable } from '../../render/dead-letters.ts';
import { loadSettings } from '../../settings/load.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { type Held, handle, takeInHand } from './round.ts';

export interface RedriveOptions extends GlobalOptions {
  readonly yes: boolean;
  /** Delete what can't be sent again. */
  readonly forget: boolean;
  readonly format: 'table' | 'json';
}

export async function runRedrive(options: RedriveOptions, host: Host): Promise<Exit> {
  const { profile, region, config } = options;
  const { settings } = await loadSettings({ cwd: host.cwd, config });
  const { queues, resend } = await openNotifier(settings, makeAws({ profile, region }), host);
  // In hand until they are deleted: whatever happens, they are put back at the end.
  const inHand = new Map<string, Held>();
  const hold = (held: Held) => void inHand.set(held.message.id, held);
  const job: Job = { options, settings, queues, resend, seen: new Set(), inHand, hold };
  try {
    return await redrive(job, host);
  } finally {
    for (const queue of queues) {
      const left = [...inHand.values()].filter((held) => held.queue === queue);
      await queue.release(left.map(({ message }) => message));
    }
  }
}

interface Job {
  readonly options: RedriveOptions;
  readonly settings: Settings;
  readonly queues: readonly DeadQueue[];
  readonly resend: Resend;
  readonly seen: Set<string>;
  readonly inHand: Map<string, Held>;
  readonly hold: (held: Held) => void;
}

async function openNotifier(settings: Settings, aws: Aws, { signal }: Host) {
  const outputs = await notifierOutputs(settings, aws, { signal, command: 'redrive' });
  const urls = ['OutboxDeadUrl', 'DeadUrl'].map((key) => outputOf(outputs, key));
  const to = { outboxUrl: outputOf(outputs, 'OutboxUrl'), functionName: outputOf(outputs, 'FunctionName') };
  const queues = await Promise.all(urls.map((url) => deadQueue(url, aws, signal)));
  return { queues, resend: await resender(to, aws, signal) };
}

/** Others may die while it works; those can wait for the next time, so that it ends. */
const MARGIN = 100;

async function redrive(job: Job, host: Host): Promise<Exit> {
  const { options, queues, seen, hold, inHand } = job;
  const counts = await Promise.all(queues.map((queue) => queue.count()));
  const [all, hidden] = [sum(counts.map((count) => count.all)), sum(counts.map((count) => count.hidden))];
  if (hidden > 0) {
    await host.stderr.write(
      `${hidden} are in other hands just now; if nobody else does this, they are back in ${HIDDEN_SECONDS / 60} minutes.\n`,
    );
  }
  const started = host.now();
  let round = await takeInHand(queues, seen, hold);
  await show(round, job, host);
  if (round.length === 0) return EXIT.done;
  const more = Math.max(all - hidden - round.length, 0);
  const agreed = await agreement(round, more, options, host);
  if (agreed === undefined) return EXIT.done;
  if (host.now() - started > (HIDDEN_SECONDS - 60) * 1_000) {
    throw new UserError('The answer took so long that somebody else may have them in hand by now; nothing was done', {
      hint: 'Run it again.',
    });
  }

  const results: LetterResult[] = [];
  const done = ({ message }: Held, result: LetterResult) => {
    results.push(result);
    if (result.outcome !== 'kept') inHand.delete(message.id);
  };
  const handling = { resend: job.resend, forget: agreed.forget, signal: host.signal, blocked: new Set<string>(), done };
  try {
    while (round.length > 0 && !host.signal.aborted && results.length <= all + MARGIN) {
      await handle(agreed.send ? round : round.filter(({ letter }) => letter.way === undefined), handling);
      round = agreed.send ? await nextRound(job, host) : [];
    }
  } finally {
    await report(results, options, host);
  }
  if (host.signal.aborted) throw new UserError('Stopped; what was not sent lies where it was', { exit: EXIT.refused });
  return results.some(({ outcome, kind }) => outcome === 'kept' && kind !== 'unreadable') ? EXIT.refused : EXIT.done;
}

async function nextRound(job: Job, host: Host): Promise<readonly Held[]> {
  if (host.signal.aborted) return [];
  const round = await takeInHand(job.queues, job.seen, job.hold);
  if (round.length > 0) await show(round, job, host);
  return round;
}

async function show(
  round: readonly Held[],
  { options, settings }: Job,
  { stdout, stderr, isPlain }: Host,
): Promise<void> {
  if (options.format === 'json') {
    if (round.length === 0) await stdout.write(lettersJson([]));
  } else if (round.length === 0) {
    await stderr.write('Nothing is left behind.\n');
  } else {
    const look = { timezone: settings.timezone, columns: stdout.columns, isPlain };
    await stdout.write(
      lettersTable(
        round.map(({ letter }) => letter),
        look,
      ),
    );
  }
}

interface Agreement {
  readonly send: boolean;
  readonly forget: boolean;
}

/** Undefined where nothing is to be done. */
async function agreement(
  round: readonly Held[],
  more: number,
  { yes, forget, format }: RedriveOptions,
  host: Host,
): Promise<Agreement | undefined> {
  const sendable = round.filter(({ letter }) => letter.way !== undefined).length;
  const unreadable = round.length - sendable;
  if (yes) return { send: true, forget };
  const rest = more > 0 ? `, and about ${more} more behind them` : '';
  if (!isInteractive(host)) {
    if (format === 'json')
      await host.stdout.write(lettersJson(round.map(({ letter }) => ({ ...letter, outcome: 'kept' }))));
    await host.stderr.write(`Nothing was done, because there is nobody to ask${rest}. Add --yes to send them again.\n`);
    return undefined;
  }
  const send = sendable + more > 0 && (await askYes(`Send ${sendable} again${rest}?`, host));
  const isForgotten =
    forget && unreadable > 0 && (await askYes(`Delete ${unreadable} that can't be read, for good?`, host));
  if (!forget && unreadable > 0) await host.stderr.write('What is unreadable stays; --forget deletes it.\n');
  if (send || isForgotten) return { send, forget: isForgotten };
  await host.stderr.write('Nothing was done.\n');
  return undefined;
}

async function report(
  results: readonly LetterResult[],
  { format }: RedriveOptions,
  { stdout, stderr }: Host,
): Promise<void> {
  if (format === 'json') return stdout.write(lettersJson(results));
  const having = (outcome: LetterResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const parts = [`${having('sent')} sent again`, `${having('deleted')} deleted`, `${having('kept')} left`];
  await stdout.write(`\n${parts.join(', ')}.\n`);
  const reasons = new Set(
    results.flatMap(({ kind, reason }) => (reason === undefined || kind === 'unreadable' ? [] : [reason])),
  );
  for (const reason of reasons) await stderr.write(`Not taken: ${reason}\n`);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
