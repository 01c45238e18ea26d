/** Details of sign-in events: the target, and the factors. */
import type { Actor, JsonObject, Mfa, SignIn } from '../event.ts';
import { booleanAt, objectAt, textAt } from '../fields.ts';
import { oauthOf } from './oauth.ts';

const SIGN_IN = 'signin.amazonaws.com';
const PORTAL = 'sso.amazonaws.com';
const PORTAL_EVENTS = new Set(['Authenticate', 'Federate']);

/**
 * Whether a second factor was used. For a federated sign-in `MFAUsed` is always No, because the identity provider asks
 * for it: that is unknown, never "not used".
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export function mfaOf(record: JsonObject, source: string, name: string, actor: Actor): Mfa {
  // A challenge or its answer names one factor; only the event that closes the chain names all.
  const credentials = name === 'UserAuthentication' ? textAt(record, 'additionalEventData.CredentialType') : undefined;
  if (source === SIGN_IN && credentials !== undefined) return identityCenterMfa(credentials);
  if (source === SIGN_IN && name === 'ConsoleLogin') return consoleMfa(record, actor);
  return booleanAt(record, 'userIdentity.sessionContext.attributes.mfaAuthenticated') === true ? 'used' : 'unknown';
}

function consoleMfa(record: JsonObject, actor: Actor): Mfa {
  const used = textAt(record, 'additionalEventData.MFAUsed')?.toLowerCase();
  if (used === 'yes') return 'used';
  const isOwnPassword = actor.kind === 'iam-user' || actor.kind === 'root';
  const isFederated = textAt(record, 'additionalEventData.SamlProviderArn') !== undefined;
  return used === 'no' && isOwnPassword && !isFederated ? 'not-used' : 'unknown';
}

/** `PASSWORD`, `PASSWORD,TOTP`, `EXTERNAL_IDP`, …. A mailed code alone is one factor. */
function identityCenterMfa(credentials: string): Mfa {
  const types = credentials.toUpperCase().split(/\s*,\s*/);
  if (types.includes('EXTERNAL_IDP')) return 'unknown';
  if (types.some((type) => type === 'TOTP' || type === 'WEBAUTHN' || type === 'RESYNC_TOTP')) return 'used';
  if (types.includes('PASSWORD') && types.length > 1) return 'used';
  return types.includes('PASSWORD') || types.includes('EMAIL_OTP') ? 'not-used' : 'unknown';
}

export function signInOf(record: JsonObject, source: string, name: string, actor: Actor): SignIn | undefined {
  if (source !== SIGN_IN && !(source === PORTAL && PORTAL_EVENTS.has(name))) return undefined;
  const data = objectAt(record, 'additionalEventData');
  const more = (key: string) => textAt(data, key);
  const mobile = more('MobileVersion')?.toLowerCase();
  const oauth = source === SIGN_IN ? oauthOf(record, name) : undefined;
  const signIn: SignIn = {
    loginTo: withoutQuery(more('LoginTo') ?? more('RedirectTo')),
    mobile: mobile === undefined ? undefined : mobile === 'yes',
    samlProvider: more('SamlProviderArn'),
    mfaIdentifier: more('MFAIdentifier'),
    mfaType: more('MfaType'),
    credentialType: more('CredentialType'),
    workflowId: more('AuthWorkflowID'),
    switchedFrom: more('SwitchFrom'),
    permissionSet: permissionSetOf(actor.role) ?? textAt(record, 'serviceEventDetails.role_name'),
  };
  return oauth === undefined ? signIn : { ...signIn, oauth };
}

/** The query and the fragment hold OAuth state and codes, which must not reach a chat. */
function withoutQuery(url: string | undefined): string | undefined {
  return url?.split(/[?#]/, 1)[0];
}

/** `AWSReservedSSO_<permission set>_<16 hex digits>` is how Identity Center names its roles. */
function permissionSetOf(role: string | undefined): string | undefined {
  return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role ?? '')?.[1];
}
