/** Progress of reading files or objects: their number, bytes, records, and how long the rest takes. */
import type { ReadProgress } from '../../messages/look-back/reading.ts';
import type { Reading } from '../source.ts';

interface MeterOptions {
  readonly now: () => number;
  readonly onProgress: (progress: ReadProgress) => void;
}

/** Milliseconds between two reports. */
const PAUSE = 100;
/** Before this many milliseconds, an estimate would jump about. */
const TOO_EARLY = 1_000;
/** Records between two looks at the clock. */
const STEP = 256;

export class ReadMeter {
  readonly #options: MeterOptions | undefined;
  readonly #start: number;
  #reported = 0;
  #files = 0;
  #ofFiles: number | undefined;
  #bytes = 0;
  #ofBytes: number | undefined;
  #records = 0;
  #step = 0;

  /** Without options it only counts. */
  constructor(options?: MeterOptions) {
    this.#options = options;
    this.#start = options?.now() ?? 0;
  }

  /** True if somebody looks at it, so that the whole is worth counting. */
  get isShown(): boolean {
    return this.#options !== undefined;
  }

  expect(files: number, bytes: number | undefined): void {
    this.#ofFiles = files;
    this.#ofBytes = bytes;
  }

  takeBytes(count: number): void {
    this.#bytes += count;
    this.#report();
  }

  takeFile(): void {
    this.#files += 1;
    this.#report();
  }

  takeReading(reading: Reading): void {
    if (reading.kind === 'not-covered') return;
    const isMany = reading.kind === 'passed-over';
    this.#records += isMany ? reading.within + reading.outside.time + reading.outside.region : 1;
    this.#step += 1;
    if (this.#step % STEP === 0) this.#report();
  }

  #report(): void {
    if (this.#options === undefined) return;
    const now = this.#options.now();
    if (now - this.#reported < PAUSE) return;
    this.#reported = now;
    const elapsed = now - this.#start;
    const isEarly = elapsed < TOO_EARLY;
    const rest = this.#ofBytes === undefined ? undefined : Math.max(0, this.#ofBytes - this.#bytes);
    this.#options.onProgress({
      files: this.#files,
      ofFiles: this.#ofFiles,
      bytes: this.#bytes,
      ofBytes: this.#ofBytes,
      records: this.#records,
      rate: isEarly ? undefined : Math.round((this.#records * 1_000) / elapsed),
      left: isEarly || rest === undefined || this.#bytes === 0 ? undefined : Math.round((elapsed * rest) / this.#bytes),
    });
  }
}
