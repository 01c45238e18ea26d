/** Conditions of policy statements: the callers that each test lets pass. */
import { coversWorld, isNetwork } from '../network.ts';
import {
  ANYBODY,
  type Audience,
  anyOf,
  NOBODY_NEW,
  OWN_ACCOUNTS,
  restrictedBy,
  service,
  stranger,
} from './audience.ts';
import { claimKind, isFixedClaim } from './claims.ts';
import { type ConditionTest, isNegated, passesWithoutKey } from './policy-condition.ts';
import { type Ground, ofAccount, ofOrganization } from './principals.ts';

type Kind = 'account' | 'arn' | 'organization' | 'network-id' | 'address' | 'user-id' | 'service' | 'nothing';

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
const KINDS: Readonly<Record<string, Kind>> = {
  'aws:principalaccount': 'account',
  'aws:sourceaccount': 'account',
  'aws:sourceowner': 'account',
  'aws:vpceaccount': 'account',
  'kms:calleraccount': 'account',
  's3:dataaccesspointaccount': 'account',
  'aws:principalarn': 'arn',
  'aws:sourcearn': 'arn',
  's3:dataaccesspointarn': 'arn',
  'aws:principalorgid': 'organization',
  'aws:principalorgpaths': 'organization',
  'aws:sourceorgid': 'organization',
  'aws:sourceorgpaths': 'organization',
  'aws:vpceorgid': 'organization',
  'aws:vpceorgpaths': 'organization',
  'aws:sourcevpc': 'network-id',
  'aws:sourcevpcarn': 'arn',
  'aws:sourcevpce': 'network-id',
  'aws:sourceip': 'address',
  'aws:userid': 'user-id',
  'aws:principalservicename': 'service',
  'aws:principalservicenameslist': 'service',
};

/** Keys that bind a service to the resource it acts for. */
const SOURCES = /^aws:source(?:account|arn|owner|orgid|orgpaths)$/;

/**
 * Keys that any caller can meet: chosen by the caller, a property of the request or of the resource, or (a user's name,
 * a tag, MFA) of identities that anyone can make in their own account. `aws:VpcSourceIp` alone says nothing, because
 * private addresses are alike in every VPC. External ids aren't secret:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
const NOTHING = new RegExp(
  `^(?:${[
    'aws:(?:securetransport|useragent|referer|currenttime|epochtime|requestedregion|username|principaltype)',
    'aws:(?:tokenissuetime|multifactorauth(?:present|age)|sourceidentity|tagkeys|vpcsourceip|calledvia(?:first|last)?)',
    'aws:(?:viaawsservice|resource(?:account|orgid|orgpaths))',
    'aws:(?:principal|request|resource)tag/.*',
    's3:(?:x-amz-(?!server-side-encryption-aws-kms-key-id).*|prefix|delimiter|max-keys|versionid|signature.*|authtype)',
    's3:(?:tlsversion|resourceaccount|existingobjecttag/.*|requestobjecttag.*|locationconstraint|accesspointtag/.*)',
    'kms:(?:viaservice|grantisforawsresource|grantoperations|keyspec|keyusage)',
    'lambda:(?:functionurlauthtype|invokedviafunctionurl)',
    'sns:protocol',
    'sts:(?:externalid|rolesessionname|sourceidentity|transitivetagkeys)',
    'saml:aud',
  ].join('|')})$`,
);

/**
 * The callers that a test of an `Allow` lets pass. `isPresent`: another test demands that the key is there, so `IfExists`
 * and `ForAllValues:`, which are true without it, narrow as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function audienceOfTest(test: ConditionTest, ground: Ground, isPresent: boolean): Audience {
  if (isNegated(test) || test.operator === 'null') return ANYBODY;
  if (passesWithoutKey(test) && !isPresent) return ANYBODY;
  if (test.key === 'aws:principalisawsservice') return test.values.includes('true') ? service('*') : ANYBODY;
  const kind = kindOf(test.key);
  if (kind === 'nothing') return ANYBODY;
  if (kind === 'address') return ofAddresses(test);
  const audience = anyOf(test.values.map((value) => ofValue(kind, test.key, expand(value, ground), ground)));
  return audience.who === 'anybody' ? ANYBODY : audience;
}

/**
 * The callers that a `Deny` with this test lets pass: to deny all but an organization is as good as to allow only it.
 * Where the test is false without its key, callers without it pass.
 */
