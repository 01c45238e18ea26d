/** Names that the records lack, each asked of AWS once as long as the watch runs. */
import type { Aws } from '../../aws/clients.ts';
import { askAccounts } from '../../aws/names/accounts.ts';
import { askPeople } from '../../aws/names/people.ts';
import { accountNames } from '../../core/accounts.ts';
import type { TrailEvent } from '../../core/event.ts';
import type { NamelessUser } from '../../core/people/people.ts';
import type { Settings } from '../../core/settings.ts';

/** Keys of people, as records teach them. */
const USER = 'user ';

export class Names {
  /** By the account's id. */
  readonly accounts = new Map<string, string>();
  readonly #people = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #settings: Settings;
  readonly #signal: AbortSignal;

  constructor(settings: Settings, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
  }

  /** By the user's id. */
  get people(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#people);
  }

  learn(learned: ReadonlyMap<string, string>): void {
    for (const [key, name] of learned) if (key.startsWith(USER)) this.#people.set(key.slice(USER.length), name);
  }

  /** One after the other is asked for what the ones before don't know. A refusal leaves the name open for good. */
  async askPeople(users: readonly NamelessUser[], namers: readonly Aws[]): Promise<ReadonlyMap<string, string>> {
    const fresh = users.filter(({ id }) => !this.#people.has(id) && !this.#asked.has(id));
    for (const { id } of fresh) this.#asked.add(id);
    for (const aws of namers) {
      const lacking = fresh.filter(({ id }) => !this.#people.has(id));
      if (lacking.length === 0) break;
      const { names } = await askPeople(lacking, aws, this.#signal, 'watch');
      for (const [id, name] of names) this.#people.set(id, name);
    }
    return this.#people;
  }

  async askAccounts(events: readonly TrailEvent[], namers: readonly Aws[]): Promise<void> {
    const known = accountNames(this.#settings.accounts);
    const ids = [...new Set(events.map(({ account }) => account))];
    const fresh = ids.filter((id) => !known.has(id) && !this.accounts.has(id) && !this.#asked.has(id));
    for (const id of fresh) this.#asked.add(id);
    for (const aws of namers) {
      const lacking = fresh.filter((id) => !this.accounts.has(id));
      if (lacking.length === 0) break;
      const { names } = await askAccounts(lacking, aws, { signal: this.#signal, command: 'watch' });
      this.tellAccounts(names);
    }
  }

  /** Names that AWS has told already. */
  tellAccounts(names: ReadonlyMap<string, string>): void {
    for (const [id, name] of names) this.accounts.set(id, name);
  }
}
