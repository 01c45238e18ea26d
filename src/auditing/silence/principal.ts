/** The users and roles of an account, with as much of their policies as concerns an alert's way. */
import type { Statement } from '../../core/access/policy.ts';

export interface Principal {
  readonly kind: 'user' | 'role';
  readonly name: string;
  readonly arn: string;
  /** By key, as IAM has them. */
  readonly tags: ReadonlyMap<string, string>;
  readonly policies: readonly PrincipalPolicy[];
  /** The permissions boundary. */
  readonly boundary: PrincipalPolicy | undefined;
  /** Everything on every resource, without a condition: such a principal can give itself any permission. */
  readonly isAdministrator: boolean;
}

export interface PrincipalPolicy {
  readonly name: string;
  /** The group that has it; undefined for the principal's own. */
  readonly group: string | undefined;
  /** Undefined if IAM didn't return the document. */
  readonly statements: readonly Statement[] | undefined;
}
