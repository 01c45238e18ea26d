/** The words of `login-watch init`, in each language. */
import type { Theme } from '../../core/rule.ts';
import type { Pipeline } from '../../core/settings.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

type ByName<Name extends string, Text = string> = Readonly<Record<Name, Text>>;

export interface InitWords {
  /** Which keys go back and stop, once at the beginning. */
  readonly keys: string;
  readonly keysPlain: string;
  readonly heading: ByName<
    'who' | 'there' | 'pipelines' | 'channels' | 'trusted' | 'rules' | 'plan' | 'deploy' | 'proof'
  >;
  /** `name`: in the organization, else the alias. */
  readonly account: (account: string, name: string | undefined) => string;
  /** `refusal`: of AWS, a sentence without its end. */
  readonly organizationUnread: (refusal: string) => string;
  readonly identity: (arn: string) => string;
  readonly region: (region: string) => string;
  readonly checking: string;
  readonly missing: (actions: string, more: number) => string;
  readonly missingHint: string;
  readonly missingPolicy: string;
  readonly missingChoice: ByName<'again' | 'on' | 'stop'>;
  readonly missingQuestion: string;
  readonly noTrail: string;
  readonly trail: (name: string, facts: string) => string;
  readonly trailFacts: ByName<'logging' | 'stopped' | 'everywhere' | 'organization' | 'noLogGroup'> & {
    readonly oneRegion: (region: string) => string;
    readonly logGroup: (name: string) => string;
    readonly bucket: (name: string) => string;
    readonly owner: (account: string) => string;
  };
  readonly stack: (name: string, status: string) => string;
  readonly settingsFile: (file: string) => string;
  readonly change: string;
  readonly section: ByName<
    | 'trail'
    | 'pipelines'
    | 'channels'
    | 'health'
    | 'trusted'
    | 'language'
    | 'timezone'
    | 'hours'
    | 'accounts'
    | 'names'
    | 'rules'
  >;
  readonly trailQuestion: string;
  readonly reuse: (name: string) => string;
  readonly reuseWhy: ByName<'own' | 'organization'>;
  readonly makeNew: string;
  /** In place of `makeNew` where the notifier's own trail exists. */
  readonly keepOurs: string;
  readonly makeNewWhy: ByName<'none' | 'unfit' | 'second' | 'ours'>;
  /** `trail`: its name, where it is seen from here. */
  readonly files: (bucket: string, trail: string | undefined) => string;
  readonly filesWhy: string;
  readonly bucketOwner: (bucket: string) => string;
  readonly noAccount: string;
  /** The pipelines that can read a bucket of another account. */
  readonly bucketPipelines: string;
  readonly misfit: ByName<'not-logging' | 'one-region' | 'no-log-group' | 'foreign-log-group' | 'foreign-bucket'>;
  /** Several of `misfit`. */
  readonly misfits: (reasons: readonly string[]) => string;
  /** `reasons` are joined already. */
  readonly cannotFeed: (trail: string, reasons: string) => string;
  readonly pipelinesQuestion: string;
  readonly pipeline: ByName<
    Pipeline,
    { readonly name: string; readonly delay: string; readonly cost: string; readonly blind: string }
  >;
  readonly atLeastOne: string;
  readonly channelsQuestion: string;
  readonly stored: (place: string) => string;
  readonly storedQuestion: (what: string, place: string) => string;
  readonly storedChoice: ByName<'keep' | 'replace'>;
  readonly room: string;
  readonly noRoom: string;
  readonly pagerdutyRegion: string;
  readonly pagerdutyRegionChoice: ByName<'us' | 'eu'>;
  readonly sign: string;
  readonly signChoice: ByName<'none' | 'paste' | 'keep'>;
  readonly mail: string;
  readonly noMail: (text: string) => string;
  readonly mailLater: string;
  readonly healthQuestion: string;
  /** `known`: the kinds that can be named. */
  readonly noHealthChannel: (kind: string, known: readonly string[]) => string;
  readonly oneHealthChannel: string;
  /** A second channel with the secret of an alert channel. */
  readonly healthShares: (kind: string) => string;
  /** The consequence if no address is given, and no mail list stands in. */
  readonly noHealth: string;
  readonly sending: (channel: string) => string;
  readonly sent: (channel: string) => string;
  readonly notSent: (channel: string) => string;
  readonly failedQuestion: string;
  readonly failedChoice: ByName<'retype' | 'again' | 'keep' | 'without'>;
  readonly ownQuestion: (address: string, time: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly trustedQuestion: string;
  readonly trustedName: string;
  readonly noNetwork: (text: string) => string;
  /** More of the internet than `coversTooMuch` allows. */
  readonly wholeWorld: (text: string) => string;
  /** A name of a network that holds another address. */
  readonly addressInName: (address: string) => string;
  readonly languageQuestion: string;
  readonly timezoneQuestion: string;
  readonly noZone: string;
  readonly hoursQuestion: string;
  readonly noHours: string;
  readonly muteQuestion: string;
  /** `others`: accounts of the organization that aren't listed yet. */
  readonly accountsQuestion: (others: number) => string;
  readonly accountsChoice: ByName<'own' | 'all'>;
  readonly namesQuestion: string;
  readonly namesYes: string;
  readonly namesNo: string;
  readonly themesQuestion: string;
  readonly theme: ByName<Exclude<Theme, 'own'>>;
  /** Ends the line of a theme. */
  readonly themeRules: (count: number) => string;
  readonly forecastQuestion: string;
  readonly forecasting: string;
  readonly proposal: (rule: string, why: string, quiets: number) => string;
  readonly proposalChoice: ByName<'accept' | 'skip' | 'all'>;
  /** One of the exceptions that "yes to all" took. */
  readonly accepted: (rule: string, why: string, quiets: number) => string;
  readonly noiseAfter: (aDay: string) => string;
  readonly written: (file: string) => string;
  readonly unchanged: (file: string) => string;
  readonly planning: string;
  readonly nothingToDeploy: string;
  readonly deployQuestion: string;
  readonly deployChoice: ByName<'deploy' | 'later' | 'change'>;
  readonly dropped: string;
  readonly later: string;
  readonly deploying: string;
  readonly deployed: string;
  readonly proving: string;
  readonly failedRegions: string;
  readonly confirmMail: string;
  readonly stoppedDeploying: Refusal;
  readonly stopped: Refusal;
  /** `needsChannels`: channels have no suggestion and were not given. */
  readonly noTerminal: (needsChannels: boolean) => Refusal;
  readonly noSecret: (kind: string, place: string) => Refusal;
  readonly noChannels: Refusal;
}
