/** Asks AWS for names that neither the records nor the settings hold, once a run. */
import type { Aws } from '../../../aws/clients.ts';
import { askAccounts } from '../../../aws/names/accounts.ts';
import { askPeople } from '../../../aws/names/people.ts';
import { accountNames } from '../../../core/accounts.ts';
import { assignedAccount } from '../../../core/assigned.ts';
import type { TrailEvent } from '../../../core/event.ts';
import type { Words } from '../../../core/language.ts';
import type { NamelessUser } from '../../../core/people.ts';
import type { Settings } from '../../../core/settings.ts';
import type { AskedNames } from './names.ts';

export interface NameSource {
  readonly people: (users: readonly NamelessUser[]) => Promise<ReadonlyMap<string, string>>;
  /** To be called once the events are there. */
  readonly end: (events: readonly TrailEvent[]) => Promise<AskedNames>;
}

export function namesFromAws(aws: Aws, settings: Settings, signal: AbortSignal): NameSource {
  const refused: Words[] = [];
  return {
    async people(users) {
      const { names, refusals } = await askPeople(users, aws, signal, 'replay');
      refused.push(...refusals);
      return names;
    },
    async end(events) {
      const known = accountNames(settings.accounts);
      const ids = signal.aborted ? [] : [...new Set(events.flatMap(accountsOf))];
      const lacking = ids.filter((id) => !known.has(id));
      const { names, refusals } = await askAccounts(lacking, aws, { signal, command: 'replay' });
      return { accounts: names, isAsked: true, refused: { people: refused, accounts: refusals } };
    },
  };
}

/** The accounts that sentences about the event name. */
function accountsOf(event: TrailEvent): readonly string[] {
  const { account, actor } = event;
  const caller = actor.kind === 'account' ? actor.account : undefined;
  return [account, caller, assignedAccount(event)].filter((id) => id !== undefined);
}
