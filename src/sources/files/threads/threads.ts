/** `--threads`: files are read and judged by several threads; the main one parses and inspects what they found. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Budget } from '../../budget.ts';
import type { WholeContent } from '../quick.ts';
import type { Asked } from '../usual-form.ts';
import { type Answer, contentIn, type Task } from './work.ts';

/** Files that each thread has before it: one is unpacked while another is judged. */
const FILES_EACH = 3;
/** Bytes on the disk of all files that threads have before them; unpacked they are up to ten times as large. */
const MOST_PACKED = 16 * 1024 ** 2;
/** MiB for new values of a thread, which keeps nearly none. */
const YOUNG = 8;

/** The build's file; in the repository this file lies in `src`, and its build in `dist`. */
const MODULE = [
  new URL('./thread.js', import.meta.url),
  new URL('../../../../dist/sources/files/threads/thread.js', import.meta.url),
].find((place) => existsSync(place));

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, (answer: Answer | undefined) => void>;
}

export class Threads {
  readonly #threads: Thread[];
  readonly #budget = new Budget(MOST_PACKED);
  readonly #signal: AbortSignal;
  #count = 0;
  #failure: string | undefined;

  constructor(count: number, asked: Asked, signal: AbortSignal) {
    this.#signal = signal;
    this.#threads = Array.from({ length: count }, () => this.#start(asked));
    signal.addEventListener('abort', this.#stop);
  }

  /** Files that may be asked for before the first one is worked on. */
  get ahead(): number {
    return this.#threads.length * FILES_EACH;
  }

  /** The error by which a thread ended, if one did. Files that it had before it are read by the main thread. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Undefined if the file must be read piece by piece, `lost` if no thread is left that could say so. */
  async read(path: string | Buffer, size: number): Promise<WholeContent | 'lost' | undefined> {
    await this.#budget.take(size);
    try {
      const answer = await this.#answerTo({ id: this.#count++, path, size });
      return answer === undefined ? 'lost' : contentIn(answer);
    } finally {
      this.#budget.release(size);
    }
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop);
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #answerTo(task: Task): Promise<Answer | undefined> {
    const [thread] = this.#threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    if (thread === undefined || this.#signal.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      thread.waiting.set(task.id, resolve);
      thread.worker.postMessage(task);
    });
  }

  #start(asked: Asked): Thread {
    if (MODULE === undefined) throw new Error('the module of threads is missing: the build is incomplete');
    const worker = new Worker(MODULE, {
      workerData: asked,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    const thread: Thread = { worker, waiting: new Map() };
    worker.on('message', (answer: Answer) => {
      thread.waiting.get(answer.id)?.(answer);
      thread.waiting.delete(answer.id);
    });
    worker.on('error', (error) => {
      this.#failure ??= error.message;
    });
    worker.on('exit', () => this.#end(thread));
    return thread;
  }

  #end(thread: Thread): void {
    const at = this.#threads.indexOf(thread);
    if (at >= 0) this.#threads.splice(at, 1);
    for (const resolve of thread.waiting.values()) resolve(undefined);
    thread.waiting.clear();
  }

  /** A thread that waits for a slow disk need not come to an end. */
  readonly #stop = (): void => {
    for (const thread of [...this.#threads]) {
      void thread.worker.terminate();
      this.#end(thread);
    }
  };
}
