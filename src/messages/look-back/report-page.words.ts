/** Texts of the HTML report's page, which holds both languages. */
export interface ReportPageWords {
  readonly title: string;
  readonly redacted: string;
  readonly language: string;
  readonly theme: { readonly label: string; readonly auto: string; readonly light: string; readonly dark: string };
  readonly print: string;
  readonly skip: string;
  readonly period: (from: string, to: string, timezone: string) => string;
  readonly noPeriod: string;
  readonly asked: (options: string) => string;
  readonly searched: (shown: number, all: number) => string;
  readonly section: {
    readonly answer: string;
    readonly people: string;
    readonly time: string;
    readonly hours: string;
    readonly places: string;
    readonly findings: string;
    readonly compared: string;
    readonly coverage: string;
  };
  readonly severities: string;
  readonly noStories: string;
  readonly noPeople: string;
  readonly noSignIns: string;
  readonly noPlaces: string;
  readonly showFindings: string;
  /** Opens the rows of a table that aren't shown yet. */
  readonly showAll: (count: number) => string;
  /** Rows that the file doesn't hold. */
  readonly notHeld: (count: number) => string;
  readonly asTable: string;
  readonly signIns: string;
  readonly failures: string;
  readonly first: string;
  readonly last: string;
  readonly network: string;
  readonly findings: string;
  readonly weekdays: readonly string[];
  readonly hour: (weekday: string, hour: number, signIns: number, failures: number) => string;
  readonly chart: (signIns: number, failures: number) => string;
  readonly filter: {
    readonly legend: string;
    readonly text: string;
    readonly severity: string;
    readonly anySeverity: string;
    readonly orHigher: (severity: string) => string;
    readonly rule: string;
    readonly who: string;
    readonly where: string;
    readonly account: string;
    readonly any: string;
    readonly kind: string;
    readonly kinds: { readonly signIn: string; readonly failedSignIn: string; readonly other: string };
    readonly sort: string;
    readonly sorts: {
      readonly report: string;
      readonly oldest: string;
      readonly newest: string;
      readonly gravest: string;
    };
    readonly clear: string;
    readonly hour: (weekday: string, hour: number) => string;
    readonly story: (number: number) => string;
  };
  readonly loading: (loaded: number, all: number) => string;
  readonly shown: (count: number, all: number) => string;
  readonly leftOut: (count: number) => string;
  readonly unreadable: string;
  readonly noneFits: string;
  readonly keys: string;
  readonly printed: (shown: number, all: number) => string;
  readonly detail: {
    readonly none: string;
    readonly why: string;
    readonly respond: string;
    readonly region: string;
    readonly call: string;
    readonly arn: string;
    readonly person: string;
    readonly userAgent: string;
    readonly outcome: string;
    readonly events: string;
    readonly muted: string;
    /** The file, object or history that the record was read from. */
    readonly source: string;
    readonly eventId: string;
    readonly findingId: string;
    readonly controls: string;
    readonly open: string;
    readonly close: string;
  };
  readonly session: {
    /** Heading of the page of one session. */
    readonly title: string;
    readonly records: (count: number) => string;
    /** Above a column of buttons that unfold it, and on each of them. */
    readonly head: string;
    /** `count`: sessions behind one row. */
    readonly show: (count: number) => string;
    readonly loading: string;
    /** Only records that the rules look at were asked for. */
    readonly lookedAt: string;
    /** Records that there was no room for. */
    readonly notKept: (count: number) => string;
    readonly noCommands: string;
    /** Items of a list that the file doesn't hold. */
    readonly more: (count: number) => string;
    /** Things that still exist, where no command stands beside them. */
    readonly lives: (count: number, made: number) => string;
    /** Before the command. */
    readonly command: string;
    /** Sessions that the file doesn't hold. */
    readonly leftOut: (count: number) => string;
  };
  readonly compared: {
    readonly against: (from: string, to: string) => string;
    readonly fresh: (count: number) => string;
    readonly gone: (count: number) => string;
    readonly changed: (count: number) => string;
    readonly same: (count: number) => string;
    /** Earlier findings of a time or of rules that this report didn't look at, and the other way round. */
    readonly notAsked: (count: number) => string;
    readonly notAskedBefore: (count: number) => string;
    /** Findings that the file doesn't list. */
    readonly more: (count: number) => string;
    readonly before: string;
    readonly english: string;
  };
  readonly coverage: {
    readonly sources: string;
    readonly records: string;
    readonly gaps: string;
    readonly noGaps: string;
    readonly settings: string;
    readonly defaults: string;
    readonly input: string;
    readonly file: string;
    readonly allFiles: (count: number) => string;
    readonly oneFile: string;
    readonly moreFiles: (count: number) => string;
    readonly noHash: string;
    readonly events: (count: number) => string;
    readonly unnamed: (people: number, accounts: number) => string;
    readonly program: (version: string) => string;
  };
}
