/** The ways into an account, as an audit reads them: plain data, in which each failed read stays visible. */
import type { Found, Reading, Refused } from '../reading.ts';

export interface DoorsState {
  readonly summary: Reading<AccountSummary>;
  /** The passwords and keys of users whom a check would name are those of now. */
  readonly report: Reading<CredentialReport>;
  readonly virtualDevices: Reading<VirtualDevices>;
  /**
   * By name, of users with a password and no virtual device: the serial numbers of their devices. Null: the user was
   * deleted since the report was made.
   */
  readonly otherDevices: ReadonlyMap<string, Found<readonly string[]>>;
  /** Null: the account has none of its own. */
  readonly passwordPolicy: Found<PasswordPolicy>;
  readonly rootAccess: Reading<RootAccess>;
  /** Undefined in partitions that have no sign-in guard. */
  readonly guard: Guard | undefined;
  /** By region. */
  readonly identityCenters: ReadonlyMap<string, Reading<readonly IdentityCenter[]>>;
  /** By region. */
  readonly guardDuty: ReadonlyMap<string, Reading<readonly Detector[]>>;
}

/** The root user's credentials, as they are now. */
export interface AccountSummary {
  readonly hasKeys: boolean;
  readonly hasMfa: boolean;
  readonly hasPassword: boolean;
  readonly hasCertificates: boolean;
}

/** Made by IAM at most every four hours. Times in milliseconds since the epoch. */
export interface CredentialReport {
  readonly made: number;
  /** Undefined if its row couldn't be read. */
  readonly root: Credentials | undefined;
  readonly users: readonly Credentials[];
  /** Rows that couldn't be read. */
  readonly unreadable: number;
}

export interface Credentials {
  readonly name: string;
  readonly created: number | undefined;
  readonly password: { readonly used: number | undefined; readonly changed: number | undefined } | undefined;
  /** The last sign-in with a password, also one that is gone. */
  readonly passwordUsed: number | undefined;
  readonly hasMfa: boolean;
  /** Both, active or not. */
  readonly keys: readonly AccessKey[];
  /** Reads that failed, so that it isn't known whether the report still holds. */
  readonly doubts?: Doubts;
}

export interface Doubts {
  readonly password?: Refused;
  readonly keys?: Refused;
}

export interface AccessKey {
  /** Undefined for keys that only the report has: it has no ids. */
  readonly id?: string;
  readonly isActive: boolean;
  readonly rotated: number | undefined;
  readonly used: number | undefined;
}

export interface VirtualDevices {
  readonly isRoot: boolean;
  /** Names of users that have one. */
  readonly users: ReadonlySet<string>;
}

export interface PasswordPolicy {
  readonly length: number;
  /** Passwords that may not be used again; 0: any may. */
  readonly reuse: number;
  /** The rest, as the API has it. */
  readonly others: Readonly<Record<string, true | number>>;
}

/** `elsewhere`: neither the management account nor IAM's delegated administrator, so it isn't shown. */
export type RootAccess =
  | { readonly kind: 'no-organization' | 'elsewhere' | 'not-trusted' | 'not-all-features' }
  | { readonly kind: 'shown'; readonly manages: boolean };

export interface Guard {
  /** Null: never set. */
  readonly isOn: Found<boolean>;
  /** Null: no statement was ever made. */
  readonly policy: Found<readonly GuardStatement[]>;
}

export interface GuardStatement {
  readonly effect: string;
  readonly actions: readonly string[];
  /** Principals, as the policy names them. */
  readonly principals: readonly string[];
  /** By operator, then by key. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface IdentityCenter {
  readonly arn: string;
  readonly owner: string;
  readonly status: string;
}

export interface Detector {
  readonly id: string;
  readonly isEnabled: boolean;
}
