/** The words of `audit --live`. */

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** A receiver, and what leads there. */
export interface ShownReceiver {
  readonly kind: 'mail' | 'sms' | 'chat' | 'endpoint' | 'app' | 'function' | 'queue' | 'archive' | 'topic' | 'action';
  readonly name: string;
  /** Topics, alarms, rules, filters; none if it isn't shown. */
  readonly by: readonly string[];
  readonly isOurs: boolean;
}

/** The kind of a thing that a run makes. */
type Kind = 'rule' | 'subscription' | 'queue' | 'stream';

export interface LiveWords {
  readonly reading: string;
  readonly ringing: (records: number) => string;
  readonly progress: (seen: number, all: number) => string;
  readonly plan: {
    readonly head: (records: number, deeds: number) => string;
    readonly group: (group: string, region: string, records: number) => string;
    readonly receivers: string;
    readonly receiver: (receiver: ShownReceiver) => string;
    readonly nobody: string;
    readonly calls: string;
    /** `puts`: how often its event is put at most. */
    readonly rule: (rule: string, region: string, topics: readonly string[], puts: number) => string;
    readonly made: (mark: string, counts: Readonly<Record<'groups' | 'rules' | 'queues' | 'topics', number>>) => string;
    readonly wait: (ms: number) => string;
    readonly marked: (mark: string) => string;
    readonly question: (records: number) => string;
    readonly refused: (records: number) => string;
    /** The line that rings all. */
    readonly only: (command: string) => string;
    readonly notListed: string;
  };
  /** Things of an earlier run that was killed. */
  readonly leftovers: {
    readonly head: string;
    /** `age`: milliseconds. */
    readonly one: (kind: Kind, name: string, region: string, age: number) => string;
    /** Too young to be surely of a run that is over. */
    readonly recent: (count: number) => string;
    readonly unread: (actions: readonly string[]) => string;
    /** Asked where nothing else is to be done. */
    readonly question: (count: number) => string;
    /** Put before the question of the plan. */
    readonly willGo: string;
    readonly gone: (count: number) => string;
    /** `audit` without --live, which removes nothing. */
    readonly how: string;
  };
  readonly nothingDone: string;
  readonly head: readonly [check: string, result: string, after: string, hops: string];
  readonly results: Readonly<Record<'arrived' | 'stopped' | 'unknown' | 'refused' | 'unheard', string>>;
  readonly verdict: (counts: Readonly<Record<'arrived' | 'stopped' | 'unknown' | 'notRung', number>>) => string;
  readonly steps: Readonly<
    Record<
      'record' | 'metric' | 'alarm' | 'action' | 'topic' | 'receivers' | 'forward' | 'bus' | 'rule' | 'target',
      string
    >
  >;
  readonly hop: (step: string, name: string, after: string, why: string) => string;
  readonly outcomes: Readonly<Record<'seen' | 'missing' | 'failed' | 'unseen' | 'listed', string>>;
  /** Beside a deed whose static verdict was this. */
  readonly auditSaid: (result: string) => string;
  readonly foreign: (names: readonly string[]) => string;
  readonly samples: (names: readonly string[]) => string;
  readonly rules: string;
  readonly rule: (rule: string, region: string, checks: readonly string[], said: string) => string;
  readonly ruleOff: string;
  readonly onlyRules: string;
  /** Why a rule of EventBridge, or a target of it, isn't rung; and of the event that is put. */
  readonly bus: {
    readonly noTopic: string;
    readonly hidesMark: string;
    readonly onlyOwn: (topic: string) => string;
    /** `isSure`: false if none of their patterns can be evaluated. */
    readonly alsoTaken: (rules: readonly string[], isSure: boolean) => string;
    readonly tooMany: (most: number) => string;
    readonly notPut: string;
    readonly ownEvent: string;
  };
  readonly removed: string;
  readonly left: string;
  readonly leftOne: (kind: Kind, name: string, region: string, why: string) => string;
  readonly stays: (mark: string, time: string) => string;
  readonly staysMetrics: (metrics: readonly string[]) => string;
  readonly staysAlarms: (alarms: readonly string[]) => string;
  readonly staysCopies: (receivers: readonly string[]) => string;
  /** Not all of the way to these receivers was seen. */
  readonly mayBeCopies: (receivers: readonly string[]) => string;
  readonly staysTrail: (calls: readonly string[]) => string;
  readonly backToOk: string;
  readonly denied: (action: string) => string;
  readonly notWithin: (ms: number) => string;
  readonly wasAlarm: string;
  readonly machine: string;
  readonly othersTopic: string;
  readonly accountFilter: string;
  readonly subscribed: (names: readonly string[]) => string;
  readonly patternTakes: string;
  readonly patternLeaves: string;
  readonly notAsked: string;
  readonly rejected: (group: string) => Refusal;
  readonly stopped: Refusal;
  readonly noTerminal: Refusal;
  readonly onlyWithLive: Refusal;
  readonly noFormat: Refusal;
  readonly unknownOnly: (names: readonly string[], known: readonly string[]) => Refusal;
  /** `only`: for `--only`, with those that were named. */
  readonly callsHeard: (names: readonly string[], only: readonly string[]) => Refusal;
}
