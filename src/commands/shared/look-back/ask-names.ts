/** Asks AWS for names that neither the records nor the settings hold, once a run. */
import type { Aws } from '../../../aws/clients.ts';
import { askAccounts } from '../../../aws/names/accounts.ts';
import { askPeople } from '../../../aws/names/people.ts';
import { accountNames } from '../../../core/accounts.ts';
import type { TrailEvent } from '../../../core/event.ts';
import type { Words } from '../../../core/language.ts';
import { assignedAccount } from '../../../core/people/assigned.ts';
import type { NamelessUser } from '../../../core/people/people.ts';
import type { Settings } from '../../../core/settings.ts';
import type { AskedNames } from './names.ts';

export interface NameSource {
  readonly people: (users: readonly NamelessUser[]) => Promise<ReadonlyMap<string, string>>;
  /** To be called once the events are there. */
  readonly end: (events: readonly TrailEvent[]) => Promise<AskedNames>;
}

/** `namers`: one after the other is asked for what the ones before don't know. `told`: accounts that AWS has named already. */
export function namesFromAws(
  namers: readonly Aws[],
  settings: Settings,
  signal: AbortSignal,
  told: ReadonlyMap<string, string> = new Map(),
): NameSource {
  const refused: Words[] = [];
  return {
    async people(users) {
      const found = new Map<string, string>();
      for (const aws of namers) {
        const lacking = users.filter(({ id }) => !found.has(id));
        if (lacking.length === 0) break;
        const { names, refusals } = await askPeople(lacking, aws, signal, 'replay');
        for (const [id, name] of names) found.set(id, name);
        refused.push(...refusals);
      }
      return found;
    },
    async end(events) {
      const known = accountNames(settings.accounts);
      const ids = signal.aborted ? [] : [...new Set(events.flatMap(accountsOf))];
      const found = new Map(told);
      const accounts: Words[] = [];
      for (const aws of namers) {
        const lacking = ids.filter((id) => !known.has(id) && !found.has(id));
        const { names, refusals } = await askAccounts(lacking, aws, { signal, command: 'replay' });
        for (const [id, name] of names) found.set(id, name);
        accounts.push(...refusals);
      }
      return { accounts: found, isAsked: true, refused: { people: refused, accounts } };
    },
  };
}

/** The accounts that sentences about the event name. */
function accountsOf(event: TrailEvent): readonly string[] {
  const { account, actor } = event;
  const caller = actor.kind === 'account' ? actor.account : undefined;
  return [account, caller, assignedAccount(event)].filter((id) => id !== undefined);
}
