/** The sentences about ways into an account. */

export type DoorCheck = `door.${
  | 'root-keys'
  | 'root-mfa'
  | 'root-hardware-mfa'
  | 'root-certificates'
  | 'root-used'
  | 'member-root'
  | 'user-mfa'
  | 'unused'
  | 'unused-45'
  | 'old-keys'
  | 'two-keys'
  | 'password-policy'
  | 'sign-in-guard'
  | 'identity-center'
  | 'guardduty'}`;

type Names = readonly string[];

/** The networks and principals that a guard lets in. */
export interface GuardFacts {
  readonly networks: Names;
  /** ARNs that the guard doesn't hold back. */
  readonly excluded: Names;
  /** Ids of VPCs and VPC endpoints. */
  readonly vpcs: Names;
}

export interface DoorWords {
  /** The reason of a failed read, without a full stop. */
  readonly reportLate: string;
  /** `why`: without a full stop. */
  readonly unread: (why: string) => string;
  readonly unreadableRows: (count: number) => string;
  readonly unreadableRowsTodo: string;
  /** Evidence; `time`: `2026-11-29 12:00 UTC`. */
  readonly reportTime: (time: string) => string;

  readonly rootKeys: string;
  readonly rootKeysTodo: string;
  readonly noRootKeys: string;
  readonly noRootMfa: string;
  readonly rootMfaTodo: string;
  readonly rootMfa: string;
  readonly noRootPassword: string;
  readonly rootVirtual: string;
  readonly rootVirtualTodo: string;
  readonly rootHardware: string;
  readonly rootCertificates: string;
  readonly rootCertificatesTodo: string;
  readonly noRootCertificates: string;
  /** `on`: a date; `by`: the password or an access key. */
  readonly rootUsed: (facts: { readonly on: string; readonly by: 'password' | 'key'; readonly days: number }) => string;
  readonly rootUsedTodo: string;
  /** Undefined: no use is known. */
  readonly rootIdle: (on: string | undefined) => string;
  readonly memberRoot: string;
  readonly noMemberRoot: string;
  readonly memberRootTodo: string;
  readonly allFeatures: string;
  readonly allFeaturesTodo: string;
  readonly allFeaturesAfterwards: string;

  readonly noMfa: (names: Names) => string;
  readonly onlySms: (names: Names) => string;
  readonly mfaTodo: string;
  readonly dropPasswordsTodo: string;
  /** Users with a password. */
  readonly allMfa: (count: number) => string;
  readonly unusedPasswords: (names: Names, days: number) => string;
  readonly unusedKeys: (names: Names, days: number) => string;
  readonly unusedPasswordsTodo: (names: Names) => string;
  readonly unusedKeysTodo: (names: Names) => string;
  readonly allUsed: (days: number) => string;
  readonly oldKeys: (names: Names, days: number) => string;
  readonly oldKeysTodo: (names: Names) => string;
  readonly dropOldKeysTodo: string;
  readonly noOldKeys: (days: number) => string;
  readonly twoKeys: (names: Names) => string;
  readonly twoKeysTodo: (names: Names) => string;
  readonly oneKey: string;
  readonly noPolicy: string;
  /** The password policy; `reuse` 0 means that any password may be used again. */
  readonly weakPolicy: (facts: { readonly length: number; readonly reuse: number }) => string;
  readonly policyTodo: string;
  readonly goodPolicy: (facts: { readonly length: number; readonly reuse: number }) => string;

  readonly noGuard: string;
  readonly noGuardTodo: string;
  readonly noGuardAfterwards: string;
  readonly guardIdle: string;
  readonly guardIdleTodo: string;
  readonly guardEmpty: string;
  readonly guardUnclear: (condition: string) => string;
  readonly guardLookTodo: string;
  readonly guardHalf: (phase: 'before' | 'after') => string;
  readonly guardHalfTodo: string;
  readonly guardAgrees: (facts: GuardFacts) => string;
  readonly guardAlone: (facts: GuardFacts) => string;
  readonly guardWider: (networks: Names) => string;
  readonly guardNarrower: (networks: Names) => string;
  /** By the statements. */
  readonly guardTodo: string;
  /** By the settings. */
  readonly guardTrustedTodo: string;
  readonly guardPortal: string;
  readonly guardPortalTodo: string;

  readonly centers: (
    places: readonly { readonly region: string; readonly arn: string; readonly owner: string }[],
  ) => string;
  readonly noCenter: string;
  readonly noGuardDuty: (regions: Names, all: number) => string;
  readonly guardDutyOff: (regions: Names) => string;
  readonly guardDutyTodo: (regions: Names) => string;
  readonly guardDutyOnTodo: (regions: Names) => string;
  readonly guardDuty: (regions: number) => string;

  readonly limits: {
    readonly memberRoot: string;
    readonly portal: (regions: Names) => string;
    readonly guardWithPortal: string;
    readonly noGuardHere: string;
  };
}
