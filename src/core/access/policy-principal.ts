/** One principal of a policy's statement. */
export interface PolicyPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; undefined for a plain `"Principal": "*"`. */
  readonly type: string | undefined;
  /** An ARN, an account id, `*`, a service's name. Text from an event. */
  readonly value: string;
}
