/** The findings in their blocks of columns: reading one, and finding those that a filter means. */
import { SEVERITIES } from '../src/core/rule.ts';
import { type NumberColumn, type RowBlock, TEXT_COLUMNS, type TextColumn } from '../src/render/html/model.ts';

export interface Filter {
  readonly q: string;
  /** This severity or a graver one; empty texts mean any. */
  readonly severity: string;
  readonly rule: string;
  readonly who: string;
  readonly place: string;
  readonly account: string;
  readonly kind: string;
  readonly hour: string;
  readonly sort: string;
  /** Ids of findings, of a story. */
  readonly ids: ReadonlySet<string> | undefined;
}

export type Row = Readonly<Record<TextColumn, string>> &
  Readonly<Record<NumberColumn, number>> & { readonly id: string; readonly eventId: string };

const AT = new Map(TEXT_COLUMNS.map((column, at) => [column, at]));
/** Columns that a text is looked for in. */
const SEARCHED: readonly TextColumn[] = [
  'who',
  'whoJa',
  'title',
  'titleJa',
  'message',
  'messageJa',
  'rule',
  'place',
  'networkName',
  'account',
  'accountName',
  'region',
  'eventName',
  'eventSource',
  'userAgent',
  'arn',
  'person',
];

export class Store {
  readonly #blocks: { readonly block: RowBlock; readonly start: number }[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(block: RowBlock): void {
    this.#blocks.push({ block, start: this.#count });
    this.#count += block.count;
  }

  row(index: number): Row | undefined {
    const found = this.#blocks.findLast(({ start }) => start <= index);
    if (found === undefined) return undefined;
    const { block, start } = found;
    const at = index - start;
    const text = (column: TextColumn) => {
      const { values, at: places } = columnOf(block, column);
      return values[places[at] ?? -1] ?? '';
    };
    const texts = Object.fromEntries(TEXT_COLUMNS.map((column) => [column, text(column)])) as Record<
      TextColumn,
      string
    >;
    const { time, events, attempt, kind, hour, session } = block.numbers;
    return {
      ...texts,
      time: time[at] ?? 0,
      events: events[at] ?? 1,
      attempt: attempt[at] ?? 0,
      kind: kind[at] ?? 0,
      hour: hour[at] ?? 0,
      session: session[at] ?? 0,
      id: block.ids[at] ?? '',
      eventId: block.eventIds[at] ?? '',
    };
  }

  /** The values of a column with how often each comes, the most frequent first. */
  values(column: TextColumn): readonly (readonly [value: string, count: number])[] {
    const counts = new Map<string, number>();
    for (const { block } of this.#blocks) {
      const { values, at } = columnOf(block, column);
      const own = new Uint32Array(values.length);
      for (const place of at) own[place] = (own[place] ?? 0) + 1;
      for (const [place, value] of values.entries()) counts.set(value, (counts.get(value) ?? 0) + (own[place] ?? 0));
    }
    return [...counts].sort(([, a], [, b]) => b - a);
  }

  /** Each value of a column with its value in another column. */
  pairs(column: TextColumn, other: TextColumn): readonly (readonly [string, string])[] {
    return this.#blocks.flatMap(({ block }) => {
      const [from, to] = [columnOf(block, column), columnOf(block, other)];
      return [...new Map(from.at.map((place, row) => [place, to.at[row] ?? -1]))].map(
        ([place, otherPlace]) => [from.values[place] ?? '', to.values[otherPlace] ?? ''] as const,
      );
    });
  }

  /** Indexes of the rows that fit, in the order that is asked for. */
  find(filter: Filter): readonly number[] {
    const found: number[] = [];
    for (const { block, start } of this.#blocks) {
      const fits = conditionsOf(block, filter);
      for (let at = 0; at < block.count; at += 1) if (fits.every((one) => one(at))) found.push(start + at);
    }
    return this.#sorted(found, filter.sort);
  }

  #sorted(found: number[], sort: string): readonly number[] {
    if (sort === '' || found.length < 2) return found;
    const time = new Float64Array(this.#count);
    const rank = new Uint8Array(this.#count);
    for (const { block, start } of this.#blocks) {
      time.set(block.numbers.time, start);
      const { values, at } = columnOf(block, 'severity');
      const ranks = values.map(rankOf);
      for (const [row, place] of at.entries()) rank[start + row] = ranks[place] ?? 9;
    }
    const byTime = (a: number, b: number) => (time[a] ?? 0) - (time[b] ?? 0);
    if (sort === 'gravest') return found.sort((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0) || byTime(a, b));
    return found.sort(sort === 'newest' ? (a, b) => byTime(b, a) : byTime);
  }
}

const columnOf = (block: RowBlock, column: TextColumn) => block.texts[AT.get(column) ?? -1] ?? { values: [], at: [] };
const RANKS: readonly string[] = SEVERITIES;
const rankOf = (severity: string) => RANKS.indexOf(severity);

type Condition = (at: number) => boolean;

/** Each looks at the few values of a block once, and then only at numbers. */
function conditionsOf(block: RowBlock, filter: Filter): readonly Condition[] {
  const conditions: Condition[] = [];
  const meant = (column: TextColumn, isMeant: (value: string) => boolean): Condition => {
    const { values, at } = columnOf(block, column);
    const fits = values.map(isMeant);
    return (row) => fits[at[row] ?? -1] === true;
  };
  const exactly = (column: TextColumn, value: string) => {
    if (value !== '') conditions.push(meant(column, (one) => one === value));
  };
  const { ids, kind, hour, severity, q } = filter;
  if (severity !== '') conditions.push(meant('severity', (one) => rankOf(one) <= rankOf(severity)));
  exactly('rule', filter.rule);
  exactly('who', filter.who);
  exactly('place', filter.place);
  exactly('account', filter.account);
  if (kind !== '') conditions.push((row) => block.numbers.kind[row] === Number(kind));
  if (hour !== '') conditions.push((row) => block.numbers.hour[row] === Number(hour));
  if (ids !== undefined) conditions.push((row) => ids.has(block.ids[row] ?? ''));
  for (const word of q
    .toLowerCase()
    .split(/\s+/)
    .filter((one) => one !== '')) {
    const columns = SEARCHED.map((column) => meant(column, (value) => value.toLowerCase().includes(word)));
    conditions.push((row) => columns.some((one) => one(row)));
  }
  return conditions;
}
