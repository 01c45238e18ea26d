/** `--resume FILE`: the objects that were read, with the records in them that count, so that a run can go on. */
import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { EXIT } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import { codeOf } from '../../core/record/error-code.ts';
import type { Rule } from '../../core/rule.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { S3_WORDS, type S3Words } from '../../messages/look-back/s3.ts';
import { parseJson } from '../parse-json.ts';
import type { PassedOver, Reading } from '../source.ts';
import type { Span } from './objects.ts';

const KIND = 'login-watch resume 1';

/** The questions that must be the same for a run to go on. */
export interface Query {
  readonly address: string;
  readonly rules: readonly Rule[];
  readonly regions: readonly string[] | undefined;
}

interface Done {
  readonly key: string;
  readonly etag: string;
  readonly records: readonly unknown[];
  readonly passedOver: readonly PassedOver[];
}

export class Progress {
  readonly #file: string;
  readonly #done: ReadonlyMap<string, Done>;
  readonly span: Span;

  constructor(file: string, span: Span, done: ReadonlyMap<string, Done>) {
    this.#file = file;
    this.span = span;
    this.#done = done;
  }

  get count(): number {
    return this.#done.size;
  }

  isDone(key: string, etag: string): boolean {
    return this.#done.get(key)?.etag === etag;
  }

  *readingsOf(key: string, from: Words): Generator<Reading> {
    const { records = [], passedOver = [] } = this.#done.get(key) ?? {};
    for (const record of records) yield { kind: 'record', record, from };
    for (const one of passedOver) yield { kind: 'passed-over', ...one };
  }

  async finish(key: string, etag: string, readings: readonly Reading[]): Promise<void> {
    const records = readings.flatMap((one) => (one.kind === 'record' ? [one.record] : []));
    const passedOver = readings.flatMap((one) => {
      if (one.kind !== 'passed-over') return [];
      const { kind: _, ...facts } = one;
      return [facts];
    });
    await kept(this.#file, appendFile(this.#file, `${JSON.stringify({ key, etag, records, passedOver })}\n`));
  }

  /** Once everything was read, nothing is left to go on with. */
  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

const digestOf = ({ address, rules, regions }: Query): string => {
  const asked = [address, regions ?? null, rules.map(({ id, when, on, window }) => [id, when, on, window])];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
};

/** Opens the state of an earlier run, whose period then holds, or begins one. */
export async function openProgress(file: string, query: Query, span: Span): Promise<Progress> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    return codeOf(error) === 'ENOENT' ? undefined : refuse(file, error);
  });
  const digest = digestOf(query);
  if (text === undefined || text === '') {
    await kept(file, writeFile(file, `${JSON.stringify({ kind: KIND, query: digest, ...span })}\n`, { mode: 0o600 }));
    return new Progress(file, span, new Map());
  }
  const [head, ...lines] = text.split('\n');
  const begun = headOf(parseJson(head ?? ''));
  if (begun === undefined) throw refusal((words) => words.badState(file));
  if (begun.query !== digest) throw refusal((words) => words.otherQuery(file));
  // A line that was cut when the run ended is one object that is read again; what follows begins on a line of its own.
  if (!text.endsWith('\n')) await kept(file, appendFile(file, '\n'));
  const done = lines.flatMap((line) => doneOf(parseJson(line)) ?? []);
  return new Progress(file, begun, new Map(done.map((one) => [one.key, one])));
}

function headOf(value: unknown): (Span & { readonly query: string }) | undefined {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'kind') !== KIND) return undefined;
  const [query, from, to] = ['query', 'from', 'to'].map((key): unknown => Reflect.get(value, key));
  if (typeof query !== 'string' || typeof from !== 'number' || typeof to !== 'number') return undefined;
  return { query, from, to };
}

/** The file is written by this program alone; a line that isn't whole is no object that was done. */
function doneOf(value: unknown): Done | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [key, etag, records, passedOver] = ['key', 'etag', 'records', 'passedOver'].map((name): unknown =>
    Reflect.get(value, name),
  );
  if (typeof key !== 'string' || typeof etag !== 'string' || !Array.isArray(records) || !Array.isArray(passedOver)) {
    return undefined;
  }
  return { key, etag, records, passedOver };
}

function refuse(file: string, cause: unknown): never {
  const { message, hint } = refusalFrom(S3_WORDS, (words) => words.stateFails(file, codeOf(cause) ?? 'unknown reason'));
  throw new UserError(message, { hint, exit: EXIT.refused, cause });
}

const kept = (file: string, work: Promise<void>) => work.catch((error: unknown) => refuse(file, error));

function refusal(pick: (words: S3Words) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(S3_WORDS, pick);
  return new UserError(message, { hint });
}
