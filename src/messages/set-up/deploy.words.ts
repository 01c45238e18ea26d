import type { Words } from '../../core/language.ts';
import type { ChannelKind, Pipeline } from '../../core/settings.ts';

/** Notes to read before saying yes. */
export type DeployNote =
  | { readonly code: 'no-channel' | 'no-mail' | 'findings-by-events' | 'regions-unknown' | 'events-without-trail' }
  /** `why`: AWS's refusals, each a sentence without its end. */
  | {
      readonly code: 'accounts-unnamed' | 'accounts-not-kept' | 'keys-unread' | 'filters-unread';
      readonly why: readonly Words[];
    }
  /** `key`: its ARN, or its alias's. */
  | { readonly code: 'secret-key'; readonly key: string; readonly parameters: readonly string[] }
  | { readonly code: 'files-key'; readonly key: string }
  | { readonly code: 'files-key-alias'; readonly key: string; readonly bucket: string }
  /** `statement`: for the key's policy, in another account. */
  | { readonly code: 'key-of-account'; readonly key: string; readonly owner: string; readonly statement: string }
  | { readonly code: 'no-reads'; readonly trail: string }
  /** `kind`: of the second channel. `shared`: parameters that the notifier's own channels name too. */
  | { readonly code: 'health-channel'; readonly kind: ChannelKind; readonly shared: readonly string[] }
  | { readonly code: 'regions-unseen'; readonly regions: readonly string[] }
  /** `remove`: the command that deletes the stack. */
  | { readonly code: 'second-trail'; readonly stack: string; readonly trail: string; readonly remove: string }
  /** A rule that AWS can't be asked for exactly; a sentence without its end. */
  | { readonly code: 'less-exact'; readonly said: Words }
  /** Until SQS frees the names of deleted queues. */
  | { readonly code: 'queues-rest'; readonly seconds: number }
  | { readonly code: 'other-notifier'; readonly owner: string };

/** A stack that is being changed elsewhere, since when and by which request. */
export interface BusyStack {
  readonly name: string;
  readonly region: string;
  readonly status: string;
  /** ISO 8601. */
  readonly since: string | undefined;
  readonly request: string | undefined;
}

interface ResourceDone {
  readonly stack: string;
  readonly region: string;
  /** How many resources of the stack are finished. */
  readonly finished: number;
  readonly logicalId: string;
  readonly status: string;
}

export interface DeployWords {
  readonly head: (account: string, region: string, caller: string) => string;
  readonly trail: (what: string) => string;
  readonly newTrail: string;
  readonly ownTrail: string;
  /** `trail`: its name, where it is seen from this account. */
  readonly trailBucket: (bucket: string, account: string, trail: string | undefined) => string;
  readonly usedTrail: (name: string, isOrganization: boolean) => string;
  readonly title: Readonly<
    Record<
      'others' | 'unwanted' | 'merges' | 'protect' | 'unprotect' | 'names' | 'unplanned' | 'notes' | 'rights',
      string
    >
  >;
  readonly stackName: (name: string) => string;
  /** The sentence after the stack's name. */
  readonly stack: Readonly<Record<'create' | 'update' | 'none', string>>;
  readonly columns: readonly [resource: string, type: string, change: string];
  readonly onlyOutputs: string;
  readonly change: Readonly<Record<'add' | 'remove' | 'import', string>>;
  readonly replaced: Readonly<Record<'yes' | 'maybe' | 'no', string>>;
  /** Resources that only refer to changed ones, which keep their names. */
  readonly refersTo: (resources: readonly string[], changed: readonly string[]) => string;
  readonly right: (role: string, actions: string, resources: string) => string;
  readonly unwanted: (stack: string, region: string, pipelineThatIsOff: Pipeline | 'health') => string;
  readonly forwarder: Readonly<Record<'create' | 'update' | 'none', (regions: string, resources: number) => string>>;
  readonly merge: (bucket: string) => string;
  /** A stack, and all regions of its that change. */
  readonly stackAt: (stack: string, regions: string) => string;
  /** How many names are not shown. */
  readonly moreNames: (count: number) => string;
  readonly note: (note: DeployNote) => string;
  /** The plan's last line. */
  readonly total: (resources: number, minutes: number) => string;
  readonly busy: (stack: BusyStack) => string;
  readonly leftBehind: (stack: string, region: string) => string;
  /** Before the first try. */
  readonly queuesRest: (stack: string, seconds: number) => string;
  /** After a try that failed. */
  readonly queueRests: (stack: string, seconds: number) => string;
  readonly noTerminal: { readonly message: string; readonly hint: string };
  readonly planning: string;
  /** The settings name nobody who hears that the notifier is unwell. */
  readonly noHealth: string;
  readonly nothingChanges: string;
  readonly nothingChanged: string;
  readonly question: (account: string) => string;
  readonly deploying: string;
  readonly progress: (resource: ResourceDone) => string;
  readonly deployed: (region: string) => string;
  /** Another account owns the bucket of the trail's files. */
  readonly ownersTurn: (account: string) => string;
  readonly confirmMail: string;
  readonly partly: string;
  readonly rest: string;
}
