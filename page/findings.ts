/** The section of findings: filters, the list, the details of one, and what is printed. */

import { SEVERITIES } from '../src/core/rule.ts';
import { KIND, type TextColumn } from '../src/render/html/model.ts';
import { detailOf } from './detail.ts';
import { button, type Choice, element, name, select, table } from './dom.ts';
import { FindingList } from './list.ts';
import { isSeverity } from './severity.ts';
import { FILTERS, NOTHING, type StateKey } from './state.ts';
import type { Filter, Row } from './store.ts';
import { section, severityTag, timeText, type View } from './view.ts';

/** Choices that a list of them can hold; a text finds the others. */
const MOST_CHOICES = 300;
const MOST_PRINTED = 1_000;

export interface Findings {
  readonly section: HTMLElement;
  /** Shows what fits the view's state now. */
  readonly update: (loaded: string | undefined) => void;
  readonly print: () => void;
}

export function findingsSection(view: View): Findings {
  const { words, messages, store } = view;
  const filters = element('fieldset', { class: 'filters' });
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
  let offered = -1;
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
    // Not while somebody may be choosing in them.
    if (offered !== store.count || !filters.contains(document.activeElement)) {
      offered = store.count;
      drawFilters(filters, view);
    }
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
    filters,
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

function drawFilters(box: HTMLElement, view: View): void {
  const { words, messages, state, change, store, head, language } = view;
  const { filter } = words;
  const set = (key: StateKey) => (value: string) => change({ [key]: value });
  const any = { value: '', text: filter.any };
  const severities = SEVERITIES.map((value, at) => ({
    value,
    text: at === 0 ? messages.severity[value] : filter.orHigher(messages.severity[value]),
  }));
  const text = element('input', { type: 'search', value: state.q, maxlength: 200 });
  text.addEventListener('input', () => change({ q: text.value }));
  const japanese = new Map(language === 'ja' ? store.pairs('who', 'whoJa') : []);
  const rules = store
    .values('rule')
    .map(([value]) => ({ value, text: `${value}: ${head.rules[value]?.title[language] ?? ''}` }));
  const kinds = [
    { value: String(KIND.signIn), text: filter.kinds.signIn },
    { value: String(KIND.failedSignIn), text: filter.kinds.failedSignIn },
    { value: String(KIND.other), text: filter.kinds.other },
  ];
  const sorts = [
    { value: '', text: filter.sorts.report },
    { value: 'oldest', text: filter.sorts.oldest },
    { value: 'newest', text: filter.sorts.newest },
    { value: 'gravest', text: filter.sorts.gravest },
  ];
  const choices = (column: TextColumn, key: StateKey, shown: (value: string) => string = (value) => value) => [
    any,
    ...chosenFirst(
      store
        .values(column)
        .slice(0, MOST_CHOICES)
        .map(([value]) => ({ value, text: shown(value) })),
      state[key],
    ),
  ];
  const hour = Number(state.hour);
  const isFiltered = FILTERS.some((key) => state[key] !== '');
  const parts: readonly (Node | undefined)[] = [
    element('label', {}, filter.text, text),
    select(filter.severity, [{ value: '', text: filter.anySeverity }, ...severities], state.severity, set('severity')),
    select(filter.kind, [any, ...kinds], state.kind, set('kind')),
    select(
      filter.who,
      choices('who', 'who', (value) => japanese.get(value) ?? value),
      state.who,
      set('who'),
    ),
    select(
      filter.where,
      choices('place', 'place', (value) => (value === '' ? '-' : value)),
      state.place,
      set('place'),
    ),
    select(filter.account, choices('account', 'account'), state.account, set('account')),
    select(filter.rule, [any, ...chosenFirst(rules, state.rule)], state.rule, set('rule')),
    select(filter.sort, sorts, state.sort, set('sort')),
    ...(state.hour === ''
      ? []
      : [removable(filter.hour(words.weekdays[Math.floor(hour / 24)] ?? '', hour % 24), () => change({ hour: '' }))]),
    ...(state.story === '' ? [] : [removable(filter.story(Number(state.story)), () => change({ story: '' }))]),
    isFiltered
      ? button(filter.clear, () => change(Object.fromEntries(FILTERS.map((key) => [key, NOTHING[key]]))))
      : undefined,
  ];
  box.replaceChildren(element('legend', {}, filter.legend), ...parts.filter((part) => part !== undefined));
}

const removable = (text: string, onClick: () => void) => button(`${text} ×`, onClick);

/** Choices with the one that the address names, which may be rare. An empty value would mean any. */
function chosenFirst(choices: readonly Choice[], value: string): readonly Choice[] {
  const named = choices.filter((choice) => choice.value !== '');
  return value === '' || named.some((choice) => choice.value === value) ? named : [{ value, text: value }, ...named];
}
