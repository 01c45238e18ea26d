/** The session that one record names by itself: by sign-in, access key, or identity and time of creation. */
import type { JsonObject, TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';

/** Why an event belongs to no session. */
const NO_SESSION = ['not-a-record', 'aws-service', 'failed-sign-in', 'other-account', 'anonymous', 'no-key'] as const;
export type NoSession = (typeof NO_SESSION)[number];

/** The temporary credentials of an identity, by the time of their creation: a console's requests each have a new key. */
export interface Since {
  /** `principalId`, or the ARN. */
  readonly principal: string;
  /** Milliseconds since the epoch. */
  readonly epoch: number;
}

export interface SessionKeys {
  /** Records that share one of these are of one session; empty if the record names none. */
  readonly own: readonly string[];
  readonly since: Since | undefined;
  /** The session whose credentials the call gave out, by its access key. */
  readonly given: string | undefined;
  /** That session by its identity, for records without the key: it begins at the time of the record. */
  readonly becomes: string | undefined;
}

const NONE: SessionKeys = { own: [], since: undefined, given: undefined, becomes: undefined };

/** Shared examples have `...` for ids, all the same one. */
const isId = (text: string | undefined): text is string => text !== undefined && /[0-9a-z]/i.test(text);

export const keyOf = (accessKeyId: string): string => `key ${accessKeyId}`;
const sinceKey = ({ principal, epoch }: Since): string => `since ${principal} ${epoch}`;

/**
 * A console session is its identity and the time of creation, a CLI session its access key.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function sessionKeys(event: TrailEvent): SessionKeys {
  if (event.detailType !== undefined) return NONE;
  const since = sinceOf(event);
  const isPortal = event.actor.kind === 'identity-center-user';
  const { given, becomes } = givenBy(event);
  // A token for the console's sign-in page continues the caller's session.
  const isSame = event.name === 'GetSigninToken';
  return {
    own: [
      ...signInArn(event),
      ...(since === undefined ? [] : [sinceKey(since)]),
      ...accessKey(event, since),
      ...(isPortal || event.signIn?.workflowId !== undefined ? portalKey(event) : []),
      ...(isSame && given !== undefined ? [given] : []),
    ],
    since,
    given: isSame ? undefined : given,
    becomes: isSame ? undefined : becomes,
  };
}

function signInArn({ record }: TrailEvent): readonly string[] {
  const arn = textAt(record, 'userIdentity.sessionContext.signInSessionArn');
  return isId(arn) ? [`sign-in ${arn}`] : [];
}

function sinceOf({ record, actor }: TrailEvent): Since | undefined {
  const epoch = Date.parse(textAt(record, 'userIdentity.sessionContext.attributes.creationDate') ?? '');
  const principal = principalIdOf(actor);
  return principal === undefined || Number.isNaN(epoch) ? undefined : { principal, epoch };
}

export function principalIdOf({ principalId, arn }: Pick<TrailEvent['actor'], 'principalId' | 'arn'>) {
  return [principalId, arn].find(isId);
}

/** Long-lived keys have no time of creation; where one stands beside it, the console's own call is meant. */
function accessKey({ actor }: TrailEvent, since: Since | undefined): readonly string[] {
  const key = actor.accessKeyId;
  if (!isId(key) || (since !== undefined && key.startsWith('AKIA'))) return [];
  // Ids of made-up records are no keys of AWS's, and stand in several people's records.
  return [keyOf(isReal(key) ? key : `${principalIdOf(actor) ?? ''} ${key}`)];
}

export const isReal = (key: string): boolean => /^(?:AKIA|ASIA)[A-Z0-9]{8,}$/.test(key);

/** One sign-in to the access portal, or what is done with its token. */
function portalKey({ signIn, actor, record }: TrailEvent): readonly string[] {
  const { workflowId } = signIn ?? {};
  if (isId(workflowId)) return [`workflow ${workflowId}`];
  const user = actor.identityCenterUserId;
  return isId(user) ? [`portal ${user} ${textAt(record, 'userIdentity.credentialId') ?? ''}`] : [];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
function givenBy(event: TrailEvent): Pick<SessionKeys, 'given' | 'becomes'> {
  const { record, outcome, source, name, actor } = event;
  if (outcome !== 'success') return NONE;
  if (source === 'signin.amazonaws.com' && name === 'SwitchRole')
    return { given: undefined, becomes: principalIdOf(actor) };
  if (source !== 'sts.amazonaws.com' && name !== 'GetSigninToken') return NONE;
  const response = responseOf(record);
  const key = textAt(response, 'credentials.accessKeyId');
  const identity =
    textAt(response, 'assumedRoleUser.assumedRoleId') ?? textAt(response, 'federatedUser.federatedUserId');
  return {
    given: isId(key) && isReal(key) ? keyOf(key) : undefined,
    becomes: isId(identity) ? identity : undefined,
  };
}

const responseOf = (record: JsonObject) => record['responseElements'];
