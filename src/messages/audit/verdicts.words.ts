/** The words of verdicts on deeds. */

/** Whom a way reaches, counted and named. */
export interface Reached {
  readonly mail: number;
  readonly sms: number;
  readonly chats: readonly string[];
  readonly endpoints: readonly string[];
  readonly functions: readonly string[];
  readonly queues: readonly string[];
  readonly apps: number;
  /** Our own notifier: its channels. */
  readonly hasNotifier: boolean;
}

export interface Via {
  readonly alarms: readonly string[];
  readonly rules: readonly string[];
  readonly subscriptions: readonly string[];
}

export interface Told {
  readonly reached: Reached;
  /** Until the first hears of it. */
  readonly minutes: number;
  readonly via: Via;
}

export interface VerdictWords {
  /** All hear of it. */
  readonly told: (told: Told) => string;
  /** Appended to it: nobody hears by this other way. */
  readonly nobodyBy: Readonly<Record<'events' | 'alarms', string>>;
  /** `why`: a whole sentence. */
  readonly nobody: (why: string) => string;
  readonly unclear: (why: string) => string;
  /** Only for some calls, or in some regions. */
  readonly notFor: (calls: readonly string[], why: string) => string;
  readonly notIn: (regions: readonly string[], all: number, why: string) => string;
  /** Recorded in one region, which isn't known. */
  readonly onlyIn: (regions: readonly string[]) => string;
  readonly onlyInTodo: string;
  /** The event's regions aren't documented by AWS. */
  readonly onlySentIn: (regions: readonly string[]) => string;
  /** A line of evidence. */
  readonly way: (told: Told, region: string) => string;
  /** The last line of evidence, where there is more of its kind. */
  readonly unlisted: (count: number) => string;
}
