/** The section of findings: filters, the list, the details of one, and what is printed. */
import { detailOf } from './detail.ts';
import { element, name, table } from './dom.ts';
import { filtersBox } from './filters.ts';
import { FindingList } from './list.ts';
import { isSeverity } from './severity.ts';
import type { Filter, Row } from './store.ts';
import { section, severityTag, timeText, type View } from './view.ts';

const MOST_PRINTED = 1_000;

export interface Findings {
  readonly section: HTMLElement;
  /** Shows what fits the view's state now. */
  readonly update: (loaded: string | undefined) => void;
  readonly print: () => void;
}

export function findingsSection(view: View): Findings {
  const { words, messages, store } = view;
  const filters = filtersBox(view);
  const count = element('p', { role: 'status' });
  const detail = element(
    'div',
    { class: 'detail', role: 'region', 'aria-label': words.detail.none, tabindex: -1 },
    words.detail.none,
  );
  const printed = element('div', { class: 'printed' });
  const list = new FindingList({
    label: words.section.findings,
    columns: [
      messages.label.severity,
      messages.label.when,
      messages.label.who,
      messages.label.where,
      messages.label.event,
      messages.label.rule,
    ],
    row: (index) => store.row(index),
    cells: (row) => cellsOf(row, view),
    onOpen: (row) => {
      detail.replaceChildren(...detailOf(row, view, () => list.element.focus()));
      detail.setAttribute('aria-label', row.id);
      detail.focus({ preventScroll: true });
      detail.scrollIntoView({ block: 'nearest' });
    },
  });
  let rows: readonly number[] = [];
  let before = '';
  const update = (loaded: string | undefined) => {
    const filter = filterOf(view);
    rows = store.find(filter);
    list.show(rows);
    const now = JSON.stringify(view.state);
    if (now !== before) list.toTop();
    before = now;
    const all = view.head.counts.findings;
    count.textContent = [loaded ?? words.shown(rows.length, all), ...(rows.length === 0 ? [words.noneFits] : [])].join(
      ' ',
    );
    filters.update();
  };
  const print = () => {
    const shown = rows.slice(0, MOST_PRINTED).flatMap((index) => store.row(index) ?? []);
    const columns = [
      messages.label.severity,
      messages.label.when,
      messages.label.who,
      messages.label.where,
      messages.label.event,
      messages.label.rule,
    ];
    printed.replaceChildren(
      ...(shown.length < rows.length ? [words.printed(shown.length, rows.length)] : []),
      table(
        words.section.findings,
        columns.map((text) => ({ text })),
        shown.map((row) => cellsOf(row, view)),
      ),
    );
  };
  const made = section(
    'findings',
    words.section.findings,
    filters.element,
    count,
    element('p', { id: 'keys', class: 'soft keys' }, words.keys),
    list.element,
    detail,
    printed,
  );
  return { section: made, update, print };
}

function cellsOf(row: Row, view: View): readonly (Node | string)[] {
  const { head, language } = view;
  const isJa = language === 'ja';
  return [
    isSeverity(row.severity) ? severityTag(row.severity, view) : row.severity,
    timeText(row.time, head.timezone),
    name(isJa ? row.whoJa : row.who),
    name(row.place === '' ? '-' : row.place),
    name(isJa ? row.messageJa : row.message),
    name(row.rule),
  ];
}

function filterOf({ state, stories }: View): Filter {
  const story = state.story === '' ? undefined : stories[Number(state.story) - 1];
  return { ...state, ids: state.story === '' ? undefined : new Set(story?.findings ?? []) };
}
