/** An Elastic document with ECS fields that was made of a CloudTrail record -> the record, as far as it holds one. */
import type { Json, JsonObject } from '../core/event.ts';
import { booleanAt, isObject, objectAt, textAt, valueAt } from '../core/fields.ts';
import { unflattened } from './ocsf.ts';
import { parseJson } from './parse-json.ts';

/** Did Elastic's integration make this of a CloudTrail record? */
export const isEcs = (value: JsonObject): boolean => objectAt(unflattened(value), 'aws.cloudtrail') !== undefined;

/**
 * https://www.elastic.co/docs/reference/integrations/aws/cloudtrail. Undefined where parameters or answers stand in Java's
 * form alone (`{a=b}`), from which no rule could tell what was done.
 */
export function recordOfEcs(flat: JsonObject): JsonObject | undefined {
  const value = unflattened(flat);
  const trail = objectAt(value, 'aws.cloudtrail');
  const [name, source] = [textAt(value, 'event.action'), textAt(value, 'event.provider')];
  if (trail === undefined || name === undefined || source === undefined) return undefined;
  const bodies = ['request_parameters', 'response_elements', 'additional_eventdata'].map((key) => bodyOf(trail, key));
  if (bodies.includes(UNREADABLE)) return undefined;
  const [requestParameters, responseElements, additionalEventData] = bodies;
  return defined({
    eventVersion: textAt(trail, 'event_version') ?? '1.08',
    eventID: textAt(trail, 'event_id') ?? textAt(value, 'event.id'),
    sharedEventID: textAt(trail, 'shared_event_id'),
    eventType: textAt(trail, 'event_type'),
    eventCategory: textAt(trail, 'event_category'),
    eventName: name,
    eventSource: source,
    eventTime: textAt(value, '@timestamp'),
    awsRegion: textAt(value, 'cloud.region'),
    recipientAccountId: textAt(trail, 'recipient_account_id') ?? textAt(value, 'cloud.account.id'),
    sourceIPAddress: textAt(value, 'source.address') ?? textAt(value, 'source.ip'),
    userAgent: textAt(value, 'user_agent.original'),
    errorCode: textAt(trail, 'error_code'),
    errorMessage: textAt(trail, 'error_message'),
    readOnly: booleanAt(trail, 'read_only'),
    managementEvent: booleanAt(trail, 'management_event'),
    userIdentity: identityOf(value, trail),
    requestParameters,
    responseElements: responseElements ?? responseOf(value, name),
    additionalEventData: additionalEventData ?? additionalOf(trail),
  });
}

/** Text that is no JSON, where an object should stand. */
const UNREADABLE = Symbol('unreadable');

function bodyOf(trail: JsonObject, key: string): Json | typeof UNREADABLE | undefined {
  const flattened = objectAt(trail, `flattened.${key}`);
  if (flattened !== undefined) return unflattened(flattened);
  const told = valueAt(trail, key);
  if (typeof told !== 'string' || told === '' || told === 'null') return isObject(told) ? told : undefined;
  const parsed = parseJson(told);
  return isObject(parsed) ? parsed : UNREADABLE;
}

function identityOf(value: JsonObject, trail: JsonObject): JsonObject {
  const identity = objectAt(trail, 'user_identity');
  const issuer = objectAt(identity, 'session_context.session_issuer');
  const mfa = textAt(identity, 'session_context.mfa_authenticated');
  const session = defined({
    attributes: mfa === undefined ? undefined : { mfaAuthenticated: mfa },
    sessionIssuer:
      issuer === undefined
        ? undefined
        : defined({
            type: textAt(issuer, 'type'),
            principalId: textAt(issuer, 'principal_id'),
            arn: textAt(issuer, 'arn'),
            accountId: textAt(issuer, 'account_id'),
            userName: textAt(issuer, 'user_name') ?? textAt(value, 'user.name'),
          }),
  });
  return defined({
    type: textAt(identity, 'type'),
    userName: textAt(value, 'user.name'),
    principalId: textAt(value, 'user.id'),
    arn: textAt(identity, 'arn'),
    accountId: textAt(identity, 'account_id') ?? textAt(value, 'cloud.account.id'),
    accessKeyId: textAt(identity, 'access_key_id'),
    invokedBy: textAt(identity, 'invoked_by'),
    sessionContext: Object.keys(session).length === 0 ? undefined : session,
  });
}

/** A sign-in's outcome under its own name, as in CloudTrail. */
function responseOf(value: JsonObject, name: string): JsonObject | undefined {
  const outcome = textAt(value, 'event.outcome');
  if (name !== 'ConsoleLogin' || outcome === undefined) return undefined;
  return { [name]: outcome === 'success' ? 'Success' : 'Failure' };
}

function additionalOf(trail: JsonObject): JsonObject | undefined {
  const isMfa = booleanAt(trail, 'console_login.additional_eventdata.mfa_used');
  return isMfa === undefined ? undefined : { MFAUsed: isMfa ? 'Yes' : 'No' };
}

const defined = (value: Readonly<Record<string, Json | typeof UNREADABLE | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      one === undefined || typeof one === 'symbol' ? [] : [[key, one] as const],
    ),
  );
