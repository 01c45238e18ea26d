/** Claims of OpenID Connect tokens in role trust policies: the ones that identify the caller's owner. */

/** `token.actions.githubusercontent.com:sub`, `oidc.eks.us-east-1.amazonaws.com/id/ABC:sub`. */
const CLAIM = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^:]*)?):([a-z0-9_]+)$/;

/** Providers whose audience is one registered app; elsewhere callers choose the audience. */
const APPS = new Set([
  'accounts.google.com',
  'api.pulumi.com/oidc',
  'appleid.apple.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);
/** Claims that a workflow of any owner may hold. */
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

/** `claim`: may identify the caller's owner. `nothing`: any caller can hold it. Undefined: not a claim. */
export function claimKind(key: string): 'claim' | 'nothing' | undefined {
  const [, provider = '', claim = ''] = CLAIM.exec(key) ?? [];
  if (claim === '') return undefined;
  if (ANYBODYS.has(claim)) return 'nothing';
  return claim === 'aud' && !APPS.has(provider) ? 'nothing' : 'claim';
}

/**
 * True if the claim is bound to an owner. A subject with wildcards is if its owner stands before them: `repo:acme/*`
 * is,
 * and `repo:*`, `repo:acme*` (anyone can register `acme-2`) and `*:ref:refs/heads/main` aren't.
 * https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
export function isFixedClaim(key: string, value: string): boolean {
  const literal = value.split(/[*?]/, 1)[0] ?? '';
  if (literal === value) return true;
  return key.endsWith(':sub') ? /^[^:/]+[:/][^:/]+[:/]/.test(literal) : /^[^:/]+[:/]/.test(literal);
}
