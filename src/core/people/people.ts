/** Names of people: records of IAM Identity Center that hold only an id get the name that another record holds. */
import { type Actor, byTime, type JsonObject, type TrailEvent } from '../event.ts';
import { textAt, valueAt } from '../fields.ts';

/** A name, and the record it is from: of several names the newest one counts, in whatever order records come. */
interface Known {
  readonly name: string;
  readonly epoch: number;
  readonly id: string;
}

/** A user of Identity Center whose name no record holds, and where it may be asked for. */
export interface NamelessUser {
  readonly id: string;
  /** The id of the identity store, as the record has it. */
  readonly store: string;
  /** The region of a sign-in, where there is one: a session's calls go to other regions too. */
  readonly region: string;
  /** A group of users instead. */
  readonly isGroup?: true;
}

/** Names learned from records of one input, and added from elsewhere. */
export class People {
  readonly #known = new Map<string, Known>();
  readonly #added = new Map<string, string>();
  /** Callers from other accounts, by the id that the copies of a record share. */
  readonly #callers = new Map<string, string>();

  /** Keeps the name that the record holds, if it holds one and an id. */
  learn(event: TrailEvent): void {
    const { epoch, id, eventId, actor } = event;
    if (id !== eventId && actor.kind !== 'account' && !actor.hidden) this.#callers.set(id, actor.name);
    const name = ownName(event);
    if (name === undefined) return;
    for (const key of keysOf(event)) {
      const known = this.#known.get(key);
      if (known === undefined || isNewer({ name, epoch, id }, known)) this.#known.set(key, { name, epoch, id });
    }
  }

  /** Adds a name from elsewhere; one that a record holds wins, then the one that was added first. */
  add(key: string, name: string): void {
    if (!this.#added.has(key)) this.#added.set(key, name);
  }

  /** The names that records hold, by key. */
  get learned(): ReadonlyMap<string, string> {
    return new Map([...this.#known].map(([key, { name }]) => [key, name]));
  }

  /** The name of a user, or a group, of the identity store. */
  readonly nameOf = (id: string, isGroup = false): string | undefined =>
    this.#nameUnder([directoryKey(isGroup ? { id, isGroup } : { id })]);

  /** The event with the name of its person, if it is known and the event lacks it. */
  readonly named = (event: TrailEvent): TrailEvent => {
    if (event.actor.kind === 'account') return this.#withCaller(event);
    if (!isNameless(event.actor)) return event;
    const name = this.#nameUnder(keysOf(event));
    return name === undefined ? event : { ...event, actor: namedActor(event.actor, name) };
  };

  /** The copy in the called account holds only the caller's account. */
  #withCaller(event: TrailEvent): TrailEvent {
    const name = this.#callers.get(event.id);
    return name === undefined ? event : { ...event, actor: { ...event.actor, name } };
  }

  #nameUnder(keys: readonly string[]): string | undefined {
    const known = keys.flatMap((key) => this.#known.get(key)?.name ?? []);
    return known[0] ?? keys.flatMap((key) => this.#added.get(key) ?? [])[0];
  }
}

/** A role's session keeps its name, which stands in every other record of it. */
function namedActor(actor: Actor, name: string): Actor {
  return actor.kind === 'role' ? { ...actor, person: name } : { ...actor, person: name, name };
}

/** True if the event has a person whose name it doesn't hold. */
export const isNameless = ({ kind, person, identityCenterUserId }: Actor): boolean =>
  person === undefined && (kind === 'identity-center-user' || identityCenterUserId !== undefined);

/** Each user once, in order of time; none of whom no record says which identity store knows it. */
export function namelessUsers(events: readonly TrailEvent[]): readonly NamelessUser[] {
  const nameless = events.filter(({ actor }) => isNameless(actor)).toSorted(byTime);
  const signInsFirst = nameless.toSorted((a, b) => Number(isOfPortal(b)) - Number(isOfPortal(a)));
  const found = new Map<string, NamelessUser>();
  for (const { actor, record, region } of signInsFirst) {
    const { identityCenterUserId: id } = actor;
    const store = storeOf(record);
    if (id !== undefined && store !== undefined && !found.has(id)) found.set(id, { id, store, region });
  }
  return [...found.values()];
}

const isOfPortal = ({ actor }: TrailEvent) => actor.kind === 'identity-center-user';

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeUser.html */
export function storeOf(record: JsonObject): string | undefined {
  const text =
    textAt(record, 'userIdentity.onBehalfOf.identityStoreArn') ??
    textAt(record, 'userIdentity.onBehalfOf.identityStoreId');
  return /(?:^|\/)(d-[0-9a-f]{10}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')?.[1];
}

/** Keys under which the person of an event is known: the sign-in itself, then the user. */
export function keysOf({ actor, signIn }: TrailEvent): readonly string[] {
  return [
    ...(signIn?.workflowId === undefined ? [] : [`sign-in ${signIn.workflowId}`]),
    ...(actor.identityCenterUserId === undefined ? [] : [userKey(actor.identityCenterUserId)]),
  ];
}

/** Keys of a record, one of which stands in each that holds a name and what it belongs to. */
export const NAMING_KEYS = ['onBehalfOf', 'AuthWorkflowID'] as const;

/** True if the record may hold a name that other records lack. */
export const mayName = (record: JsonObject): boolean =>
  valueAt(record, 'userIdentity.onBehalfOf') !== undefined ||
  valueAt(record, 'additionalEventData.AuthWorkflowID') !== undefined;

export const directoryKey = ({ id, isGroup }: Pick<NamelessUser, 'id' | 'isGroup'>): string =>
  isGroup === true ? `group ${id}` : userKey(id);

export const userKey = (userId: string): string => `user ${userId}`;

/** The name of the Identity Center user behind the record, where the record holds it. */
function ownName({ actor }: TrailEvent): string | undefined {
  return actor.kind === 'identity-center-user' || actor.identityCenterUserId !== undefined ? actor.person : undefined;
}

function isNewer(one: Known, other: Known): boolean {
  return one.epoch - other.epoch > 0 || (one.epoch === other.epoch && one.id > other.id);
}
