/** `login-watch redrive`: the work. Sends messages of the dead-letter queues to the notifier again. */
import { type Aws, makeAws } from '../../aws/clients.ts';
import { type DeadQueue, deadQueue, HIDDEN_SECONDS } from '../../aws/dead-letters/dead-queue.ts';
import { type Resend, resender } from '../../aws/dead-letters/resend.ts';
import { queueDepth } from '../../aws/health/queue-depth.ts';
import { notifierOutputs, outputOf } from '../../aws/resources/notifier-stack.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { REDRIVE_WORDS } from '../../messages/operate/redrive.ts';
import { type LetterResult, lettersJson, lettersTable } from '../../render/dead-letters.ts';
import { loadSettings } from '../../settings/load.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { type Held, handle, takeInHand } from './round.ts';
import { countWaiting, sum } from './waiting.ts';

export interface RedriveOptions extends GlobalOptions {
  readonly yes: boolean;
  /** Delete messages that can't be sent again. */
  readonly forget: boolean;
  readonly format: 'table' | 'json';
}

export async function runRedrive(options: RedriveOptions, host: Host): Promise<Exit> {
  const { profile, region, config } = options;
  const { settings } = await loadSettings({ cwd: host.cwd, config });
  const { queues, resend, outbox } = await openNotifier(
    settings,
    makeAws({ profile, region, ...assumedRegion(host) }),
    host,
  );
  // Held until they are deleted: the rest is released at the end, whatever happens.
  const inHand = new Map<string, Held>();
  const hold = (held: Held) => void inHand.set(held.message.id, held);
  const job: Job = { options, settings, queues, resend, outbox, seen: new Set(), inHand, hold };
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
  /** Counts the messages in the outbox. */
  readonly outbox: () => Promise<number>;
  readonly seen: Set<string>;
  readonly inHand: Map<string, Held>;
  readonly hold: (held: Held) => void;
}

async function openNotifier(settings: Settings, aws: Aws, { signal }: Host) {
  const outputs = await notifierOutputs(settings, aws, { signal, command: 'redrive' });
  const urls = ['OutboxDeadUrl', 'DeadUrl'].map((key) => outputOf(outputs, key));
  const to = { outboxUrl: outputOf(outputs, 'OutboxUrl'), functionName: outputOf(outputs, 'FunctionName') };
  const queues = await Promise.all(urls.map((url) => deadQueue(url, aws, signal)));
  const outbox = () => queueDepth(to.outboxUrl, { aws, signal, command: 'redrive' });
  return { queues, resend: await resender(to, aws, signal), outbox };
}

/** More messages may fail during a run; they wait for the next one, so that this one ends. */
const MARGIN = 100;

async function redrive(job: Job, host: Host): Promise<Exit> {
  const { options, queues, seen, hold, inHand } = job;
  const counts = await Promise.all(queues.map((queue) => queue.count()));
  const [all, hidden] = [sum(counts.map((count) => count.all)), sum(counts.map((count) => count.hidden))];
  if (hidden > 0) {
    await host.stderr.write(wordsOf(host).inOtherHands(hidden, HIDDEN_SECONDS / 60));
  }
  const started = host.now();
  let round = await takeInHand(queues, seen, hold);
  await show(round, job, host);
  if (round.length === 0) return endWith(job, host);
  const more = Math.max(all - hidden - round.length, 0);
  const agreed = await agreement(round, more, options, host);
  if (agreed === undefined) return endWith(job, host);
  if (host.now() - started > (HIDDEN_SECONDS - 60) * 1_000) {
    const { message, hint } = refusalFrom(REDRIVE_WORDS, (words) => words.tooLate);
    throw new UserError(message, { hint });
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
    await report(results, job, host);
  }
  if (host.signal.aborted) {
    throw new UserError(
      wordsFrom(REDRIVE_WORDS, (words) => words.stopped),
      { exit: EXIT.refused },
    );
  }
  return results.some(({ outcome, kind }) => outcome === 'kept' && kind !== 'unreadable') ? EXIT.refused : EXIT.done;
}

async function nextRound(job: Job, host: Host): Promise<readonly Held[]> {
  if (host.signal.aborted) return [];
  const round = await takeInHand(job.queues, job.seen, job.hold);
  if (round.length > 0) await show(round, job, host);
  return round;
}

async function show(round: readonly Held[], { options, settings }: Job, host: Host): Promise<void> {
  const { stdout, stderr, isPlain, language = 'en' } = host;
  if (options.format === 'json') {
    if (round.length === 0) await stdout.write(lettersJson([]));
  } else if (round.length === 0) {
    await stderr.write(wordsOf(host).nothingThere);
  } else {
    const look = { language, timezone: settings.timezone, columns: stdout.columns, isPlain };
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

/** Undefined if nothing should be done. */
async function agreement(
  round: readonly Held[],
  more: number,
  { yes, forget, format }: RedriveOptions,
  host: Host,
): Promise<Agreement | undefined> {
  const sendable = round.filter(({ letter }) => letter.way !== undefined).length;
  const unreadable = round.length - sendable;
  if (yes) return { send: true, forget };
  const words = wordsOf(host);
  if (!isInteractive(host)) {
    if (format === 'json')
      await host.stdout.write(lettersJson(round.map(({ letter }) => ({ ...letter, outcome: 'kept' }))));
    await host.stderr.write(words.cannotAsk(more));
    return undefined;
  }
  const send = sendable + more > 0 && (await askYes(words.askToSend(sendable, more), host));
  const isForgotten = forget && unreadable > 0 && (await askYes(words.askToDelete(unreadable), host));
  if (!forget && unreadable > 0) await host.stderr.write(words.unreadableStay);
  if (send || isForgotten) return { send, forget: isForgotten };
  await host.stderr.write(words.nothingDone);
  return undefined;
}

async function report(results: readonly LetterResult[], job: Job, host: Host): Promise<void> {
  const words = wordsOf(host);
  const having = (outcome: LetterResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const counts = { sent: having('sent'), deleted: having('deleted'), kept: having('kept') };
  await host.stdout.write(job.options.format === 'json' ? lettersJson(results) : `\n${words.handled(counts)}`);
  const reasons = results.flatMap(({ kind, reason }) =>
    reason === undefined || kind === 'unreadable' ? [] : [reason[host.language ?? 'en']],
  );
  if (job.options.format === 'table')
    for (const reason of new Set(reasons)) await host.stderr.write(words.notTaken(reason));
  if (!host.signal.aborted) await showWaiting(job, host);
}

async function endWith(job: Job, host: Host): Promise<Exit> {
  await showWaiting(job, host);
  return EXIT.done;
}

async function showWaiting(job: Job, host: Host): Promise<void> {
  const { reasons, ...counts } = await countWaiting(job);
  const words = wordsOf(host);
  await host.stderr.write(words.waiting(counts));
  for (const reason of reasons) await host.stderr.write(words.notLookedAt(reason[host.language ?? 'en']));
}

const wordsOf = ({ language = 'en' }: Host) => REDRIVE_WORDS[language];
