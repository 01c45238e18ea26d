/** The data of the HTML report: made by `head.ts` and `rows.ts`, read by the page in `page/`. Times are seconds since the epoch. */
import type { Language, Words } from '../../core/language.ts';
import type { RecordCounts } from '../../core/record/record-counts.ts';
import type { NetworkVerdict, Severity, Theme } from '../../core/rule.ts';
import type { MfaOfAll } from '../../core/stories/answer.ts';
import type { SessionFacts } from './session-model.ts';

/** The type of the elements that hold data, which `data-block` names by kind. Each is base64 of raw deflate of JSON. */
export const DATA_TYPE = 'application/octet-stream';
/** Where the data goes in the built page: what is shown first stands before the program, which needn't wait for the rest. */
export const MARKERS = { first: '<!--first-data-->', further: '<!--further-data-->' } as const;
export type BlockKind = 'head' | 'rows' | 'stories' | 'people' | 'sessions' | 'session' | 'audit';

/** Columns of text, each value once in a block: most of them come again in every row. */
export const TEXT_COLUMNS = [
  'rule',
  'severity',
  'who',
  'whoJa',
  'title',
  'titleJa',
  'message',
  'messageJa',
  'account',
  'accountName',
  'region',
  'eventName',
  'eventSource',
  'place',
  'verdict',
  'networkName',
  'userAgent',
  'mfa',
  'outcome',
  'muted',
  'actorKind',
  'arn',
  'person',
  'link',
  'source',
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** `kind`: see `KIND`; `session`: its place among the sessions, from 1, or 0 for none; `hour`: of the week in the report's time zone, from 0 (Monday, midnight) to 167. */
export type NumberColumn = 'time' | 'events' | 'attempt' | 'kind' | 'hour' | 'session';

/** Whether the event of a finding is a sign-in. */
export const KIND = { other: 0, signIn: 1, failedSignIn: 2 } as const;

/** Findings as columns. In `link` stands all but the event's id, which is its end. */
export interface RowBlock {
  readonly count: number;
  /** In the order of `TEXT_COLUMNS`. */
  readonly texts: readonly { readonly values: readonly string[]; readonly at: readonly number[] }[];
  readonly numbers: Readonly<Record<NumberColumn, readonly number[]>>;
  readonly ids: readonly string[];
  readonly eventIds: readonly string[];
}

export interface RuleFacts {
  readonly title: Words;
  readonly theme: Theme;
  readonly why: Words;
  readonly respond: Readonly<Record<Language, readonly string[]>>;
  readonly attack: readonly string[];
  readonly cis: readonly string[];
  readonly securityHub: readonly string[];
}

export interface StoryRow {
  readonly severity: Severity;
  readonly text: Words;
  readonly from: number;
  readonly to: number;
  /** Ids of the findings. */
  readonly findings: readonly string[];
  /** Places among the sessions, from 0. */
  readonly sessions: readonly number[];
}

export interface PersonRow {
  readonly severity: Severity;
  readonly who: Words;
  readonly account: string;
  readonly accountName: string | null;
  readonly place: string;
  readonly verdict: NetworkVerdict['verdict'];
  readonly networkName: string | null;
  readonly signIns: number;
  readonly failures: number;
  readonly mfa: MfaOfAll;
  readonly first: number;
  readonly last: number;
  /** Its place among the sessions, from 0; null if it isn't held. */
  readonly session: number | null;
}

/** A place by its first appearance among the findings. */
export interface PlaceRow {
  readonly place: string;
  readonly verdict: NetworkVerdict['verdict'];
  readonly networkName: string | null;
  readonly who: Words;
  readonly first: number;
  readonly findings: number;
}

/** Sign-ins in equal steps of time. */
export interface Trend {
  readonly start: number;
  readonly step: number;
  readonly signIns: readonly number[];
  readonly failures: readonly number[];
}

export interface InputFacts {
  /** At most 200, in order of their paths. */
  readonly files: readonly { readonly path: string; readonly sha256: string | null }[];
  readonly fileCount: number;
  /** Hash of the only file, or of the lines that `sha256sum` prints for several. Null where no file was read, or one of them not again. */
  readonly sha256: string | null;
  /** Number of the events that the rules saw, and the hash of their ids, a line each, in order of time. */
  readonly events: { readonly count: number; readonly sha256: string };
}

export interface NotCoveredRow {
  readonly place: string | null;
  readonly reason: Words;
  readonly hint: Words | null;
}

/** A finding of one of two reports. `title` comes from the rule, `message` from the report that has it. */
export interface ComparedRow {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly time: number;
  readonly title: Words;
  readonly message: Words;
  /** Values of a changed finding before. */
  readonly before?: { readonly severity: Severity; readonly muted: string | null; readonly events: number };
  readonly muted: string | null;
  readonly events: number;
}

export interface ComparedFacts {
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly fresh: readonly ComparedRow[];
  readonly gone: readonly ComparedRow[];
  readonly changed: readonly ComparedRow[];
  readonly counts: {
    readonly fresh: number;
    readonly gone: number;
    readonly changed: number;
    readonly same: number;
    readonly notAsked: number;
    readonly notAskedBefore: number;
  };
}

/** The beginning of every page's data. */
export interface AnyHead {
  readonly version: 1;
  readonly program: string;
  readonly language: Language;
  readonly timezone: string;
  readonly isRedacted: boolean;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly sources: readonly string[];
}

export interface PageHead extends AnyHead {
  readonly asked: string | null;
  readonly counts: RecordCounts & { readonly findings: number };
  readonly partial: boolean;
  readonly isNothingInspected: boolean;
  readonly noTrustedNetwork: boolean;
  readonly leftOut: number;
  readonly searchedOf: number;
  readonly rulesOff: readonly string[];
  readonly notCovered: readonly NotCoveredRow[];
  readonly failures: readonly { readonly rule: string; readonly eventId: string; readonly reason: string }[];
  readonly unnamed: { readonly people: number; readonly accounts: number };
  /** The settings in force as one line; null where the defaults hold. */
  readonly settings: Words | null;
  readonly input: InputFacts | null;
  readonly rules: Readonly<Record<string, RuleFacts>>;
  readonly totals: {
    readonly severities: Readonly<Record<Severity, number>>;
    readonly stories: number;
    readonly people: number;
    readonly places: number;
  };
  /** The first ones; the others come in blocks of their own. */
  readonly stories: readonly StoryRow[];
  readonly people: readonly PersonRow[];
  readonly places: readonly PlaceRow[];
  /** Successful and failed sign-ins by hour of the week. */
  readonly hours: { readonly signIns: readonly number[]; readonly failures: readonly number[] };
  readonly trend: Trend | null;
  readonly compared: ComparedFacts | null;
  /** Null where sessions weren't asked for. */
  readonly sessions: SessionFacts | null;
  /** Words behind the id in the command that shows a session, each beginning with a space; null where there is none. */
  readonly sessionArgs: string | null;
  /** The first rows of the list. */
  readonly rows: RowBlock;
}
