/** The words of `doctor`, in each language: results in fragments, what to do in sentences. */

type Names = readonly string[];

export interface DoctorWords {
  readonly node: {
    readonly install: (lts: number) => string;
    readonly tooOld: (version: string, oldest: string) => string;
    readonly untilUnknown: (version: string) => string;
    readonly shortTerm: (version: string) => string;
    /** `last`: the last day of security fixes, `2027-04-30`. */
    readonly supported: (version: string, last: string) => string;
    readonly unsupported: (version: string, last: string, taken: Month | undefined) => string;
  };
  readonly credentials: {
    readonly lasting: (arn: string, account: string) => string;
    /** `end`: `2026-11-20 17:00`; `left` in ms, negative once they have ended. */
    readonly until: (arn: string, account: string, end: string, left: number) => string;
    /** `profile`: ` --profile audit`, or empty. */
    readonly renew: (profile: string) => string;
    readonly root: string;
    readonly rootTodo: string;
    readonly notAskedInTime: string;
    readonly notAsked: (why: string) => string;
  };
  readonly proxy: {
    readonly notUrl: string;
    readonly notUrlTodo: string;
    readonly none: string;
    /** `direct`: hosts that NO_PROXY excludes. */
    readonly used: (proxies: Names, direct: Names) => string;
  };
  readonly endpoints: {
    readonly answer: (services: Names, region: string) => string;
    readonly late: (services: string, region: string) => string;
    readonly lateTodo: string;
    readonly custom: (places: readonly { readonly variable: string; readonly host: string | undefined }[]) => string;
    readonly customTodo: (variables: Names) => string;
  };
  readonly clock: {
    readonly unknown: string;
    readonly right: string;
    /** `skew` in ms, positive if the clock is behind. */
    readonly off: (skew: number) => string;
    readonly refused: (skew: number) => string;
    readonly todo: string;
  };
  readonly permissions: {
    readonly noSettings: string;
    readonly noCaller: string;
    readonly unknownCommand: (name: string) => string;
    readonly knownCommands: (names: Names) => string;
    readonly allowed: (actions: Names, more: number) => string;
    readonly denied: (actions: Names, more: number) => string;
    readonly deniedTodo: (command: string) => string;
    readonly open: (actions: Names, more: number) => string;
    readonly openTodo: (command: string) => string;
    readonly none: string;
    readonly on: (action: string, resource: string) => string;
    /** One line for the commands that need no attention. */
    readonly summary: (allowed: number, all: number) => string;
  };
  readonly settings: {
    readonly noFile: string;
    readonly noFileTodo: string;
    readonly good: (file: string) => string;
    readonly remarksTodo: (file: string) => string;
  };
  readonly secrets: {
    readonly noSettings: string;
    readonly none: string;
    readonly unreadable: (place: string) => string;
    readonly good: (place: string) => string;
    readonly bad: (place: string, why: string) => string;
    readonly noVariable: (name: string) => string;
    readonly noVariableTodo: (name: string) => string;
  };
}

/** A month of a year. */
export interface Month {
  readonly year: number;
  /** From 1. */
  readonly month: number;
}
