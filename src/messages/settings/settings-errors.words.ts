/** Words for mistakes in the settings file. */

/** Kinds of values, as zod names them. */
type Noun = 'string' | 'number' | 'int' | 'boolean' | 'array' | 'object' | 'record';

/** Sentences that follow the name of a place; the schema names them by key. */
export interface SettingsProblems {
  readonly time: () => string;
  readonly accountId: () => string;
  readonly accounts: () => string;
  readonly bucketName: () => string;
  readonly bucketAccount: () => string;
  readonly bucketOrName: () => string;
  /** A key that means nothing without `bucket`. */
  readonly ofBucket: () => string;
  readonly topicArn: () => string;
  readonly keyArn: () => string;
  readonly arn: () => string;
  readonly network: () => string;
  readonly wholeInternet: () => string;
  readonly tooWide: () => string;
  readonly tooWideTogether: () => string;
  readonly day: () => string;
  readonly criticalMuted: () => string;
  readonly endlessHours: () => string;
  readonly ruleId: () => string;
  readonly name: () => string;
  readonly nameReserved: () => string;
  readonly timezone: () => string;
  readonly domain: () => string;
  readonly mail: () => string;
  readonly host: () => string;
  /** `most`: a number. */
  readonly mentionCount: (most: string) => string;
  /** `meant`: the mention that was probably meant. */
  readonly mentionMeant: (meant: string) => string;
  readonly mentionSlack: () => string;
  readonly mentionNameInSlack: () => string;
  readonly mentionTeams: () => string;
  readonly mentionAllInTeams: () => string;
  readonly mentionDiscord: () => string;
  readonly mentionNameInDiscord: () => string;
  /** `kind`: what `login-watch secret set` takes. */
  readonly secretMissing: (kind: string) => string;
  readonly secretInClear: (kind: string) => string;
  readonly oneChannelKind: (kinds: string) => string;
  readonly oneHealthKind: (kinds: string) => string;
  readonly healthNobody: () => string;
  readonly healthInEnv: () => string;
}

export interface SettingsErrorWords {
  readonly noun: Readonly<Record<Noun, string>>;
  readonly problem: SettingsProblems;
  readonly pattern: (reason: string) => string;
  /** A place and what is wrong there. */
  readonly at: (place: string, problem: string) => string;
  readonly theFile: string;
  readonly unknownKey: (key: string, didYouMean: string, where: string | undefined, known: string) => string;
  readonly didYouMean: (name: string) => string;
  readonly oneOf: (values: string) => string;
  readonly moreThan: (minimum: string) => string;
  readonly atLeast: (minimum: string) => string;
  readonly atMost: (maximum: string) => string;
  readonly listNotEmpty: string;
  readonly textNotEmpty: string;
  readonly somethingElse: (message: string) => string;
  readonly missing: (allowed: string) => string;
  readonly empty: (allowed: string) => string;
  readonly mustBe: (allowed: string) => string;
  readonly found: (value: string) => string;
  readonly aList: string;
  readonly keysWithValues: string;
  /** The forms of a rule's setting. */
  readonly ruleState: string;
  readonly removeQuotes: string;
  readonly hidden: (characters: number) => string;
  readonly andMore: (count: number) => string;
  readonly hint: string;
  readonly clearSecret: (channel: string) => string;
  readonly tooDeep: string;
  readonly tooManyAliases: string;
  readonly tab: string;
  readonly duplicateKey: string;
  readonly secondDocument: string;
  readonly secondColon: string;
  readonly yamlVersion: string;
  readonly noAnchor: string;
  readonly noPlainKey: string;
  readonly tag: string;
  /** With `trail.bucket`, these pipelines read something else, or `s3` is missing. */
  readonly bucketPipelines: string;
  readonly noSuchRule: (name: string, didYouMean: string) => string;
  readonly builtInId: string;
  readonly themeId: string;
  readonly takenId: string;
  readonly envelopeField: (field: string) => string;
  readonly noRecordField: (field: string, didYouMean: string) => string;
  readonly noField: (didYouMean: string, known: string) => string;
  readonly quoteAccount: string;
  /** Rules of EventBridge, not of the settings. */
  readonly tooManyBusRules: (count: number, most: number) => string;
}