export function audienceSpared(test: ConditionTest, ground: Ground): Audience {
  if (!passesWithoutKey(test)) return ANYBODY;
  if (test.key === 'aws:principalisawsservice' && test.operator === 'bool') {
    return test.values.includes('false') && !test.values.includes('true') ? service('*') : ANYBODY;
  }
  if (!isNegated(test)) return ANYBODY;
  return audienceOfTest({ ...test, operator: test.operator.replace('not', '') }, ground, true);
}

/** True if this test demands that its key is there. */
export function demandsKey({ operator, values }: ConditionTest): boolean {
  return operator === 'null' && values.length > 0 && values.every((value) => value === 'false');
}

/** True if this test binds a service to one owner's resources. */
export function bindsSource(test: ConditionTest, audience: Audience): boolean {
  return SOURCES.test(test.key) && audience.who !== 'anybody';
}

function kindOf(key: string): Kind | 'claim' | undefined {
  if (NOTHING.test(key)) return 'nothing';
  return Object.hasOwn(KINDS, key) ? KINDS[key] : claimKind(key);
}

const OWN_ORGANIZATION = /^\$\{aws:resourceorg(?:id|paths)\}/i;

/** Policy variables: those of the resource are known, all others may be anything. */
function expand(value: string, ground: Ground): string {
  if (OWN_ORGANIZATION.test(value)) return value;
  return value.replace(/\$\{aws:resourceaccount\}/gi, ground.account).replace(/\$\{[^}]*\}/g, '*');
}

function ofValue(kind: Kind | 'claim' | undefined, key: string, value: string, ground: Ground): Audience {
  if (/^[*?]+$/.test(value)) return ANYBODY;
  switch (kind) {
    case 'account':
      return /^\d{12}$/.test(value) ? ofAccount(value, ground) : ofOther(key, value);
    case 'organization':
      return ofOrganizationValue(key, value, ground);
    case 'arn':
      return ofArn(key, value, ground);
    case 'user-id':
      return ofUserId(key, value, ground);
    case 'service':
      return service(value);
    case 'claim':
      return isFixedClaim(key, value) ? restrictedBy(key, [value]) : ANYBODY;
    case 'network-id':
      return ofOther(key, value);
    default:
      return restrictedBy(key, [value]);
  }
}

/** S3, too, calls public what isn't bound to a fixed value, one without wildcards. */
const ofOther = (key: string, value: string) => (/[*?]/.test(value) ? ANYBODY : restrictedBy(key, [value]));

/** `o-…` or a path in it, `o-…/r-…/ou-…/*`. */
function ofOrganizationValue(key: string, value: string, ground: Ground): Audience {
  if (OWN_ORGANIZATION.test(value)) return OWN_ACCOUNTS;
  const organization = /^(o-[a-z0-9]+)(?:\/|$)/.exec(value)?.[1];
  return organization === undefined ? ofOther(key, value) : ofOrganization(organization, ground);
}

/**
 * An ARN binds by its account. Names of S3 buckets are unique in the world, so a whole one binds without an account:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
function ofArn(key: string, value: string, ground: Ground): Audience {
  const [, , serviceName = '', , account = '', ...rest] = value.split(':');
  const digits = /^(\d{12})\*?$/.exec(account)?.[1];
  if (digits !== undefined) return ofAccount(digits, ground);
  const bucket = rest.join(':');
  const isWholeBucket = serviceName === 's3' && /^\*?$/.test(account) && /^[^*?/]+(?:\/.*)?$/.test(bucket);
  return isWholeBucket ? restrictedBy(key, [value]) : ofOther(key, value);
}

/** `AROA…:session`, `AIDA…`, or an account's id for its root user. The unique id is fixed, its account can't be seen. */
function ofUserId(key: string, value: string, ground: Ground): Audience {
  if (/^\d{12}(?::|$)/.test(value)) return ofAccount(value.slice(0, 12), ground);
  const id = /^(A[A-Z]{3}[A-Z0-9]{6,})(?:[:*?]|$)/.exec(value)?.[1];
  return id === undefined ? ofOther(key, value) : stranger('principal-id', id);
}

/**
 * Blocks larger than /8 (IPv4) or /32 (IPv6) are public to S3, and so is a list that covers a whole family.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
function ofAddresses({ key, values }: ConditionTest): Audience {
  if (values.length === 0) return NOBODY_NEW;
  const isBroad = (value: string) => /[*?]/.test(value) || (isNetwork(value) && prefixOf(value) < broadest(value));
  return values.some(isBroad) || coversWorld(values) ? ANYBODY : restrictedBy(key, values);
}

const prefixOf = (cidr: string) => Number(/\/(\d+)$/.exec(cidr)?.[1] ?? 128);
const broadest = (cidr: string) => (cidr.includes(':') ? 32 : 8);
