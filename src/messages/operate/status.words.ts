/** The words of `status`, in each language: results in fragments, what to do in sentences. */

type Names = readonly string[];

export interface StatusWords {
  readonly notDeployed: (name: string, region: string) => string;
  readonly deployOrRegion: string;
  readonly init: string;
  readonly deploy: string;
  readonly permissions: string;
  readonly soon: string;
  readonly later: string;
  readonly gone: Readonly<Record<'queue' | 'topic' | 'bucket', string>>;
  readonly functionGone: (name: string) => string;
  readonly stack: {
    readonly missing: (name: string, region: string) => string;
    /** The stack is there, but its outputs lack one. */
    readonly lacksOutput: (name: string) => string;
    readonly unwanted: Readonly<Record<'alarms' | 'health', string>>;
    /** `date`: `2026-11-20`. */
    readonly deployed: (status: string, date: string | undefined, isProtected: boolean) => string;
    readonly rolledBack: (status: string) => string;
    readonly inProgress: (status: string) => string;
    readonly broken: (status: string, reason: string) => string;
  };
  readonly regions: {
    readonly covered: (home: string, others: Names) => string;
    readonly missing: (regions: Names) => string;
    /** `others`: pipelines that report these regions later. */
    readonly missingButLater: (regions: Names, others: Names) => string;
    readonly forwarder: (said: string) => string;
    readonly alsoIn: (said: string, regions: Names) => string;
    readonly notListed: (why: string) => string;
  };
  readonly drift: {
    readonly in: (stack: string, region: string) => string;
    readonly none: string;
    readonly unknown: string;
    readonly unknownTodo: string;
    readonly changed: (count: number, shown: Names) => string;
    readonly changedTodo: string;
  };
  readonly trail: {
    readonly missing: (name: string, region: string) => string;
    readonly logging: string;
    readonly notLogging: string;
    readonly startLogging: (region: string, arn: string) => string;
    readonly obstacle: (why: string) => string;
    readonly obstacleTodo: string;
    readonly noReads: string;
    readonly noReadsTodo: string;
    readonly place: (kind: 'file' | 'log', name: string) => string;
    readonly last: (before: number) => string;
    readonly never: string;
    readonly young: (age: number) => string;
    readonly delivery: (kind: 'file' | 'log', place: string, when: string) => string;
    readonly fails: (place: string, error: string, when: string) => string;
    readonly failsTodo: (url: string) => string;
    readonly quietTodo: (url: string) => string;
  };
  readonly function: {
    readonly noConcurrency: string;
    readonly noConcurrencyTodo: string;
    readonly failed: (reason: string) => string;
    readonly updateFailed: (reason: string) => string;
    readonly ready: (runtime: string) => string;
    readonly updating: (reason: string) => string;
    readonly other: (state: string, reason: string) => string;
    readonly reads: string;
    readonly mapping: (state: string) => string;
    /** `state` undefined: the mapping is gone. */
    readonly readsNothing: (state: string | undefined) => string;
    readonly readsNothingTodo: (command: string, isGone: boolean) => string;
    readonly sameCode: string;
    readonly otherCode: string;
    readonly codeUnknown: (why: string) => string;
  };
  readonly pipeline: {
    readonly unwanted: string;
    readonly missing: (pipeline: string) => string;
    /** The stack was made without the parameter that names what the pipeline reads. */
    readonly deaf: Readonly<Record<'logs' | 's3' | 'alarms', (stack: string) => string>>;
    readonly deafTodo: (parameter: string) => string;
    readonly none: (days: number) => string;
    readonly noneTodo: string;
    /** Pipeline `s3`, soon after a deploy. */
    readonly noneYet: string;
    readonly noneYetTodo: string;
    readonly last: (before: number) => string;
    readonly noLogGroup: string;
    readonly logGroupGone: (name: string) => string;
    readonly filters: (count: number, logGroup: string) => string;
    readonly tooFewFilters: (count: number, needed: number, logGroup: string) => string;
    readonly tooFewFiltersTodo: string;
    readonly bucketOn: (name: string) => string;
    readonly bucketOff: (name: string) => string;
  };
  /** The trail's files in a bucket of another account. */
  readonly elsewhere: {
    readonly trailUnseen: (bucket: string, account: string) => string;
    readonly trailUnseenTodo: (account: string) => string;
    readonly otherSource: string;
    readonly bus: (bus: string, account: string) => string;
    readonly busUnknown: (bus: string) => string;
    readonly busChanged: (bus: string, account: string) => string;
    readonly busChangedTodo: string;
    readonly subscribed: (topic: string) => string;
    readonly notSubscribed: (topic: string) => string;
    readonly notSubscribedTodo: string;
    readonly missing: (bucket: string) => string;
    readonly inRegion: (bucket: string, region: string) => string;
    readonly inRegionTodo: (region: string) => string;
    readonly ofAnother: (bucket: string, account: string) => string;
    readonly closed: (bucket: string) => string;
    readonly correct: string;
    readonly askOwner: (account: string) => string;
    /** `access`: of the person who asks; the function reads by its own role. */
    readonly newest: (bucket: string, age: number, access: 'readable' | 'denied' | 'no-key') => string;
    readonly noFile: (bucket: string) => string;
    readonly noFileTodo: (account: string) => string;
    readonly publishes: (bucket: string, topic: string) => string;
    readonly publishesNot: (bucket: string, topic: string) => string;
    readonly publishesNotTodo: (account: string) => string;
    readonly noRecordTodo: (account: string) => string;
  };
  readonly messages: {
    readonly none: (days: number) => string;
    readonly last: (before: number) => string;
    readonly noProof: (days: number) => string;
    readonly noHeartbeat: (days: number) => string;
    readonly lateHeartbeat: (before: number) => string;
    readonly heartbeatTodo: string;
    readonly failedSince: (when: string, before: number) => string;
    readonly someFailed: (when: string, count: number) => string;
    readonly test: string;
    readonly errors: (count: number, runs: number) => string;
    readonly log: (name: string) => string;
    readonly unreadable: (count: number) => string;
    readonly unreadableTodo: string;
    readonly rules: (count: number) => string;
  };
  readonly queue: {
    readonly empty: string;
    readonly deadMessages: (count: number) => string;
    readonly deadRecords: (count: number) => string;
    readonly redrive: string;
    readonly waiting: (count: number, age: number) => string;
    readonly waitingLong: (count: number, age: number) => string;
    readonly waitingUnknown: (count: number) => string;
    readonly waitingTodo: string;
  };
  readonly channels: {
    readonly some: (count: number, kinds: Names) => string;
    readonly none: string;
    readonly noneTodo: string;
  };
  readonly mail: {
    readonly noTopic: (addresses: Names) => string;
    readonly confirmed: (addresses: Names) => string;
    /** Addresses that did not confirm, and those that are not subscribed. */
    readonly open: (pending: Names, missing: Names, isAll: boolean) => string;
    readonly confirm: string;
    readonly subscribe: (region: string, topic: string) => string;
    readonly healthSubscribers: (count: number) => string;
    readonly noHealth: string;
    readonly addMail: string;
    /** Follows the verdict. */
    readonly verdict: string;
  };
  /** The second channel of the notifier's health. */
  readonly second: {
    readonly ready: (kind: string) => string;
    /** The losses in which it is silent. */
    readonly limits: string;
    readonly waiting: (count: number) => string;
    readonly dead: (count: number) => string;
    readonly log: (group: string) => string;
    readonly noProof: (days: number) => string;
    readonly proof: (before: number) => string;
  };
}
