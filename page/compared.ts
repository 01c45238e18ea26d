/** The section of differences from an earlier report. */
import type { ComparedRow } from '../src/render/html/model.ts';
import { element, name, table } from './dom.ts';
import { inLanguage, section, severityTag, timeText, type View } from './view.ts';

/** Undefined where there was no report to compare with. */
export function comparedSection(view: View): HTMLElement | undefined {
  const { head, words } = view;
  const { compared } = head;
  if (compared === null) return undefined;
  const { counts, window } = compared;
  const said = words.compared;
  const part = (heading: string, rows: readonly ComparedRow[], all: number) => [
    element('h3', {}, heading),
    ...(rows.length === 0 ? [] : [rowsTable(heading, rows, view)]),
    ...(all > rows.length ? [element('p', { class: 'soft' }, said.more(all - rows.length))] : []),
  ];
  return section(
    'compared',
    words.section.compared,
    element('p', {}, said.against(moment(window.from, view), moment(window.to, view))),
    ...part(said.fresh(counts.fresh), compared.fresh, counts.fresh),
    counts.notAskedBefore === 0
      ? undefined
      : element('p', { class: 'soft' }, said.notAskedBefore(counts.notAskedBefore)),
    ...part(said.gone(counts.gone), compared.gone, counts.gone),
    ...(view.language === 'ja' && counts.gone > 0 ? [element('p', { class: 'soft' }, said.english)] : []),
    ...part(said.changed(counts.changed), compared.changed, counts.changed),
    element('p', {}, said.same(counts.same)),
    counts.notAsked === 0 ? undefined : element('p', {}, said.notAsked(counts.notAsked)),
  );
}

function rowsTable(label: string, rows: readonly ComparedRow[], view: View): HTMLElement {
  const { head, messages, words } = view;
  const isChanged = rows.some(({ before }) => before !== undefined);
  const columns = [messages.label.severity, messages.label.when, messages.label.event, messages.label.rule];
  const cells = (row: ComparedRow) => [
    severityTag(row.severity, view),
    timeText(row.time, head.timezone),
    name(inLanguage(row.message, view)),
    row.rule,
    ...(isChanged ? [beforeText(row, view)] : []),
  ];
  return table(
    label,
    [...columns, ...(isChanged ? [words.compared.before] : [])].map((text) => ({ text })),
    rows.map(cells),
  );
}

function beforeText({ before, severity, events, muted }: ComparedRow, { messages, words }: View): string {
  if (before === undefined) return '';
  return [
    ...(before.severity === severity ? [] : [messages.severity[before.severity]]),
    ...(before.events === events ? [] : [`${words.detail.events}: ${before.events}`]),
    ...(before.muted === muted ? [] : [`${words.detail.muted}: ${before.muted ?? '-'}`]),
  ].join(', ');
}

const moment = (time: string | null, { head }: View): string =>
  time === null ? '-' : timeText(Date.parse(time) / 1_000, head.timezone);
