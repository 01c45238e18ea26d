/** The words that alerts and reports share, in each language. A rule's own sentence stands in the rule. */
import type { Mfa, Outcome } from '../core/event.ts';
import type { RecordCounts } from '../core/record/record-counts.ts';
import type { NetworkVerdict, Severity } from '../core/rule.ts';

export interface Messages {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly mfa: Readonly<Record<Mfa, string>>;
  /** Aloud, the mark ⚠. */
  readonly attention: string;
  /** With `--plain`, the header of the column of marks. */
  readonly mark: string;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly network: Readonly<Record<NetworkVerdict['verdict'], string>>;
  /** Labels of an alert's fields. */
  readonly label: Readonly<
    Record<
      | 'who'
      | 'what'
      | 'object'
      | 'where'
      | 'when'
      | 'mfa'
      | 'browser'
      | 'region'
      | 'account'
      | 'severity'
      | 'rule'
      | 'event',
      string
    >
  >;
  /** Link to the console's event history. */
  readonly openEvent: string;
  readonly sample: string;
  readonly noTrustedNetwork: string;
  readonly muted: (count: number) => string;
  readonly andMore: (count: number) => string;
  /** The same thing so many times, from … to …. */
  readonly times: (count: number, from: string, to: string) => string;
  /** `2 critical, 1 high`; empty severities left out. */
  readonly counts: (counts: Readonly<Record<Severity, number>>) => string;
  /** Before the first line of a test message. */
  readonly test: string;
  /** Behind a sentence: the same so many times; so many other deeds or items. */
  readonly again: (count: number) => string;
  readonly others: (count: number) => string;
  /** The first step to take, and where the others are. */
  readonly firstStep: string;
  /** The first step after a call that failed. */
  readonly attemptStep: string;
  /** The first step after failed sign-ins of many users, or from many addresses. */
  readonly crowdStep: string;
  readonly allSteps: string;
  /** Before the command that shows everything that was done with the sign-in. */
  readonly wholeSession: string;
  /** A report's first line. */
  /** `bySeverity`: of `counts`. */
  readonly headline: (count: number, bySeverity: string) => string;
  readonly noFindings: string;
  /** In its place where no record was inspected. */
  readonly nothingInspected: string;
  readonly notCovered: string;
  readonly failures: string;
  readonly partial: string;
  /** The scope of a report. */
  readonly lookedAt: (counts: RecordCounts) => string;
  /** `lookedAt` and the time that was looked at. */
  readonly within: (lookedAt: string, span: string) => string;
  readonly leftOut: (count: number) => string;
  readonly rulesOff: (ids: readonly string[]) => string;
  /** The line on standard error while CloudTrail is asked; `left` in ms. */
  readonly asking: string;
  readonly progress: (progress: {
    readonly regionsDone: number;
    readonly regions: number;
    readonly pages: number;
    readonly records: number;
    readonly left: number | undefined;
    readonly accounts?: { readonly done: number; readonly of: number };
  }) => string;
  /** Behind a finding that is not told because of the hours. */
  readonly businessHours: string;
  /** A machine's repeat. */
  readonly repeated: string;
  /** The result went to a file. */
  readonly written: (file: string) => string;
  /** `rules list` and `rules show`. */
  readonly rulesList: {
    readonly state: string;
    readonly title: string;
    readonly on: string;
    readonly off: string;
    readonly because: (entry: string) => string;
    readonly onlyEvents: string;
    readonly needs: (setting: string) => string;
    readonly explain: string;
    readonly respond: string;
    readonly controls: string;
    readonly references: string;
    readonly pattern: string;
  };
}
