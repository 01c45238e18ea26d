/** The paths of a check, drawn as boxes from the deed to its receivers; each is a list, so that it can be read aloud. */
import { HOP_NAMES } from '../src/messages/audit/hops.ts';
import type { AuditCheckRow, AuditPathRow } from '../src/render/html/audit-model.ts';
import type { AuditView } from './audit-page.ts';
import { element, name } from './dom.ts';
import { inLanguage } from './view.ts';

type Hop = AuditPathRow['hops'][number];

/** Paths alike but for their regions and their last receivers, as one. */
interface Drawn {
  /** The boxes, each with one or several hops side by side. */
  readonly boxes: readonly (readonly Hop[])[];
  readonly path: AuditPathRow;
  readonly regions: readonly string[];
}

const MOST_NAMES = 6;
const MOST_CALLS = 3;

export const pathFigures = ({ paths, title }: AuditCheckRow, view: AuditView): readonly HTMLElement[] =>
  merged(paths).map((drawn) => figureOf(drawn, inLanguage(title, view), view));

function merged(paths: readonly AuditPathRow[]): readonly Drawn[] {
  const groups = new Map<string, AuditPathRow[]>();
  for (const path of paths) {
    const shape = path.result === 'pass' ? path.hops.slice(0, -1) : path.hops;
    const key = JSON.stringify([shape.map(({ kind, name: of }) => [kind, of]), path.said, path.calls, path.minutes]);
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups.values()].flatMap((group): readonly Drawn[] => {
    const [path] = group;
    if (path === undefined) return [];
    const length = path.hops.length;
    const boxes = path.hops.map((_, at) => distinctHops(group.flatMap(({ hops }) => hops[at] ?? [])));
    return length === 0 || group.every(({ hops }) => hops.length === length)
      ? [{ boxes, path, regions: [...new Set(group.flatMap(({ regions }) => regions))] }]
      : group.map((one) => ({ boxes: one.hops.map((hop) => [hop]), path: one, regions: one.regions }));
  });
}

const distinctHops = (hops: readonly Hop[]): readonly Hop[] => [
  ...new Map(hops.map((hop) => [`${hop.kind} ${hop.name} ${hop.region}`, hop])).values(),
];

function figureOf({ boxes, path, regions }: Drawn, title: string, view: AuditView): HTMLElement {
  const { page } = view;
  const calls = path.calls.slice(0, MOST_CALLS).join(', ');
  const more = path.calls.length - MOST_CALLS;
  const deed = element(
    'li',
    { class: path.hops.length === 0 ? `hop ${path.result}` : 'hop' },
    element('span', { class: 'kind' }, page.deed),
    element('span', { class: 'name' }, more > 0 ? `${calls} ${page.more(more)}` : calls),
    element('span', { class: 'soft' }, page.inRegions(regions)),
    ...(path.hops.length === 0 ? [ending(path, view)] : []),
  );
  const last = boxes.at(-1) ?? [];
  const said =
    path.said === null
      ? page.reaches(last.map((hop) => hop.name || inLanguage(HOP_NAMES[hop.kind], view)).join(', '), path.minutes ?? 0)
      : inLanguage(path.said, view);
  return element(
    'figure',
    { class: `path ${path.result}-edge`, 'aria-label': `${page.paths}: ${title}` },
    element(
      'ol',
      { class: 'hops' },
      deed,
      ...boxes.map((box, at) => boxOf(box, at === boxes.length - 1 ? path : undefined, view)),
    ),
    element('figcaption', {}, name(said)),
  );
}

/** `path`: set for the last box. */
function boxOf(hops: readonly Hop[], path: AuditPathRow | undefined, view: AuditView): HTMLElement {
  const { page } = view;
  const names = [...new Set(hops.map((hop) => hop.name).filter((one) => one !== ''))];
  const regions = [...new Set(hops.flatMap(({ region }) => region ?? []))];
  const kinds = [...new Set(hops.map(({ kind }) => inLanguage(HOP_NAMES[kind], view)))];
  const state = path?.result ?? 'pass';
  const rest = names.length - MOST_NAMES;
  return element(
    'li',
    { class: path === undefined ? 'hop' : `hop ${state}` },
    element('span', { class: 'kind' }, kinds.join(', ')),
    ...names.slice(0, MOST_NAMES).map(name),
    ...(rest > 0 ? [element('span', {}, page.more(rest))] : []),
    ...(regions.length === 0 ? [] : [element('span', { class: 'soft' }, page.inRegions(regions))]),
    ...(path === undefined || path.said === null ? [] : [ending(path, view)]),
  );
}

/** The mark at the hop where a path ends, as text too. */
const ending = ({ result }: AuditPathRow, { page }: AuditView): HTMLElement =>
  element('strong', { class: 'ending' }, result === 'unknown' ? `? ${page.unclearAt}` : `✗ ${page.endsAt}`);
