/** The checks of an audit by group, with filters; each unfolds to its path, evidence and remedy. */
import { SEVERITIES } from '../src/core/rule.ts';
import type { AuditCheckRow } from '../src/render/html/audit-model.ts';
import type { AuditView } from './audit-page.ts';
import { pathFigures } from './audit-path.ts';
import { button, element, name, select } from './dom.ts';
import { NOTHING, type StateKey } from './state.ts';
import { inLanguage, section, severityTag } from './view.ts';

const RESULTS = ['fail', 'unknown', 'pass'] as const;
const FILTERS: readonly StateKey[] = ['q', 'severity', 'area', 'result'];

/** Ids of checks that are unfolded or folded by hand; failures are unfolded at first, if they are few. */
const byHand = new Map<string, boolean>();
const MOST_OPEN = 10;

interface Checks {
  readonly section: HTMLElement;
  /** Shows the checks that fit the view's state. */
  readonly update: () => void;
}

export function checksSection(view: AuditView): Checks {
  const { page } = view;
  const count = element('p', { role: 'status' });
  const list = element('div', {});
  const controls = element('div', { class: 'controls' });
  const legend = element('legend', {}, view.words.filter.legend);
  const box = element('fieldset', { class: 'filters' }, legend, controls);
  const failed = view.head.checks.filter(({ result }) => result === 'fail');
  const isOpenAtFirst = ({ result }: AuditCheckRow) => result === 'fail' && failed.length <= MOST_OPEN;
  const foldAll = (isOpen: boolean) => {
    for (const { id } of view.head.checks.filter((check) => fits(check, view))) byHand.set(id, isOpen);
    update();
  };
  const update = () => {
    const shown = view.head.checks.filter((check) => fits(check, view));
    count.textContent = shown.length === 0 ? page.noneFits : page.shown(shown.length, view.head.checks.length);
    list.replaceChildren(
      ...view.head.areas.flatMap(({ id, name: title }) => {
        const checks = shown.filter(({ area }) => area === id);
        if (checks.length === 0) return [];
        const rows = checks.map((check) => checkDetails(check, isOpenAtFirst(check), view));
        return [element('h3', {}, inLanguage(title, view)), ...rows];
      }),
    );
    if (!controls.contains(document.activeElement)) controls.replaceChildren(...controlsOf(view));
  };
  // While somebody types or chooses, the controls stay.
  controls.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && controls.contains(relatedTarget)) return;
    setTimeout(() => controls.replaceChildren(...controlsOf(view)));
  });
  const tools = element(
    'p',
    { class: 'keys' },
    button(page.expand, () => foldAll(true)),
    ' ',
    button(page.collapse, () => foldAll(false)),
  );
  return { section: section('checks', page.section.checks, box, count, tools, list), update };
}

function controlsOf(view: AuditView): readonly Node[] {
  const { words, page, results, messages, state, change, head } = view;
  const { filter } = words;
  const any = { value: '', text: filter.any };
  const text = element('input', { type: 'search', value: state.q, maxlength: 200 });
  text.addEventListener('input', () => change({ q: text.value }));
  const severities = SEVERITIES.map((value, at) => ({
    value,
    text: at === 0 ? messages.severity[value] : filter.orHigher(messages.severity[value]),
  }));
  const areas = head.areas.map(({ id, name: title }) => ({ value: id, text: inLanguage(title, view) }));
  const choices = RESULTS.map((value) => ({ value, text: results[value] }));
  const isFiltered = FILTERS.some((key) => state[key] !== '');
  return [
    element('label', {}, filter.text, text),
    select(page.area, [any, ...areas], state.area, (area) => change({ area })),
    select(page.result, [any, ...choices], state.result, (result) => change({ result })),
    select(filter.severity, [{ value: '', text: filter.anySeverity }, ...severities], state.severity, (severity) =>
      change({ severity }),
    ),
    ...(isFiltered
      ? [button(filter.clear, () => change(Object.fromEntries(FILTERS.map((key) => [key, NOTHING[key]]))))]
      : []),
  ];
}

const RANKS: readonly string[] = SEVERITIES;

function fits(check: AuditCheckRow, { state }: AuditView): boolean {
  const { area, result, severity, q } = state;
  if (area !== '' && check.area !== area) return false;
  if (result !== '' && check.result !== result) return false;
  if (severity !== '' && RANKS.indexOf(check.severity) > RANKS.indexOf(severity)) return false;
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((one) => one !== '');
  if (words.length === 0) return true;
  const text = JSON.stringify([check.id, check.title, check.said, check.evidence, check.paths, check.controls]);
  return words.every((word) => text.toLowerCase().includes(word));
}

function checkDetails(check: AuditCheckRow, isOpenAtFirst: boolean, view: AuditView): HTMLElement {
  const { results } = view;
  const { id, result, severity, title, said } = check;
  const isOpen = byHand.get(id) ?? isOpenAtFirst;
  const box = element('div', { class: 'about' });
  const made = element(
    'details',
    { class: `check ${result}-edge`, open: isOpen, id: `check-${id}` },
    element(
      'summary',
      {},
      element('span', { class: `result ${result}` }, results[result]),
      ' ',
      ...(result === 'pass' ? [] : [severityTag(severity, view), ' ']),
      element('code', {}, id),
      ' ',
      element('strong', {}, name(inLanguage(title, view))),
      element('span', { class: 'said' }, name(inLanguage(said, view))),
    ),
    box,
  );
  // A hundred paths are drawn only when they are looked at.
  const fill = () => {
    if (box.childElementCount === 0) box.append(...about(check, view));
  };
  if (isOpen) fill();
  made.addEventListener('toggle', () => {
    if (made.open !== isOpen || byHand.has(id)) byHand.set(id, made.open);
    if (made.open) fill();
  });
  return made;
}

function about(check: AuditCheckRow, view: AuditView): readonly Node[] {
  const { page } = view;
  const { paths, morePaths, evidence, todo, controls, missing } = check;
  const items = (texts: readonly (Node | string)[]) => texts.map((text) => element('li', {}, text));
  return [
    ...(paths.length === 0 ? [] : [element('h4', {}, page.paths), ...pathFigures(check, view)]),
    ...(morePaths === 0 ? [] : [element('p', { class: 'soft' }, page.morePaths(morePaths))]),
    ...(evidence.length === 0
      ? []
      : [
          element('h4', {}, page.evidence),
          element('ul', {}, ...items(evidence.map((one) => name(inLanguage(one, view))))),
        ]),
    ...(todo.length === 0
      ? []
      : [element('h4', {}, page.todo), element('ul', {}, ...todo.map((one) => todoItem(one, view)))]),
    ...(missing.length === 0
      ? []
      : [element('h4', {}, page.missing), element('ul', {}, ...items(missing.map((one) => element('code', {}, one))))]),
    ...(controls.length === 0
      ? []
      : [element('h4', {}, page.controls), element('ul', { class: 'chips' }, ...items(controls))]),
  ];
}

function todoItem({ text, lines, afterwards }: AuditCheckRow['todo'][number], view: AuditView): HTMLElement {
  return element(
    'li',
    {},
    name(inLanguage(text, view)),
    ...(lines.length === 0
      ? []
      : [element('div', { class: 'commands' }, ...lines.map((line) => element('code', {}, line)))]),
    ...(afterwards === null ? [] : [name(inLanguage(afterwards, view))]),
  );
}
