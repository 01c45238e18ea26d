/** Claims of OpenID Connect tokens in role trust policies: which of them say whose the caller is? */

/** `token.actions.githubusercontent.com:sub`, `oidc.eks.us-east-1.amazonaws.com/id/ABC:sub`. */
const CLAIM = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^:]*)?):([a-z0-9_]+)$/;

/** Providers whose audience is an app of somebody; elsewhere callers choose it. */
const APPS = new Set([
  'accounts.google.com',
  'api.pulumi.com/oidc',
  'appleid.apple.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);
/** Claims that a workflow of anybody may hold. */
const ANYBODYS = new Set([
  'amr',
  'ref',
  'ref_type',
  'ref_protected',
  'environment',
  'event_name',
  'base_ref',
  'head_ref',
  'workflow',
  'runner_environment',
]);

/** `claim`: it may say whose the caller is. `nothing`: anybody can hold it. Undefined: no claim at all. */
export function claimKind(key: string): 'claim' | 'nothing' | undefined {
  const [, provider = '', claim = ''] = CLAIM.exec(key) ?? [];
  if (claim === '') return undefined;
  if (ANYBODYS.has(claim)) return 'nothing';
  return claim === 'aud' && !APPS.has(provider) ? 'nothing' : 'claim';
}

/**
 * Is the claim bound to an owner? A subject with wildcards is if its owner stands before them: `repo:acme/*` is, and
 * `repo:*`, `repo:acme*` (anybody can register `acme-2`) and `*:ref:refs/heads/main` aren't.
 * https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
export function isFixedClaim(key: string, value: string): boolean {
  const literal = value.split(/[*?]/, 1)[0] ?? '';
  if (literal === value) return true;
  return key.endsWith(':sub') ? /^[^:/]+[:/][^:/]+[:/]/.test(literal) : /^[^:/]+[:/]/.test(literal);
}
