/** The only shape a rule sees: a CloudTrail record (or an EventBridge event) made regular by `normalise`. */

/** Raw JSON; read it with the helpers of `fields.ts`, never with optional chaining. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type ActorKind =
  | 'root'
  | 'iam-user'
  | 'role'
  | 'saml-user'
  | 'web-identity-user'
  | 'federated-user'
  | 'identity-center-user'
  | 'service'
  | 'account'
  | 'unknown';

/** The identity behind the event. `name` is the display name and is never empty. */
export interface Actor {
  readonly kind: ActorKind;
  /** `root`, the user name, the session name of a role, the service; `unknown user` where AWS hides or omits it. Never an id. */
  readonly name: string;
  readonly arn: string | undefined;
  /** The account that the identity belongs to (not always where the event was recorded). */
  readonly account: string | undefined;
  /** That account's name, where the caller is from another one and the name is known. */
  readonly accountName?: string;
  readonly principalId: string | undefined;
  /** For a role session: the role's name (the last part of its path). */
  readonly role: string | undefined;
  /** For a role session: the session name, which for federated people is the person. */
  readonly session: string | undefined;
  readonly accessKeyId: string | undefined;
  /** The AWS service that acted on the identity's behalf, e.g. `cloudformation.amazonaws.com`. */
  readonly invokedBy: string | undefined;
  /** CloudTrail hid the name (`HIDDEN_DUE_TO_SECURITY_REASONS`): it may be a password typed by mistake. */
  readonly hidden: boolean;
  /** IAM Identity Center: the user's id in the identity store. */
  readonly identityCenterUserId: string | undefined;
  /** The name of the human, where this record or another one of the input holds it; never an id. */
  readonly person: string | undefined;
}

/** The request's origin. `text` is what may be shown; `address` is set only for a real IP address. */
export interface Origin {
  readonly kind: 'address' | 'service' | 'aws-internal' | 'malformed' | 'absent';
  readonly text: string;
  /** Canonical form: IPv4 dotted, IPv6 compressed (RFC 5952), IPv4-mapped IPv6 as IPv4. */
  readonly address: string | undefined;
}

export type Outcome = 'success' | 'failure';
export type Mfa = 'used' | 'not-used' | 'unknown';

/** Fields of sign-in events only. */
export interface SignIn {
  /** The sign-in's target, without its query (which holds OAuth state). */
  readonly loginTo: string | undefined;
  readonly mobile: boolean | undefined;
  readonly samlProvider: string | undefined;
  readonly mfaIdentifier: string | undefined;
  /** CheckMfa: `Virtual MFA`, `U2F MFA`, …. */
  readonly mfaType: string | undefined;
  /** Identity Center: `PASSWORD`, `PASSWORD,TOTP`, `EXTERNAL_IDP`, …. */
  readonly credentialType: string | undefined;
  /** Identity Center: the chain that one sign-in's events share. */
  readonly workflowId: string | undefined;
  /** Origin of the portal's sign-in, if the console was reached from it over the other address family (dual stack). */
  readonly portal?: Origin;
  /** SwitchRole: the caller's ARN. */
  readonly switchedFrom: string | undefined;
  /** Identity Center: the permission set, from a role named `AWSReservedSSO_<set>_<hash>`. */
  readonly permissionSet: string | undefined;
  readonly oauth?: OAuth | undefined;
}

/** `aws login`, or an agent that acts for a person. */
export interface OAuth {
  readonly kind: 'cli' | 'agent';
  /** An agent's registration, an ARN; empty if it isn't recorded. */
  readonly client: string;
  /** An agent's name, or the host that receives its code; undefined for a program on the person's own device. */
  readonly program: string | undefined;
  /** The code is for another device than the browser's (`aws login --remote`). */
  readonly isCrossDevice: boolean;
  /** The code goes to a program on the browser's own device. */
  readonly isLocal: boolean;
  /** The service that the token opens. */
  readonly resource: string;
  /** `authorization_code`, `refresh_token`, `client_credentials`; not recorded for `aws login`. */
  readonly grant: string | undefined;
}

/** One CloudTrail event, or one EventBridge event that has no CloudTrail record (then `detailType` is set). */
export interface TrailEvent {
  /**
   * Id of the deed: the same for each copy that CloudTrail writes into another account (`sharedEventID`) and for a record
   * that it writes again (`addendum`). Else `eventId`.
   */
  readonly id: string;
  /** `eventID`, by which AWS finds the record, or a hash of the content if the record has none. */
  readonly eventId: string;
  /** ISO 8601 in UTC with seconds, e.g. `2026-11-19T09:12:41Z`. */
  readonly time: string;
  /** Milliseconds since the epoch, the same moment as `time`. */
  readonly epoch: number;
  /** The account that the event was recorded in; `unknown` if no field names it. */
  readonly account: string;
  readonly region: string;
  /** `signin.amazonaws.com`; for an EventBridge event its `source`, e.g. `aws.guardduty`. */
  readonly source: string;
  /** `ConsoleLogin`; for an EventBridge event its detail-type. */
  readonly name: string;
  /** CloudTrail's `eventType`, as written. */
  readonly type: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly userAgent: string | undefined;
  readonly outcome: Outcome;
  /** `errorCode` and `errorMessage`. A failed sign-in has only a message. */
  readonly error: { readonly code: string | undefined; readonly message: string | undefined } | undefined;
  readonly mfa: Mfa;
  readonly readOnly: boolean | undefined;
  readonly signIn: SignIn | undefined;
  /** Set only for an EventBridge event that isn't a CloudTrail record; then `record` is its `detail`. */
  readonly detailType: string | undefined;
  /** The file (and in an archive its member), bucket object or region's event history it was read from; not in the function. */
  readonly readFrom?: string | undefined;
  /** The raw record, which event patterns match. */
  readonly record: JsonObject;
}

/**
 * Order of time, then of ids: the same events give the same order wherever they come from. A token follows its
 * authorisation, which often has the same second.
 */
export function byTime(a: TrailEvent, b: TrailEvent): number {
  return (
    a.epoch - b.epoch || stepOf(a) - stepOf(b) || compare(a.id, b.id) || byName(a, b) || compare(a.eventId, b.eventId)
  );
}

const stepOf = ({ name }: TrailEvent): number => (name === 'AuthorizeOAuth2Access' ? 0 : 1);

/** Puts that copy first which has the caller's name; the other account sees only an account. */
const byName = (a: TrailEvent, b: TrailEvent) =>
  Number(a.actor.kind === 'account') - Number(b.actor.kind === 'account');

// Events that an older version kept have no `eventId`.
const compare = (a: string | undefined = '', b: string | undefined = '') => (a < b ? -1 : a > b ? 1 : 0);
