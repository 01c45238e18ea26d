/** The page of the HTML report: shows what stands first in the file, then loads the rest. */
import { REPORT_PAGE_WORDS } from '../src/messages/look-back/report-page.ts';
import type { PageHead, PersonRow, StoryRow } from '../src/render/html/model.ts';
import type { SessionRow } from '../src/render/html/session-model.ts';
import { answerSection, gapsBox, peopleSection, placesSection } from './answer.ts';
import { hoursSection, trendSection } from './charts.ts';
import { comparedSection } from './compared.ts';
import { coverageSection } from './coverage.ts';
import { button, element, select } from './dom.ts';
import { findingsSection } from './findings.ts';
import { loadFurther, loadHead } from './load.ts';
import { readState, type State, writeState } from './state.ts';
import { Store } from './store.ts';
import { isLanguage, textsIn, timeText, type View } from './view.ts';

const app = document.getElementById('app') ?? document.body;
const dark = matchMedia('(prefers-color-scheme: dark)');

interface Data {
  readonly head: PageHead;
  readonly store: Store;
  readonly stories: StoryRow[];
  readonly people: PersonRow[];
  readonly sessions: { readonly rows: SessionRow[]; readonly waiting: (() => void)[] };
}

/** Parts of the page that go on living after they are drawn. */
interface Drawn {
  readonly update: () => void;
  readonly resize: (isPrint?: boolean) => void;
  readonly print: () => void;
}

function start(head: PageHead): void {
  const store = new Store();
  store.add(head.rows);
  const data: Data = {
    head,
    store,
    stories: [...head.stories],
    people: [...head.people],
    sessions: { rows: [], waiting: [] },
  };
  let state = readState();
  let loading: 'loading' | 'whole' | 'damaged' = 'loading';
  let drawn: Drawn;

  const change = (part: Partial<State>) => {
    const before = state;
    state = { ...state, ...part };
    writeState(state);
    apply(before);
    if (part.story !== undefined || part.hour !== undefined) document.getElementById('findings')?.scrollIntoView();
  };
  const apply = (before: State) => {
    if (before.lang !== state.lang || before.theme !== state.theme) drawn = draw();
    else drawn.update();
  };
  const draw = (): Drawn => {
    setTheme(state.theme);
    return drawPage(
      data,
      () => state,
      change,
      () => loading,
    );
  };
  drawn = draw();
  addEventListener('hashchange', () => {
    const before = state;
    state = readState();
    apply(before);
  });
  dark.addEventListener('change', () => {
    drawn = draw();
  });
  addEventListener('resize', () => drawn.resize());
  addEventListener('beforeprint', () => {
    setTheme('light');
    drawn.print();
    drawn.resize(true);
  });
  addEventListener('afterprint', () => {
    setTheme(state.theme);
    drawn.resize();
  });
  let shown = 0;
  void loadFurther({
    rows: (block) => {
      store.add(block);
      // Drawn a few times a second, not for each block.
      if (performance.now() - shown < 250) return;
      drawn.update();
      shown = performance.now();
    },
    stories: (rows) => void data.stories.push(...rows),
    people: (rows) => void data.people.push(...rows),
    sessions: (rows) => void data.sessions.rows.push(...rows),
    onSessions: () => {
      for (const draw of data.sessions.waiting.splice(0)) draw();
    },
  }).then((isWhole) => {
    loading = isWhole ? 'whole' : 'damaged';
    drawn.update();
    document.documentElement.dataset['loaded'] = loading;
  });
}

function setTheme(theme: string): void {
  const isDark = theme === 'dark' || (theme !== 'light' && dark.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}

function drawPage(data: Data, now: () => State, change: View['change'], loading: () => string): Drawn {
  const { head, store, stories, people, sessions } = data;
  const asked = now().lang;
  const texts = textsIn(isLanguage(asked) ? asked : head.language);
  const view: View = {
    head,
    store,
    stories,
    people,
    sessions,
    ...texts,
    change,
    get state() {
      return now();
    },
  };
  const { words } = view;
  document.documentElement.lang = view.language;
  document.title = words.title;
  const trend = trendSection(view);
  const findings = findingsSection(view);
  const damage = element('p', { class: 'gaps', role: 'alert', hidden: true }, words.unreadable);
  const main = element(
    'main',
    {},
    damage,
    gapsBox(view),
    answerSection(view),
    peopleSection(view),
    trend.section,
    hoursSection(view),
    placesSection(view),
    comparedSection(view),
    findings.section,
    coverageSection(view),
  );
  app.replaceChildren(headerOf(view), main);
  const update = () => {
    damage.hidden = loading() !== 'damaged';
    findings.update(
      loading() === 'loading' && store.count < head.counts.findings
        ? words.loading(store.count, head.counts.findings)
        : undefined,
    );
  };
  update();
  trend.draw();
  return { update, resize: trend.draw, print: findings.print };
}

const spanOf = (from: string, to: string, timezone: string): [string, string] => [
  timeText(Date.parse(from) / 1_000, timezone),
  timeText(Date.parse(to) / 1_000, timezone),
];

function headerOf(view: View): HTMLElement {
  const { head, words, state, change, language } = view;
  const { from, to } = head.window;
  const skip = element('a', { class: 'skip', href: '#' }, words.skip);
  skip.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('findings-title')?.focus();
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
    skip,
    element(
      'div',
      {},
      element('h1', {}, words.title),
      element(
        'p',
        {},
        from === null || to === null ? words.noPeriod : words.period(...spanOf(from, to, head.timezone), head.timezone),
      ),
      head.asked === null
        ? undefined
        : element(
            'p',
            { class: 'name' },
            `${words.asked(head.asked)} ${words.searched(head.counts.findings, head.searchedOf)}`,
          ),
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

loadHead().then(start, () => {
  const said = Object.values(REPORT_PAGE_WORDS).map(({ unreadable }) => element('p', { role: 'alert' }, unreadable));
  app.replaceChildren(...said);
});
