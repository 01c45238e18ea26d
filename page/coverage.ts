/** The section of coverage: sources and records, the settings in force, hashes of the input. */
import { element, name, table } from './dom.ts';
import { inLanguage, section, type View } from './view.ts';

export function coverageSection(view: View): HTMLElement {
  const { head, words, messages } = view;
  const { coverage } = words;
  const facts: readonly (readonly [string, Node | string])[] = [
    [coverage.sources, list(head.sources)],
    [coverage.records, messages.lookedAt(head.counts)],
    ...(head.notCovered.length === 0 ? [[coverage.gaps, coverage.noGaps] as const] : []),
    [coverage.settings, head.settings === null ? coverage.defaults : name(inLanguage(head.settings, view))],
    ...(head.rulesOff.length === 0 ? [] : [['', messages.rulesOff(head.rulesOff)] as const]),
    ...(head.unnamed.people + head.unnamed.accounts === 0
      ? []
      : [['', coverage.unnamed(head.unnamed.people, head.unnamed.accounts)] as const]),
  ];
  return section(
    'coverage',
    words.section.coverage,
    element('dl', {}, ...facts.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)])),
    ...input(view),
    element('p', { class: 'soft' }, coverage.program(head.program)),
  );
}

const list = (texts: readonly string[]): Node => element('span', { class: 'name' }, texts.join(', '));

function input({ head, words }: View): readonly Node[] {
  if (head.input === null) return [];
  const { coverage } = words;
  const { files, fileCount, sha256, events } = head.input;
  const rows = files.map(({ path, sha256: hash }) => [
    name(path),
    hash === null ? coverage.noHash : element('code', {}, hash),
  ]);
  const whole = fileCount === 1 ? coverage.oneFile : coverage.allFiles(fileCount);
  return [
    element('h3', {}, coverage.input),
    element(
      'dl',
      {},
      ...(sha256 === null ? [] : [element('dt', {}, whole), element('dd', {}, element('code', {}, sha256))]),
      element('dt', {}, coverage.events(events.count)),
      element('dd', {}, element('code', {}, events.sha256)),
    ),
    ...(files.length === 0 ? [] : [table(coverage.input, [{ text: coverage.file }, { text: 'SHA-256' }], rows)]),
    ...(fileCount > files.length ? [element('p', {}, coverage.moreFiles(fileCount - files.length))] : []),
  ];
}
