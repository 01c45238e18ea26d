/** The page's head: its title, the period, the choice of language and theme. */
import { button, element, select } from './dom.ts';
import { timeText, type View } from './view.ts';

type Look = Pick<View, 'words' | 'language' | 'state' | 'change'> & {
  readonly head: Pick<View['head'], 'window' | 'timezone' | 'isRedacted'>;
};

interface Skip {
  readonly text: string;
  /** Id of the heading that it leads to. */
  readonly to: string;
}

/** `lines` stand below the period, or below `about` in its place. */
export function headerOf(
  look: Look,
  title: string,
  skip: Skip,
  lines: readonly Node[],
  about = periodText(look),
): HTMLElement {
  const { head, words, state, change, language } = look;
  const link = element('a', { class: 'skip', href: '#' }, skip.text);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById(skip.to)?.focus();
  });
  const themes = [
    { value: '', text: words.theme.auto },
    { value: 'light', text: words.theme.light },
    { value: 'dark', text: words.theme.dark },
  ];
  const languages = [
    { value: 'en', text: 'English' },
    { value: 'ja', text: '日本語' },
  ];
  return element(
    'header',
    {},
    link,
    element(
      'div',
      {},
      element('h1', {}, title),
      element('p', {}, about),
      ...lines,
      head.isRedacted ? element('p', {}, element('strong', {}, words.redacted)) : undefined,
    ),
    element(
      'div',
      { class: 'tools' },
      select(words.language, languages, language, (lang) => change({ lang })),
      select(words.theme.label, themes, state.theme, (theme) => change({ theme })),
      button(words.print, () => print()),
    ),
  );
}

function periodText({ head, words }: Look): string {
  const { from, to } = head.window;
  return from === null || to === null
    ? words.noPeriod
    : words.period(...spanOf(from, to, head.timezone), head.timezone);
}

const spanOf = (from: string, to: string, timezone: string): [string, string] => [
  timeText(Date.parse(from) / 1_000, timezone),
  timeText(Date.parse(to) / 1_000, timezone),
];
