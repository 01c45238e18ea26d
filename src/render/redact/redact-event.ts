/** An event with stand-ins. Only words of AWS stay: calls, services, regions, error codes. */
import type { Actor, JsonObject, Origin, TrailEvent } from '../../core/event.ts';
import { personOf } from '../../core/people/person.ts';
import { clientOf } from '../../core/record/client.ts';
import { isByDeviceCode } from '../../core/record/sign-in-events.ts';
import { isRegion } from '../../core/regions.ts';
import type { StandIns } from './stand-ins.ts';

const SERVICE = /^[a-z0-9.-]{1,80}\.amazonaws\.com(?:\.cn)?$/;
const EVENT_SOURCE = /^aws\.[a-z0-9-]{1,40}$/;
const CALL = /^[A-Z][A-Za-z0-9]{2,80}$/;
/** EventBridge's kinds of events: `GuardDuty Finding`. */
const DETAIL_TYPE = /^[A-Z][A-Za-z0-9 ]{2,80}$/;
const ERROR_CODE = /^[A-Z][A-Za-z0-9.]{2,80}$/;
const HISTORY = 'LookupEvents ';

const redactedRegion = (region: string, standIns: StandIns): string =>
  isRegion(region) ? region : standIns.of('region', region);

export function redactedEvent(event: TrailEvent, standIns: StandIns): TrailEvent {
  const { id, time, epoch, account, region, source, name, type, outcome, mfa, readOnly, error, detailType } = event;
  const standIn = standIns.of('event', id);
  const isNamed = detailType === undefined ? CALL.test(name) : DETAIL_TYPE.test(name);
  const call = isNamed ? name : standIns.of('call', name);
  return {
    id: standIn,
    eventId: standIn,
    time,
    epoch,
    account: standIns.of('account', account),
    region: redactedRegion(region, standIns),
    source: SERVICE.test(source) || EVENT_SOURCE.test(source) ? source : standIns.of('service', source),
    name: call,
    type: /^[A-Za-z]{1,40}$/.test(type) ? type : '',
    actor: redactedActor(event, standIns),
    origin: redactedOrigin(event.origin, standIns),
    userAgent: userAgentOf(event, standIns),
    outcome,
    error: error === undefined ? undefined : { code: codeOf(error.code), message: undefined },
    mfa,
    readOnly,
    signIn: undefined,
    detailType: detailType === undefined ? undefined : call,
    record: recordOf(event),
    readFrom: readFromOf(event.readFrom, standIns),
  };
}

/** A call by its name alone. */
export const redactedCall = (name: string, standIns: StandIns): string =>
  CALL.test(name) ? name : standIns.of('call', name);

/** `iam`, without `.amazonaws.com`. */
export const redactedService = (service: string, standIns: StandIns): string =>
  SERVICE.test(`${service}.amazonaws.com`) ? service : standIns.of('service', service);

const codeOf = (code: string | undefined) => (code !== undefined && ERROR_CODE.test(code) ? code : undefined);

/** The file or object by its stand-in; the event history by its region. */
function readFromOf(place: string | undefined, standIns: StandIns): string | undefined {
  const isHistory = place?.startsWith(HISTORY) === true && isRegion(place.slice(HISTORY.length));
  return place === undefined || isHistory ? place : standIns.of('source', place);
}

/** By this alone a sign-in with a device's code is known. */
const recordOf = (event: TrailEvent): JsonObject =>
  isByDeviceCode(event) ? { requestParameters: { grantType: 'urn:ietf:params:oauth:grant-type:device_code' } } : {};

function redactedActor(event: TrailEvent, standIns: StandIns): Actor {
  const { kind, name, account, hidden, role, session, invokedBy, identityCenterUserId } = event.actor;
  const person = personOf(event);
  const personal = (text: string) => standIns.of('person', text);
  const ofAccount = account === undefined ? undefined : standIns.of('account', account);
  return {
    kind,
    name: nameOf(event, standIns),
    arn: undefined,
    account: ofAccount,
    principalId: undefined,
    role: role === undefined ? undefined : role === name ? nameOf(event, standIns) : standIns.of('role', role),
    session: session === undefined ? undefined : personal(session),
    accessKeyId: undefined,
    invokedBy: invokedBy !== undefined && SERVICE.test(invokedBy) ? invokedBy : undefined,
    hidden,
    identityCenterUserId: identityCenterUserId === undefined ? undefined : personal(identityCenterUserId),
    person: person === null ? undefined : personal(person),
  };
}

function nameOf({ actor: { kind, name, account, role, hidden } }: TrailEvent, standIns: StandIns): string {
  if (kind === 'root') return 'root';
  if (hidden || name === 'unknown user') return 'unknown user';
  if (kind === 'service' && SERVICE.test(name)) return name;
  if (kind === 'account') return standIns.of('account', account ?? name);
  return standIns.of(name === role ? 'role' : 'person', name);
}

function redactedOrigin({ kind, text }: Origin, standIns: StandIns): Origin {
  const isWord = kind === 'absent' || kind === 'aws-internal' || (kind === 'service' && SERVICE.test(text));
  return { kind, text: isWord ? text : standIns.of('address', text), address: undefined };
}

/** Enough for the kind of program to be known. */
function userAgentOf(event: TrailEvent, standIns: StandIns): string | undefined {
  if (event.userAgent === undefined) return undefined;
  const client = clientOf(event);
  if (client === 'browser') return 'Mozilla/5.0';
  return client === 'aws-cli' ? 'aws-cli/' : standIns.of('user-agent', event.userAgent);
}
