/** Names that the records lack, each asked of AWS once as long as the watch runs. */
import type { Aws } from '../../aws/clients.ts';
import { askAccounts } from '../../aws/names/accounts.ts';
import { askPeople } from '../../aws/names/people.ts';
import { accountNames } from '../../core/accounts.ts';
import type { TrailEvent } from '../../core/event.ts';
import type { NamelessUser } from '../../core/people.ts';
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

  /** A refusal leaves the name open; it isn't asked for again. */
  async askPeople(users: readonly NamelessUser[], aws: Aws): Promise<ReadonlyMap<string, string>> {
    const lacking = users.filter(({ id }) => !this.#people.has(id) && !this.#asked.has(id));
    for (const { id } of lacking) this.#asked.add(id);
    if (lacking.length > 0) {
      const { names } = await askPeople(lacking, aws, this.#signal, 'watch');
      for (const [id, name] of names) this.#people.set(id, name);
    }
    return this.#people;
  }

  async askAccounts(events: readonly TrailEvent[], aws: Aws): Promise<void> {
    const known = accountNames(this.#settings.accounts);
    const ids = [...new Set(events.map(({ account }) => account))];
    const lacking = ids.filter((id) => !known.has(id) && !this.#asked.has(id));
    for (const id of lacking) this.#asked.add(id);
    if (lacking.length === 0) return;
    const { names } = await askAccounts(lacking, aws, { signal: this.#signal, command: 'watch' });
    for (const [id, name] of names) this.accounts.set(id, name);
  }
}
