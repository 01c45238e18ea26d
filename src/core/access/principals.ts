/** The principals of a policy statement, or of calls that name principals without a policy, and their owners. */
import { ANYBODY, type Audience, NOBODY_NEW, OWN_ACCOUNTS, restrictedBy, service, stranger } from './audience.ts';
import type { PolicyPrincipal } from './policy-principal.ts';

/** The accounts and identities that count as one's own. */
export interface Ground {
  /** The account of the resource. */
  readonly account: string;
  /** Accounts of the settings. */
  readonly accounts: readonly string[];
  /** The organization's id (`o-…`), if known. */
  readonly organization?: string | undefined;
  /** The account's canonical user id, if known: S3 uses it for owners and grantees. */
  readonly canonicalUser?: string | undefined;
}

/**
 * The Elastic Load Balancing accounts that write access logs in the regions opened before August 2022.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const LOAD_BALANCING_ACCOUNTS = new Set([
  '127311923021',
  '033677994240',
  '027434742980',
  '797873946194',
  '098369216593',
  '754344448648',
  '589379963580',
  '718504428378',
  '383597477331',
  '600734575887',
  '114774131450',
  '783225319266',
  '582318560864',
  '985666609251',
  '054676820928',
  '156460612806',
  '652711504416',
  '635631232127',
  '009996457667',
  '897822967062',
  '076674570225',
  '507241528517',
  '048591011584',
  '190560391635',
  '638102146993',
  '037604701340',
]);

/**
 * Identity providers that serve everyone: without a condition on the caller, anyone with an account there gets in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const SHARED_PROVIDERS = new Set([
  'accounts.google.com',
  'agent.buildkite.com',
  'api.pulumi.com/oidc',
  'app.terraform.io',
  'appleid.apple.com',
  'cognito-identity.amazonaws.com',
  'gitlab.com',
  'graph.facebook.com',
  'oidc-configuration.audit-log.githubusercontent.com',
  'oidc.codefresh.io',
  'oidc.vercel.com',
  'proidc.upbound.io',
  'scalr.io',
  'studio.datachain.ai/api',
  'token.actions.githubusercontent.com',
  'vstoken.actions.githubusercontent.com',
  'www.amazon.com',
]);

const ARN = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.*)$/s;
const SERVICE = /^[a-z0-9][a-z0-9.-]*\.(?:amazonaws\.com(?:\.cn)?|aws\.internal|api\.aws|aws)$/i;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const UNIQUE_ID = /^A[A-Z]{3}[A-Z0-9]{6,}$/;
const CANONICAL_USER = /^[0-9a-f]{64}$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function audienceOfPrincipal({ type, value }: PolicyPrincipal, ground: Ground): Audience {
  if (/^\*+$/.test(value)) return ANYBODY;
  if (type === 'CanonicalUser') return ofCanonicalUser(value, ground);
  if (type === 'Federated') return ofProvider(value, ground);
  return audienceOfName(value, ground);
}

/** A principal by its form alone: account id, ARN, service, unique id, canonical user; wildcards are anyone. */
export function audienceOfName(name: string, ground: Ground): Audience {
  const arn = ARN.exec(name);
  if (arn !== null) return ofArn(arn, name, ground);
  if (/^\d{12}$/.test(name)) return ofAccount(name, ground);
  if (SERVICE.test(name)) return service(name);
  if (CANONICAL_USER.test(name)) return ofCanonicalUser(name, ground);
  // IAM writes deleted principals by their unique id, which doesn't show the account.
  if (UNIQUE_ID.test(name)) return stranger('principal-id', name);
  return /[*?]/.test(name) ? ANYBODY : stranger('unknown', name);
}

function ofArn([, serviceName, account = '', resource = '']: RegExpExecArray, name: string, ground: Ground): Audience {
  const organization = serviceName === 'organizations' ? /\/(o-[a-z0-9]+)/.exec(resource)?.[1] : undefined;
  if (organization !== undefined) return ofOrganization(organization, ground, account);
  if (/^\d{12}$/.test(account)) return ofAccount(account, ground);
  // An origin access identity: a single distribution, of any account.
  if (account === 'cloudfront') return restrictedBy('cloudfront', [name]);
  return /[*?]/.test(account) ? ANYBODY : stranger('unknown', name);
}

export function ofAccount(account: string, ground: Ground): Audience {
  if (account === ground.account) return NOBODY_NEW;
  if (ground.accounts.includes(account)) return OWN_ACCOUNTS;
  return LOAD_BALANCING_ACCOUNTS.has(account)
    ? service('elasticloadbalancing.amazonaws.com')
    : stranger('account', account);
}

/** `manager` is the management account, which an organization's ARN holds. */
export function ofOrganization(organization: string, ground: Ground, manager?: string): Audience {
  const isOurs =
    organization === ground.organization ||
    (manager !== undefined && (manager === ground.account || ground.accounts.includes(manager)));
  if (isOurs) return OWN_ACCOUNTS;
  if (ground.organization !== undefined) return stranger('organization', organization);
  return restrictedBy('aws:principalorgid', [organization]);
}

function ofCanonicalUser(id: string, ground: Ground): Audience {
  return id === ground.canonicalUser ? NOBODY_NEW : stranger('canonical-user', id);
}

/** A SAML provider is one's own; an OpenID Connect provider may be shared by everyone. */
function ofProvider(provider: string, ground: Ground): Audience {
  const [, , account = '', resource = ''] = ARN.exec(provider) ?? [];
  if (resource.startsWith('saml-provider/')) return audienceOfName(account, ground);
  const url = (resource === '' ? provider : resource.replace(/^oidc-provider\//, '')).replace(/\/+$/, '').toLowerCase();
  return SHARED_PROVIDERS.has(url) || /[*?]/.test(url) ? ANYBODY : restrictedBy('federated', [url]);
}
