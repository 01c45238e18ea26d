/** Sessions that are folded into a row until its reader unfolds them. What is unfolded stays so when the page is drawn anew. */
import { element } from './dom.ts';
import { sessionBlock } from './session.ts';
import type { View } from './view.ts';

/** Keys of what is unfolded, such as `story 3`. */
const unfolded = new Set<string>();

/** The sessions, or a line while they are being loaded; those that the file lacks are left out. */
function fill(box: HTMLElement, places: readonly number[], view: View): void {
  const draw = () =>
    box.replaceChildren(
      ...places.flatMap((place) => {
        const row = view.sessions.rows[place];
        return row === undefined ? [] : sessionBlock(row, view);
      }),
    );
  if (places.every((place) => view.sessions.rows[place] !== undefined)) draw();
  else {
    box.replaceChildren(element('p', {}, view.words.session.loading));
    view.sessions.waiting.push(draw);
  }
}

/** Empty where the file holds no session of it. */
export function sessionDetails(key: string, places: readonly number[], view: View): readonly HTMLElement[] {
  if (places.length === 0) return [];
  const isOpen = unfolded.has(key);
  const box = element('div', {});
  const made = element(
    'details',
    { class: 'unfold', open: isOpen },
    element('summary', {}, view.words.session.show(places.length)),
    box,
  );
  if (isOpen) fill(box, places, view);
  made.addEventListener('toggle', () => {
    if (made.open) unfolded.add(key);
    else unfolded.delete(key);
    if (made.open && box.childElementCount === 0) fill(box, places, view);
  });
  return [made];
}

export interface Unfolding {
  readonly button: HTMLElement;
  /** Stands below the row, over all its columns. */
  readonly below: HTMLElement;
}

/** The same for a row of a table, which holds no details of its own. `about`: who it is, for screen readers. */
export function sessionRowBelow(key: string, place: number, about: string, view: View): Unfolding {
  const { words } = view;
  const id = `session-of-${key}`;
  const box = element('div', {});
  const below = element('div', { id, hidden: true }, box);
  const button = element(
    'button',
    { type: 'button', 'aria-controls': id, 'aria-label': `${words.session.head}: ${about}` },
    words.session.head,
  );
  const show = (isOpen: boolean) => {
    below.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) unfolded.add(key);
    else unfolded.delete(key);
    if (isOpen && box.childElementCount === 0) fill(box, [place], view);
  };
  show(unfolded.has(key));
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
  return { button, below };
}
