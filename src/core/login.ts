/** A sign-in as the login table keeps it. */

/** All fields are texts; unknown ones are empty. */
export interface Login {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The same on the clock of that day's settings. */
  readonly localTime: string;
  readonly account: string;
  /** Empty if it isn't known. */
  readonly accountName: string;
  readonly region: string;
  readonly user: string;
  readonly userKind: string;
  /** The human behind the user, if the name is known. */
  readonly person: string;
  /** The id of the person in the identity store of Identity Center. */
  readonly personId: string;
  /** The id of that identity store. */
  readonly personStore: string;
  /** `permission-set Admin > session taro` */
  readonly via: string;
  readonly address: string;
  /** `trusted`, `trusted: Tokyo office`, `untrusted`, `not-judged`, `not-an-address` */
  readonly network: string;
  readonly event: string;
  readonly outcome: string;
  readonly mfa: string;
  readonly agent: string;
  /** `browser`, `aws-cli`, `mcp:claude`. */
  readonly client: string;
  readonly eventId: string;
}
