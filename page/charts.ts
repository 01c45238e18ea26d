/** Sign-ins over time, drawn by uPlot, and by weekday and hour, as a table whose cells are coloured and can be chosen. */
import uPlot from 'uplot';
import { button, element, table } from './dom.ts';
import { section, timeText, type View } from './view.ts';

const HEIGHT = 220;
const PRINTED_WIDTH = 700;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Draws once it has a width, and again by `redraw`. */
export function trendSection(view: View): {
  readonly section: HTMLElement;
  readonly draw: (isPrint?: boolean) => void;
} {
  const { head, words } = view;
  const { trend } = head;
  if (trend === null) {
    return {
      section: section('time', words.section.time, element('p', { class: 'soft' }, words.noSignIns)),
      draw: () => {},
    };
  }
  const label = words.chart(sum(trend.signIns), sum(trend.failures));
  const box = element('div', { role: 'img', 'aria-label': label });
  const made = section('time', words.section.time, legend(view), box, numbers(view));
  let plot: uPlot | undefined;
  return {
    section: made,
    draw: (isPrint = false) => {
      plot?.destroy();
      plot = drawn(view, box, isPrint ? PRINTED_WIDTH : box.clientWidth);
    },
  };
}

function legend({ words }: View): HTMLElement {
  return element(
    'p',
    { class: 'legend' },
    element('span', {}, element('i', { class: 'in' }), words.signIns),
    element('span', {}, element('i', { class: 'failed' }), words.failures),
  );
}

function drawn({ head, words }: View, box: HTMLElement, width: number): uPlot | undefined {
  const { trend, timezone } = head;
  if (trend === null || uPlot.paths.bars === undefined) return undefined;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const times = trend.signIns.map((_, at) => trend.start + at * trend.step);
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
  };
  const bars = (align: -1 | 1) => uPlot.paths.bars?.({ size: [0.4, 60], align });
  const series = (text: string, name: string, align: -1 | 1): uPlot.Series => {
    const paths = bars(align);
    return {
      label: text,
      stroke: colour(name),
      fill: colour(name),
      width: 0,
      ...(paths === undefined ? {} : { paths }),
      points: { show: false },
    };
  };
  const labels = (_: uPlot, splits: number[]) =>
    splits.map((at) => timeText(at, timezone).slice(trend.step >= 86_400 ? 0 : 5, trend.step >= 86_400 ? 10 : 16));
  const options: uPlot.Options = {
    width: Math.max(width, 280),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1_000), timezone),
    scales: {
      x: { time: true, range: (_, from, to) => [from - trend.step, to + trend.step] },
      y: { range: (_, __, to) => [0, Math.max(to, 1)] },
    },
    axes: [
      { ...axis, values: labels, space: 120 },
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000] },
    ],
    series: [{}, series(words.signIns, '--in', -1), series(words.failures, '--failed', 1)],
  };
  return new uPlot(options, [times, [...trend.signIns], [...trend.failures]], box);
}

function numbers(view: View): HTMLElement {
  const { head, words, messages } = view;
  const made = element('details', {}, element('summary', {}, words.asTable));
  const rows = () =>
    (head.trend?.signIns ?? []).flatMap((signIns, at) => {
      const failures = head.trend?.failures[at] ?? 0;
      const time = timeText((head.trend?.start ?? 0) + at * (head.trend?.step ?? 0), head.timezone).slice(0, 16);
      return signIns + failures === 0 ? [] : [[time, String(signIns), String(failures)]];
    });
  const columns = [
    { text: messages.label.when },
    { text: words.signIns, isNumber: true },
    { text: words.failures, isNumber: true },
  ];
  made.addEventListener('toggle', () => made.append(table(words.section.time, columns, rows())), { once: true });
  return made;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function hoursSection(view: View): HTMLElement {
  const { head, words, change } = view;
  const { signIns, failures } = head.hours;
  const totals = signIns.map((count, at) => count + (failures[at] ?? 0));
  const most = Math.max(...totals, 1);
  const cell = (day: number, hour: number) => {
    const at = day * 24 + hour;
    const count = totals[at] ?? 0;
    if (count === 0) return element('td', {});
    const label = words.hour(words.weekdays[day] ?? '', hour, signIns[at] ?? 0, failures[at] ?? 0);
    const made = element(
      'td',
      {},
      button(String(count), () => change({ hour: String(at) }), { 'aria-label': `${count}, ${label}`, title: label }),
    );
    made.style.backgroundColor = `rgba(${getComputedStyle(document.documentElement).getPropertyValue('--heat')}, ${0.12 + 0.3 * (count / most)})`;
    return made;
  };
  const head24 = HOURS.map((hour) => element('th', { scope: 'col' }, String(hour)));
  const rows = words.weekdays.map((weekday, day) =>
    element('tr', {}, element('th', { scope: 'row' }, weekday), ...HOURS.map((hour) => cell(day, hour))),
  );
  return section(
    'hours',
    words.section.hours,
    sum(totals) === 0
      ? element('p', { class: 'soft' }, words.noSignIns)
      : element(
          'div',
          { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': words.section.hours },
          element(
            'table',
            { class: 'heat' },
            element('thead', {}, element('tr', {}, element('td', {}), ...head24)),
            element('tbody', {}, ...rows),
          ),
        ),
  );
}
