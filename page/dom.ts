/** Elements made without HTML text, so that no text of an event is ever parsed. */

type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** True sets an empty attribute; false and undefined set none. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export function button(text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** Text of an event: apart from what surrounds it, whatever direction it is written in. */
export const name = (text: string): HTMLElement => element('span', { class: 'name', dir: 'auto' }, text);

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export function select(label: string, choices: readonly Choice[], value: string, onChange: (value: string) => void) {
  const options = choices.map((choice) =>
    element('option', { value: choice.value, selected: choice.value === value }, choice.text),
  );
  const made = element('select', {}, ...options);
  made.value = value;
  made.addEventListener('change', () => onChange(made.value));
  return element('label', {}, label, made);
}

export interface Column {
  readonly text: string;
  readonly isNumber?: boolean;
}

/** A table that can be scrolled by keyboard. `label` names it for screen readers; `below` stands under each row. */
export function table(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  below: readonly (HTMLElement | undefined)[] = [],
): HTMLElement {
  const cells = (row: readonly Child[]) =>
    row.map((cell, at) => element('td', { class: columns[at]?.isNumber ? 'number' : 'name' }, cell));
  const head = columns.map(({ text, isNumber }) =>
    element('th', { scope: 'col', class: isNumber ? 'number' : undefined }, text),
  );
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...head)),
      element(
        'tbody',
        {},
        ...rows.flatMap((row, at) => [element('tr', {}, ...cells(row)), ...rowBelow(below[at], columns.length)]),
      ),
    ),
  );
}

const rowBelow = (content: HTMLElement | undefined, columns: number) =>
  content === undefined ? [] : [element('tr', { class: 'below' }, element('td', { colspan: columns }, content))];
