/** The accounts that one run reads, each with clients of its own, and those that can't be read, with the reason. */
import { askCaller, type Caller } from '../../../aws/access/caller.ts';
import { awsInRole } from '../../../aws/access/take-role.ts';
import { type Aws, makeAws } from '../../../aws/clients.ts';
import { explainAws } from '../../../aws/errors.ts';
import { faultOf } from '../../../aws/fault.ts';
import { mapConcurrent } from '../../../aws/map-concurrent.ts';
import { listMembers, type Member } from '../../../aws/names/members.ts';
import { accountNames } from '../../../core/accounts.ts';
import { EXIT } from '../../../core/exit.ts';
import type { Words } from '../../../core/language.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { ACCOUNTS_WORDS } from '../../../messages/look-back/accounts.ts';
import { lacking, type NotRead } from '../../../sources/event-history/several-accounts.ts';
import type { GlobalOptions } from '../command.ts';
import type { Several } from './several.ts';

export interface ReadableAccount {
  readonly id: string;
  readonly place: Words;
  readonly aws: Aws;
  /** Throws a `UserError` if its credentials can't be had. */
  readonly check: () => Promise<void>;
}

export interface FoundAccounts {
  readonly readable: readonly ReadableAccount[];
  readonly notRead: readonly NotRead[];
  /** Clients that can be asked for names of people and accounts. */
  readonly namers: readonly Aws[];
  /** Names of the organization's accounts, by id. */
  readonly names: ReadonlyMap<string, string>;
}

const PROFILES_AT_ONCE = 8;

/** Throws a `UserError` if the organization can't be listed. */
export function findAccounts(
  several: Several,
  caller: Aws,
  options: GlobalOptions,
  settings: Settings,
  host: Host,
): Promise<FoundAccounts> {
  return several.kind === 'profiles'
    ? byProfile(several.names, options, settings, host)
    : inOrganization(several.role, caller, options, settings, host);
}

async function byProfile(
  names: readonly string[],
  options: GlobalOptions,
  settings: Settings,
  { signal }: Host,
): Promise<FoundAccounts> {
  const known = accountNames(settings.accounts);
  const asked = await mapConcurrent(names, PROFILES_AT_ONCE, async (profile) => {
    const aws = makeAws({ ...options, profile });
    return askCaller(aws, 'replay', signal).then(
      (caller) => ({ profile, aws, caller }),
      (error: unknown) => ({ profile, aws, error }),
    );
  });
  const first = new Map<string, string>();
  const readable: ReadableAccount[] = [];
  const notRead: NotRead[] = [];
  for (const one of asked) {
    const place = wordsFrom(ACCOUNTS_WORDS, ({ profile }) => profile(one.profile));
    if ('error' in one) {
      if (!(one.error instanceof UserError)) throw one.error;
      notRead.push(lacking({ id: one.profile, place }, one.error.words, { hint: one.error.nextStep }));
      continue;
    }
    const { account: id } = one.caller;
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, one.profile);
      readable.push({ id, place: placeOf(id, known.get(id)), aws: one.aws, check: () => one.aws.checkCredentials() });
    } else {
      const same = wordsFrom(ACCOUNTS_WORDS, ({ sameAccount }) => sameAccount(earlier));
      notRead.push(lacking({ id: one.profile, place }, same));
    }
  }
  return { readable, notRead, namers: readable.map(({ aws }) => aws), names: new Map() };
}

async function inOrganization(
  role: string,
  caller: Aws,
  options: GlobalOptions,
  settings: Settings,
  host: Host,
): Promise<FoundAccounts> {
  const command = `replay --role-name ${role}`;
  const self = await askCaller(caller, command, host.signal);
  const members = await listMembers(caller, command, host.signal);
  const known = accountNames(settings.accounts);
  const nameOf = ({ id, name }: Member) => known.get(id) ?? name;
  const isActive = ({ state }: Member) => state === 'ACTIVE';
  return {
    readable: members.filter(isActive).map((member) => {
      const place = placeOf(member.id, nameOf(member));
      return member.id === self.account
        ? { id: member.id, place, aws: caller, check: () => caller.checkCredentials() }
        : { id: member.id, place, ...takingRole(role, member.id, self, caller, options, host) };
    }),
    notRead: members
      .filter((member) => !isActive(member))
      .map((member) => {
        const { id, state } = member;
        const why = wordsFrom(ACCOUNTS_WORDS, ({ notActive }) => notActive(state));
        return lacking({ id, place: placeOf(id, nameOf(member)) }, why);
      }),
    namers: [caller],
    names: new Map(members.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const]))),
  };
}

/** The place of an account in front of a reason, with its name in the settings. */
export const accountPlace = (id: string, settings: Settings): Words =>
  placeOf(id, accountNames(settings.accounts).get(id));

const placeOf = (id: string, name: string | undefined): Words =>
  wordsFrom(ACCOUNTS_WORDS, ({ account }) => account(id, name));

function takingRole(
  role: string,
  account: string,
  { partition, account: home }: Caller,
  caller: Aws,
  options: GlobalOptions,
  { now }: Host,
): Pick<ReadableAccount, 'aws' | 'check'> {
  const aws = awsInRole({ partition, account, name: role }, caller, options, now);
  const check = () =>
    aws.checkCredentials().catch(async (error: unknown) => {
      const region = await caller.homeRegion();
      const refusal = explainAws(error, { action: 'sts:AssumeRole', region, profile: caller.profile });
      if (faultOf(error) !== 'denied') throw refusal;
      const { message, hint } = refusalFrom(ACCOUNTS_WORDS, ({ roleRefused }) => roleRefused(role, home));
      throw new UserError(message, { hint, exit: EXIT.refused, cause: error });
    });
  return { aws, check };
}
