/** The state of a watch in a file: replaced whole, read by nobody else, and refused if it isn't what this program wrote. */
import { readFile } from 'node:fs/promises';
import type { KeptMemory } from '../../core/counting/lasting-memory.ts';
import { isObject } from '../../core/fields.ts';
import { codeOf } from '../../core/record/error-code.ts';
import type { OpenStory } from '../../core/stories/open-stories.ts';
import { cannotWrite, replaceFile } from '../../settings/writing/replace.ts';
import type { Mark } from '../../sources/event-history/region-watch.ts';
import { parseJson } from '../../sources/parse-json.ts';
import { refusal } from './refusal.ts';

const KIND = 'login-watch watch';
const VERSION = 2;
const MODE = 0o600;

export interface AccountState {
  /** Nothing before it is told; ms since the epoch. */
  readonly begun: number;
  /** By region. */
  readonly marks: Readonly<Record<string, Mark>>;
}

export interface WatchState {
  readonly kind: typeof KIND;
  readonly version: typeof VERSION;
  /** The accounts that were watched, by id. */
  readonly accounts: Readonly<Record<string, AccountState>>;
  /** The last moment at which all accounts were known; one that turns up later is watched from here on. */
  readonly known: number;
  /** Findings that were told, with the moment of their event. */
  readonly told: readonly (readonly [id: string, epoch: number])[];
  /** Findings that were being shown when this was written: shown or not, nobody knows if the program ended then. */
  readonly doubtful: readonly string[];
  /** Findings that a channel hasn't taken yet: the channel, and the findings as text. */
  readonly unsent: readonly (readonly [channel: string, findings: readonly string[]])[];
  /** Stories that may go on. */
  readonly stories: readonly OpenStory[];
  /** Findings as text that are sent when business hours end. */
  readonly held: readonly string[];
  readonly memory: KeptMemory;
}

export const newState = (known: number): WatchState => ({
  ...{ kind: KIND, version: VERSION, accounts: {}, known },
  ...{ told: [], doubtful: [], unsent: [], stories: [], held: [], memory: { entries: [], claims: [] } },
});

/** Undefined if there is no file yet. Throws a `UserError` for a file that can't be read, is damaged, or of another program. */
export async function readState(file: string): Promise<WatchState | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refusal((words) => words.stateUnread(file, codeOf(error) ?? ''));
  }
  const value = parseJson(text);
  if (!isState(value)) throw refusal((words) => words.stateDamaged(file));
  return value;
}

/** Throws a `UserError` if it can't be written; the old file stays then. */
export async function writeState(file: string, state: WatchState): Promise<void> {
  await replaceFile(file, `${JSON.stringify(state)}\n`, { mode: MODE }).catch((error: unknown) => {
    throw cannotWrite(file, error);
  });
}

/** The file is this program's own and whole, or it isn't taken at all: a part of it could repeat or skip. */
function isState(value: unknown): value is WatchState {
  if (typeof value !== 'object' || value === null) return false;
  const at = (key: string): unknown => Reflect.get(value, key);
  return (
    at('kind') === KIND &&
    at('version') === VERSION &&
    typeof at('known') === 'number' &&
    ['accounts', 'memory'].every((key) => isObject(at(key))) &&
    ['told', 'doubtful', 'unsent', 'stories', 'held'].every((key) => Array.isArray(at(key)))
  );
}
