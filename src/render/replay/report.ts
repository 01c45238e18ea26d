/** A replay's findings: the common source of all formats. */
import type { InForce } from '../../core/in-force.ts';
import type { Words } from '../../core/language.ts';
import type { RecordCounts } from '../../core/record/record-counts.ts';
import type { Failure, Finding, Language } from '../../core/rule.ts';
import type { Answer } from '../../core/stories/answer.ts';
import type { GroupKey } from '../../core/stories/group.ts';
import type { Verification } from '../../core/verification.ts';
import type { ComparedFacts, InputFacts } from '../html/model.ts';
import type { ToldSession } from '../session/told-session.ts';

export interface NotCovered {
  readonly region: string | null;
  /** The account's id, or the profile that should lead to it, where several are read; the reason names it too. */
  readonly account?: string;
  readonly reason: Words;
  /** The remedy; without it nothing that was asked for is missing. */
  readonly hint?: Words;
}

/** People and accounts without a name among the findings shown. */
export interface Unnamed {
  readonly people: number;
  /** Groups of Identity Center that calls are about. */
  readonly groups: number;
  readonly accounts: number;
  /** AWS was asked for the names. */
  readonly isAsked: boolean;
  /** AWS refused to name people; then that is among `notCovered`. */
  readonly isRefused: boolean;
}

export interface Report {
  /** ISO 8601, UTC. For files without `--since` the first and the last event; null where there is none. */
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly sources: readonly string[];
  /** The settings in force. */
  readonly settings: InForce;
  readonly counts: RecordCounts & { readonly findings: number };
  /** In order of time, or as `--sort` asks. */
  readonly findings: readonly Finding[];
  /** Words behind the id in the command that shows a story's session; undefined where the records can't be read again. */
  readonly sessionArgs?: readonly string[] | undefined;
  /** The answer that all findings give, those included that `--limit` leaves out. */
  readonly answer: Answer;
  /** The search, as it was typed, and the findings that it chose from; without one nothing is left out. */
  readonly searched: { readonly asked: string | undefined; readonly of: number };
  readonly notCovered: readonly NotCovered[];
  readonly failures: readonly Failure[];
  readonly unnamed: Unnamed;
  /** It was stopped before all was read. */
  readonly partial: boolean;
  /** Records were read and none was inspected: finding nothing is no news then. */
  readonly isNothingInspected: boolean;
  /** A sign-in was found and no trusted network is set: one line says so, instead of red alarms for each. */
  readonly noTrustedNetwork: boolean;
  /** Findings that `--limit` left out. */
  readonly leftOut: number;
  /** Ids of chosen rules that are off, by default or by the settings. */
  readonly rulesOff: readonly string[];
  /** With `--verify`, and undefined where it was stopped. */
  readonly verification?: Verification | undefined;
  /** Sessions, where the format unfolds them. */
  readonly sessions?: ReportSessions;
  /** Hashes of the input, where the format shows them. */
  readonly input?: InputFacts;
  /** Differences from the report of `--compare`. */
  readonly compared?: ComparedFacts;
}

/** Sessions behind stories, people and findings; numbers are places in `told`. */
export interface ReportSessions {
  readonly told: readonly ToldSession[];
  /** A list for each story of the answer, in its order. */
  readonly stories: readonly (readonly number[])[];
  /** One for each person at a place, in the answer's order. */
  readonly people: readonly (number | null)[];
  /** By the finding's id. */
  readonly findings: ReadonlyMap<string, number>;
  /** Sessions that there was no room for. */
  readonly leftOut: number;
  /** `looked-at`: only records that the rules look at were asked for. */
  readonly reach: 'all' | 'looked-at';
  /** Records that no rule looks at and that there was no room for. */
  readonly notKept: number;
}

export interface RenderOptions {
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  /** Columns of the terminal. */
  readonly columns: number;
  readonly colour: boolean;
  /** For screen readers. */
  readonly isPlain?: boolean | undefined;
  /** Small charts: on a terminal only. */
  readonly hasCharts?: boolean | undefined;
  /** The answer and the summary alone, without the findings. */
  readonly isSummary?: boolean | undefined;
  /** Counts in place of findings. */
  readonly groupBy?: GroupKey | undefined;
  /** JSON and NDJSON with the records. */
  readonly isRaw?: boolean | undefined;
  /** Names, addresses and accounts are stand-ins. */
  readonly isRedacted?: boolean | undefined;
}

/**
 * Report -> text in pieces, with a line break at its end; a second walk gives the same again. Never prints. A report may
 * be larger than the memory takes as one text.
 */
export type Render = (report: Report, options: RenderOptions) => Iterable<string>;

/** Findings that are made into text at a time. */
const BATCH = 100;

/** Pieces of text, one for each batch of findings. */
export function inBatches<Item>(items: readonly Item[], text: (batch: readonly Item[]) => string): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      for (let start = 0; start < items.length; start += BATCH) yield text(items.slice(start, start + BATCH));
    },
  };
}
