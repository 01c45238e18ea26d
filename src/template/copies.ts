/** Resources that there are several of, by number: the first, which is hand-written, is the model of the others. */
import { type Document, isMap, type Pair, visit } from 'yaml';
import { keyOf, mapAt, pair } from './document.ts';

/**
 * Makes as many as needed of `Rule1`, `Permission1` for the stems `Rule`, `Permission`. References between those of one
 * number stay among them; everything else is as in the model, for the caller to change.
 */
export function repeat(document: Document, stems: readonly string[], count: number): void {
  const resources = mapAt(document, ['Resources']);
  for (const stem of stems) {
    const first = resources.items.find((item) => keyOf(item) === `${stem}1`);
    if (first === undefined) throw new TypeError(`the template has no resource ${stem}1`);
    const copies = Array.from({ length: Math.max(count - 1, 0) }, (_, position) =>
      copyOf(first, stem, stems, position + 2),
    );
    const isCopy = (item: Pair) => keyOf(item).startsWith(stem) && /^\d+$/.test(keyOf(item).slice(stem.length));
    resources.items = resources.items.flatMap((item) => {
      if (item === first) return count === 0 ? [] : [first, ...copies];
      return isCopy(item) ? [] : [item];
    });
  }
}

function copyOf({ value }: Pair, stem: string, stems: readonly string[], number: number): Pair {
  return renamed(
    value,
    `${stem}${number}`,
    new RegExp(`^(?:${stems.join('|')})1(?=\\.|$)`),
    (found) => `${found.slice(0, -1)}${number}`,
  );
}

/** Copies of resources under other names, for the caller to change; references among them follow. */
export function copyResources(document: Document, names: Readonly<Record<string, string>>): readonly Pair[] {
  const { items } = mapAt(document, ['Resources']);
  return Object.entries(names).map(([from, to]) => {
    const model = items.find((item) => keyOf(item) === from);
    if (model === undefined) throw new TypeError(`the template has no resource ${from}`);
    const all = new RegExp(`^(?:${Object.keys(names).join('|')})(?=\\.|$)`);
    return renamed(model.value, to, all, (found) => names[found] ?? found);
  });
}

function renamed(value: unknown, name: string, reference: RegExp, by: (found: string) => string): Pair {
  const copy = isMap(value) ? value.clone() : undefined;
  if (!isMap(copy)) throw new TypeError(`the model of ${name} is no map`);
  visit(copy, {
    Node: (_, node) => {
      node.comment = null;
      node.commentBefore = null;
    },
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string') scalar.value = scalar.value.replace(reference, by);
    },
  });
  return pair(name, copy);
}
