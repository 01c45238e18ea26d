/** `userIdentity` -> the actor. */
import type { Actor, ActorKind, JsonObject } from '../event.ts';
import { objectAt, textAt } from '../fields.ts';
import { shared } from '../text.ts';

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
const KINDS: Readonly<Record<string, ActorKind>> = {
  root: 'root',
  iamuser: 'iam-user',
  assumedrole: 'role',
  role: 'role',
  federateduser: 'federated-user',
  samluser: 'saml-user',
  webidentityuser: 'web-identity-user',
  identitycenteruser: 'identity-center-user',
  awsservice: 'service',
  awsaccount: 'account',
};

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const UNKNOWN_USER = 'unknown user';
/** Before July 2025 Identity Center's people were `Unknown`; consumers are told to accept both. */
const IDENTITY_CENTER = new Set(['signin.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com']);

export function actorOf(record: JsonObject, source: string): Actor {
  const identity = objectAt(record, 'userIdentity');
  const type = textAt(identity, 'type')?.toLowerCase() ?? '';
  const kind = kindOf(type, identity, source);
  const arn = sharedAt(identity, 'arn');
  const { role, session } = kind === 'role' ? sessionOf(identity, arn) : {};
  const userName = sharedAt(identity, 'userName');
  const parts = {
    kind,
    arn,
    account: sharedAt(identity, 'accountId'),
    principalId: sharedAt(identity, 'principalId'),
    role,
    session,
    accessKeyId: textAt(identity, 'accessKeyId'),
    invokedBy: textAt(identity, 'invokedBy'),
    hidden: userName === HIDDEN,
    identityCenterUserId: textAt(identity, 'onBehalfOf.userId'),
  };
  const person = personOf(parts, identity, record);
  const hidden = parts.hidden || (kind === 'identity-center-user' && isUnknownUser(parts, record));
  // By name: an object that is spread into the literal gets a hidden class of its own, larger than the actor.
  const { account, principalId, accessKeyId, invokedBy, identityCenterUserId } = parts;
  const actor = {
    kind,
    name: '',
    arn,
    account,
    principalId,
    role,
    session,
    accessKeyId,
    invokedBy,
    hidden,
    identityCenterUserId,
    person,
  };
  actor.name = nameOf(actor, identity);
  return actor;
}

/** Texts of a principal come again with each of its events. */
function sharedAt(identity: JsonObject | undefined, path: string): string | undefined {
  const text = textAt(identity, path);
  return text === undefined ? undefined : shared(text);
}

function kindOf(type: string, identity: JsonObject | undefined, source: string): ActorKind {
  const known = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (known !== undefined) return known;
  const hasPerson = textAt(identity, 'userName') !== undefined || textAt(identity, 'onBehalfOf.userId') !== undefined;
  if (type === 'unknown' && hasPerson && IDENTITY_CENTER.has(source)) return 'identity-center-user';
  return type === '' && textAt(identity, 'invokedBy') !== undefined ? 'service' : 'unknown';
}

/** `arn:aws:sts::111122223333:assumed-role/<role>/<session>`; the session of `AROA…:<session>` if there is no ARN. */
function sessionOf(identity: JsonObject | undefined, arn: string | undefined): Pick<Actor, 'role' | 'session'> {
  const path = /:assumed-role\/(.+)$/.exec(arn ?? '')?.[1]?.split('/');
  const issuer = textAt(identity, 'sessionContext.sessionIssuer.userName');
  const plainRole = /:role\/(.+)$/
    .exec(arn ?? '')?.[1]
    ?.split('/')
    .at(-1);
  return {
    role: issuer ?? path?.at(0) ?? plainRole,
    session: path !== undefined && path.length > 1 ? path.at(-1) : textAt(identity, 'principalId')?.split(':')[1],
  };
}

/** The role that IAM Identity Center makes for a permission set; each of its sessions is a person, by name. */
const PERMISSION_SET = /^AWSReservedSSO_/;
/** Federated people's sessions carry their mail address. */
const MAIL_ADDRESS = /@/;

/** True if the session of this role is named after a person. */
export const isPersonal = (role: string, session: string | undefined): boolean =>
  PERMISSION_SET.test(role) || (session !== undefined && MAIL_ADDRESS.test(session));

function personOf(
  { kind, role, session }: Omit<Actor, 'name' | 'person'>,
  identity: JsonObject | undefined,
  record: JsonObject,
): string | undefined {
  const userName = told(textAt(identity, 'userName'));
  switch (kind) {
    case 'identity-center-user':
      return userName ?? told(textAt(record, 'additionalEventData.UserName'));
    case 'saml-user':
    case 'web-identity-user':
      return userName;
    case 'role': {
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
      return (
        textAt(identity, 'sessionContext.sourceIdentity') ?? (isPersonal(role ?? '', session) ? session : undefined)
      );
    }
    default:
      return undefined;
  }
}

const told = (name: string | undefined) => (name === HIDDEN ? undefined : name);

/** CloudTrail hides a name that doesn't exist; then no id stands beside it. */
function isUnknownUser({ identityCenterUserId }: Pick<Actor, 'identityCenterUserId'>, record: JsonObject): boolean {
  const isHidden = textAt(record, 'additionalEventData.UserName') === HIDDEN;
  return isHidden && identityCenterUserId === undefined;
}

/** `an Identity Center user (94d00cd8…)`: the id as much as people need to tell two of them apart. */
function identityCenterName(id: string | undefined): string {
  return id === undefined ? 'an Identity Center user' : `an Identity Center user (${shortId(id)})`;
}

/** Ids of older instances begin with that of the instance: `9067642ac7-94d00cd8-…`. */
export function shortId(id: string): string {
  const uuid = /([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(id)?.[1];
  return uuid === undefined && id.length <= 8 ? id : `${uuid ?? id.slice(0, 8)}…`;
}

type Parts = Omit<Actor, 'name'>;

function nameOf(actor: Parts, identity: JsonObject | undefined): string {
  if (actor.hidden) return UNKNOWN_USER;
  const userName = sharedAt(identity, 'userName');
  const last = actor.arn?.split('/').at(-1);
  switch (actor.kind) {
    case 'root':
      return 'root';
    case 'role':
      return actor.session ?? actor.role ?? last ?? actor.principalId ?? UNKNOWN_USER;
    case 'federated-user':
      return last ?? actor.principalId?.split(':').at(-1) ?? userName ?? UNKNOWN_USER;
    case 'service':
      return actor.invokedBy ?? last ?? 'an AWS service';
    case 'account':
      return actor.account === undefined ? UNKNOWN_USER : `account ${actor.account}`;
    case 'identity-center-user':
      return actor.person ?? identityCenterName(actor.identityCenterUserId);
    default:
      return userName ?? last ?? actor.principalId ?? actor.invokedBy ?? UNKNOWN_USER;
  }
}
