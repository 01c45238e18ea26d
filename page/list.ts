/** The list of findings: only the rows in sight are in the page, however many there are. */
import { element } from './dom.ts';
import type { Row } from './store.ts';

const ROW = 32;
/** Rows beyond the edges that are drawn before they are in sight. */
const SPARE = 8;

export interface ListOptions {
  readonly label: string;
  readonly columns: readonly string[];
  readonly row: (index: number) => Row | undefined;
  readonly cells: (row: Row) => readonly (Node | string)[];
  readonly onOpen: (row: Row) => void;
}

export class FindingList {
  readonly element: HTMLElement;
  readonly #body: HTMLElement;
  readonly #options: ListOptions;
  #rows: readonly number[] = [];
  #active = 0;

  constructor(options: ListOptions) {
    this.#options = options;
    this.#body = element('div', { class: 'body', role: 'rowgroup' });
    const head = options.columns.map((text) => element('div', { role: 'columnheader' }, text));
    this.element = element(
      'div',
      {
        class: 'grid',
        role: 'grid',
        tabindex: 0,
        'aria-label': options.label,
        'aria-describedby': 'keys',
        'aria-readonly': 'true',
      },
      element('div', { role: 'rowgroup', class: 'row head' }, element('div', { role: 'row', class: 'row' }, ...head)),
      this.#body,
    );
    this.element.replaceChildren(
      element(
        'div',
        { role: 'rowgroup' },
        element('div', { role: 'row', class: 'row head', 'aria-rowindex': 1 }, ...head),
      ),
      this.#body,
    );
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.#body.addEventListener('click', (event) => this.#click(event));
  }

  /** Indexes of the findings to show, in order. */
  show(rows: readonly number[]): void {
    this.#rows = rows;
    this.#active = Math.min(this.#active, Math.max(rows.length - 1, 0));
    this.#body.style.height = `${rows.length * ROW}px`;
    this.element.setAttribute('aria-rowcount', String(rows.length + 1));
    this.#draw();
  }

  toTop(): void {
    this.#active = 0;
    this.element.scrollTop = 0;
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const from = Math.max(Math.floor(scrollTop / ROW) - SPARE, 0);
    const to = Math.min(Math.ceil((scrollTop + clientHeight) / ROW) + SPARE, this.#rows.length);
    const drawn: HTMLElement[] = [];
    for (let at = from; at < to; at += 1) drawn.push(this.#rowAt(at));
    this.#body.replaceChildren(...drawn);
    const active = drawn.find(({ id }) => id === `row-${this.#active}`);
    if (active === undefined) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', active.id);
  }

  #rowAt(at: number): HTMLElement {
    const row = this.#options.row(this.#rows[at] ?? -1);
    const cells = row === undefined ? [] : this.#options.cells(row);
    const made = element(
      'div',
      {
        role: 'row',
        id: `row-${at}`,
        class: at === this.#active ? 'row active' : 'row',
        'aria-rowindex': at + 2,
        'aria-selected': at === this.#active ? 'true' : 'false',
      },
      ...cells.map((cell) => element('div', { role: 'gridcell', dir: 'auto' }, cell)),
    );
    made.style.transform = `translateY(${at * ROW}px)`;
    return made;
  }

  #click({ target }: Event): void {
    const row = target instanceof Element ? target.closest('[role=row]') : null;
    if (row === null) return;
    this.#active = Number(row.id.slice('row-'.length));
    this.#draw();
    this.#open();
  }

  #open(): void {
    const row = this.#options.row(this.#rows[this.#active] ?? -1);
    if (row !== undefined) this.#options.onOpen(row);
  }

  #key(event: KeyboardEvent): void {
    const page = Math.max(Math.floor(this.element.clientHeight / ROW) - 2, 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const step = steps[event.key];
    if (event.key === 'Enter') this.#open();
    else if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    else this.#moveTo(Math.min(Math.max(this.#active + step, 0), Math.max(this.#rows.length - 1, 0)));
    event.preventDefault();
  }

  /** Scrolls as little as brings the row into sight, below the heading. */
  #moveTo(at: number): void {
    this.#active = at;
    const { scrollTop, clientHeight } = this.element;
    const [top, bottom] = [at * ROW, (at + 2) * ROW];
    if (top < scrollTop) this.element.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.element.scrollTop = bottom - clientHeight;
    this.#draw();
  }
}
