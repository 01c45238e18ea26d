/** An OCSF 1.x event that was made of a CloudTrail record -> the record, as far as it holds one. */
import type { Json, JsonObject } from '../core/event.ts';
import { booleanAt, isObject, numberAt, textAt, valueAt } from '../core/fields.ts';

/** https://schema.ocsf.io/1.1.0/classes/authentication, and the mapping of Security Lake. */
export function recordOfOcsf(value: JsonObject): JsonObject | undefined {
  const name = textAt(value, 'api.operation');
  const source = textAt(value, 'api.service.name');
  if (textAt(value, 'metadata.product.name') !== 'CloudTrail' || name === undefined || source === undefined) {
    return undefined;
  }
  const loose = unflattened(value['unmapped']);
  return defined({
    ...loose,
    eventVersion: textAt(value, 'metadata.product.version') ?? '1.08',
    eventID: textAt(value, 'metadata.uid'),
    eventName: name,
    eventSource: source,
    eventTime: textAt(value, 'time_dt') ?? numberAt(value, 'time'),
    awsRegion: textAt(value, 'cloud.region'),
    recipientAccountId: textAt(value, 'cloud.account.uid') ?? textAt(value, 'cloud.account_uid'),
    sourceIPAddress: textAt(value, 'src_endpoint.ip') ?? textAt(value, 'src_endpoint.domain'),
    userAgent: textAt(value, 'http_request.user_agent'),
    errorCode: textAt(value, 'api.response.error'),
    errorMessage: textAt(value, 'api.response.message') ?? textAt(value, 'api.response.error_message'),
    readOnly: typeof loose['readOnly'] === 'string' ? loose['readOnly'] === 'true' : loose['readOnly'],
    userIdentity: { ...objectOf(loose['userIdentity']), ...identityOf(value) },
    responseElements: responseOf(value, name, loose),
    additionalEventData: additionalOf(value, loose),
  });
}

function identityOf(value: JsonObject): JsonObject {
  const user = valueAt(value, 'actor.user') ?? valueAt(value, 'user');
  return defined({
    type: textAt(user, 'type'),
    userName: textAt(user, 'name'),
    arn: [textAt(user, 'uid'), textAt(user, 'uuid')].find((text) => text?.startsWith('arn:')),
    principalId: textAt(user, 'uid_alt'),
    accountId: textAt(user, 'account.uid') ?? textAt(user, 'account_uid'),
    accessKeyId: textAt(user, 'credential_uid'),
    invokedBy: textAt(value, 'actor.invoked_by'),
  });
}

/** A sign-in has its outcome under its own name, as in CloudTrail. */
function responseOf(value: JsonObject, name: string, loose: JsonObject): JsonObject {
  const status = textAt(value, 'status');
  const known = objectOf(loose['responseElements']);
  return status === undefined || textAt(value, 'class_name') !== 'Authentication'
    ? known
    : { [name]: status === 'Success' ? 'Success' : 'Failure', ...known };
}

function additionalOf(value: JsonObject, loose: JsonObject): JsonObject {
  const isMfa = booleanAt(value, 'is_mfa') ?? booleanAt(value, 'mfa') ?? booleanAt(value, 'actor.session.mfa');
  return {
    ...(isMfa === undefined ? {} : { MFAUsed: isMfa ? 'Yes' : 'No' }),
    ...objectOf(loose['additionalEventData']),
  };
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const defined = (value: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const])));

/** `{ 'a.b': 1 }` -> `{ a: { b: 1 } }`, one level deep, as far as names of records go. */
export function unflattened(value: Json | undefined): JsonObject {
  const made = new Map<string, Json>();
  for (const [path, one] of Object.entries(objectOf(value))) {
    const [key = '', ...rest] = path.split('.');
    if (rest.length === 0) made.set(key, one);
    else made.set(key, { ...objectOf(made.get(key)), ...nested(rest, one, objectOf(made.get(key))) });
  }
  return Object.fromEntries(made);
}

function nested([key = '', ...rest]: readonly string[], one: Json, beside: JsonObject): JsonObject {
  return rest.length === 0
    ? { [key]: one }
    : { [key]: { ...objectOf(beside[key]), ...nested(rest, one, objectOf(beside[key])) } };
}
