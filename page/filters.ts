/** The filters above the list of findings. */
import { SEVERITIES } from '../src/core/rule.ts';
import { KIND, type TextColumn } from '../src/render/html/model.ts';
import { button, type Choice, element, select } from './dom.ts';
import { FILTERS, NOTHING, type StateKey } from './state.ts';
import type { View } from './view.ts';

/** Choices that a list of them can hold; a text finds the others. */
const MOST_CHOICES = 300;

export interface Filters {
  readonly element: HTMLElement;
  /** Shows the view's state, and the values of the findings that are loaded. */
  readonly update: () => void;
}

export function filtersBox(view: View): Filters {
  const controls = element('div', { class: 'controls' });
  const chosen = element('div', { class: 'controls' });
  const made = element(
    'fieldset',
    { class: 'filters' },
    element('legend', {}, view.words.filter.legend),
    controls,
    chosen,
  );
  const update = () => {
    // Not while somebody is choosing or typing in them.
    if (!controls.contains(document.activeElement)) controls.replaceChildren(...controlsOf(view));
    const hadFocus = chosen.contains(document.activeElement);
    chosen.replaceChildren(...chosenOf(view));
    if (hadFocus) controls.querySelector('input')?.focus();
  };
  controls.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && controls.contains(relatedTarget)) return;
    setTimeout(update);
  });
  return { element: made, update };
}

/** The controls, with the values that the findings have. */
function controlsOf(view: View): readonly Node[] {
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
  return [
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
  ];
}

/** Filters that come from elsewhere in the page, and the way out of all of them. */
function chosenOf({ words, state, change }: View): readonly Node[] {
  const { filter } = words;
  const hour = Number(state.hour);
  const isFiltered = FILTERS.some((key) => state[key] !== '');
  return [
    ...(state.hour === ''
      ? []
      : [removable(filter.hour(words.weekdays[Math.floor(hour / 24)] ?? '', hour % 24), () => change({ hour: '' }))]),
    ...(state.story === '' ? [] : [removable(filter.story(Number(state.story)), () => change({ story: '' }))]),
    ...(isFiltered
      ? [button(filter.clear, () => change(Object.fromEntries(FILTERS.map((key) => [key, NOTHING[key]]))))]
      : []),
  ];
}

const removable = (text: string, onClick: () => void) => button(`${text} ×`, onClick);

/** Choices with the one that the address names, which may be rare. An empty value would mean any. */
function chosenFirst(choices: readonly Choice[], value: string): readonly Choice[] {
  const named = choices.filter((choice) => choice.value !== '');
  return value === '' || named.some((choice) => choice.value === value) ? named : [{ value, text: value }, ...named];
}
