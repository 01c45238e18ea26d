/** Events that no rule looks at, of which sessions consist for the most part: kept as far as there is room. */
import type { TrailEvent } from '../../../core/event.ts';
import type { ActiveRule } from '../../../core/inspection/activate.ts';
import { dropReads } from '../../../core/session/outline.ts';
import { saveMemory } from '../../../sources/heap.ts';
import { shareTexts } from '../../../sources/share-texts.ts';

/** About 1 kB each. */
const MOST = 200_000;
const MOST_IDENTITIES = 20_000;

export class OtherEvents {
  readonly #active: readonly ActiveRule[];
  readonly #most: number;
  readonly #events = new Map<string, TrailEvent>();
  /** Further events that have an id in common with the first, and are not the same. */
  readonly #namesakes: TrailEvent[] = [];
  readonly #identities = new Map<string, TrailEvent>();
  readonly #origins = new Map<string, TrailEvent['origin']>();
  #notKept = 0;

  /** `active`: rules whose events stay whole. */
  constructor(active: readonly ActiveRule[], most = MOST) {
    this.#active = active;
    this.#most = most;
  }

  readonly take = (event: TrailEvent): void => {
    if (event.detailType !== undefined) return;
    const known = this.#events.get(event.id);
    if (known !== undefined && known.name === event.name && known.epoch === event.epoch) return;
    if (this.#events.size + this.#namesakes.length >= this.#most) {
      this.#notKept += 1;
      return;
    }
    if (dropReads(event, this.#active)) this.#share(event);
    else shareTexts(event.record);
    if (known === undefined) this.#events.set(event.id, event);
    else this.#namesakes.push(event);
    saveMemory(this.#events.size);
  };

  /** Events of one identity have its parts in common; the rest of an outline is read by nobody. */
  #share(event: TrailEvent): void {
    const { userIdentity, sessionCredentialFromConsole } = event.record;
    const key = JSON.stringify([userIdentity, sessionCredentialFromConsole]);
    const known = this.#identities.get(key) ?? event;
    if (known === event && this.#identities.size < MOST_IDENTITIES) this.#identities.set(key, event);
    const { text } = event.origin;
    const origin = this.#origins.get(text) ?? event.origin;
    if (this.#origins.size < MOST_IDENTITIES) this.#origins.set(text, origin);
    Object.assign(event, { record: known.record, actor: known.actor, origin, userAgent: undefined });
  }

  get events(): readonly TrailEvent[] {
    return [...this.#events.values(), ...this.#namesakes];
  }

  clear(): void {
    this.#events.clear();
    this.#namesakes.length = 0;
    this.#identities.clear();
    this.#origins.clear();
  }

  /** Records that there was no room for; those that came twice count twice. */
  get notKept(): number {
    return this.#notKept;
  }
}
