/** The page of one session. */
import type { SessionHead } from '../src/render/html/session-model.ts';
import { gapsBox } from './answer.ts';
import { type Change, startPage } from './choices.ts';
import { element, name } from './dom.ts';
import { headerOf } from './header.ts';
import { sessionBlock } from './session.ts';
import type { State } from './state.ts';
import { isLanguage, section, textsIn } from './view.ts';

const app = document.getElementById('app') ?? document.body;

export const startSession = (head: SessionHead): void =>
  startPage((now, change) => {
    drawSession(head, now(), change);
    return undefined;
  });

function drawSession(head: SessionHead, state: State, change: Change): void {
  const texts = textsIn(isLanguage(state.lang) ? state.lang : head.language);
  const { words, session, language } = texts;
  const look = { head, state, change, ...texts };
  document.documentElement.lang = language;
  document.title = words.session.title;
  const others =
    head.otherCount === 0
      ? undefined
      : element('p', {}, name(session.others(head.otherCount, head.others, head.otherCount - head.others.length)));
  const main = element(
    'main',
    {},
    gapsBox({ ...look, head: { ...head, isNothingInspected: false, leftOut: 0, noTrustedNetwork: false } }),
    section('session', words.session.show(1), sessionBlock(head.session, look), others),
    coverageSection(head, texts),
  );
  app.replaceChildren(
    headerOf(look, words.session.title, { text: words.session.show(1), to: 'session-title' }, []),
    main,
  );
}

function coverageSection(head: SessionHead, { words }: ReturnType<typeof textsIn>): HTMLElement {
  const { coverage } = words;
  const facts: readonly (readonly [string, Node | string])[] = [
    [coverage.sources, name(head.sources.join(', '))],
    [coverage.records, words.session.records(head.records)],
    ...(head.notCovered.length === 0 ? [[coverage.gaps, coverage.noGaps] as const] : []),
  ];
  return section(
    'coverage',
    words.section.coverage,
    element('dl', {}, ...facts.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)])),
    element('p', { class: 'soft' }, coverage.program(head.program)),
  );
}
