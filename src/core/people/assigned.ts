/** Users and groups of IAM Identity Center that a call is about: its record holds their ids, and hides their names. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { type NamelessUser, type People, storeOf } from './people.ts';

export interface Subject {
  readonly id: string;
  readonly isGroup: boolean;
}

/** The fields of `requestParameters` that hold them. */
export const SUBJECT_FIELDS = ['principalId', 'principalType', 'userId', 'memberId', 'member', 'groupId'] as const;

const DIRECTORIES = ['sso-directory.amazonaws.com', 'identitystore.amazonaws.com'];

const isAssignment = ({ source, name }: TrailEvent) =>
  source === 'sso.amazonaws.com' && name === 'CreateAccountAssignment';

/** Whom the call is about, but for deleted users, who have no name any more. */
export function subjectsOf(event: TrailEvent): readonly Subject[] {
  const { source, name, record } = event;
  const at = (path: string) => textAt(record, `requestParameters.${path}`);
  if (isAssignment(event)) return subject(at('principalId'), at('principalType') === 'GROUP');
  if (!DIRECTORIES.includes(source) || name === 'DeleteUser') return [];
  const member = at('memberId.userId') ?? at('member.memberId') ?? at('memberId');
  return [...subject(at('userId') ?? member, false), ...subject(at('groupId'), true)];
}

/** The account in which the call assigns a permission set. */
export const assignedAccount = (event: TrailEvent): string | undefined =>
  isAssignment(event) ? textAt(event.record, 'requestParameters.targetId') : undefined;

const subject = (id: string | undefined, isGroup: boolean): readonly Subject[] =>
  id !== undefined && /^(?:[0-9a-f]{10}-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? [{ id, isGroup }]
    : [];

/** Those of them that have no name yet and may be asked for, each once. */
export function namelessSubjects(events: readonly TrailEvent[], people: People): readonly NamelessUser[] {
  const found = new Map<string, NamelessUser>();
  const stores = new Set(events.flatMap(({ record }) => storeOf(record) ?? []));
  const [only] = stores.size === 1 ? stores : [];
  for (const event of events) {
    for (const { id, isGroup } of subjectsOf(event)) {
      const store = storeBy(event, id) ?? only;
      if (store === undefined || people.nameOf(id, isGroup) !== undefined) continue;
      found.set(id, { id, store, region: event.region, ...(isGroup ? { isGroup } : {}) });
    }
  }
  return [...found.values()];
}

/** Ids of older stores begin with the store's; a person who changes the directory belongs to it. */
function storeBy({ record }: TrailEvent, id: string): string | undefined {
  const prefix = /^([0-9a-f]{10})-/.exec(id)?.[1];
  if (prefix !== undefined) return `d-${prefix}`;
  const named = textAt(record, 'requestParameters.identityStoreId');
  return named !== undefined && /^d-[0-9a-f]{10}$/.test(named) ? named : storeOf(record);
}
