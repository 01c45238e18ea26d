/** The page of the HTML report: shows what stands first in the file, then loads the rest. */
import { REPORT_PAGE_WORDS } from '../src/messages/look-back/report-page.ts';
import type { PageHead, PersonRow, StoryRow } from '../src/render/html/model.ts';
import type { SessionRow } from '../src/render/html/session-model.ts';
import { answerSection, gapsBox, peopleSection, placesSection } from './answer.ts';
import { startAudit } from './audit-page.ts';
import { hoursSection, trendSection } from './charts.ts';
import { comparedSection } from './compared.ts';
import { coverageSection } from './coverage.ts';
import { element } from './dom.ts';
import { findingsSection } from './findings.ts';
import { headerOf } from './header.ts';
import { loadFurther, loadHead } from './load.ts';
import { startSession } from './session-page.ts';
import { readState, type State, writeState } from './state.ts';
import { Store } from './store.ts';
import { onThemeChange, setTheme } from './theme.ts';
import { isLanguage, textsIn, type View } from './view.ts';

const app = document.getElementById('app') ?? document.body;

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
  onThemeChange(() => {
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
  app.replaceChildren(headerOfReport(view), main);
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

function headerOfReport(view: View): HTMLElement {
  const { head, words } = view;
  const asked =
    head.asked === null
      ? []
      : [
          element(
            'p',
            { class: 'name' },
            `${words.asked(head.asked)} ${words.searched(head.counts.findings, head.searchedOf)}`,
          ),
        ];
  return headerOf(view, words.title, { text: words.skip, to: 'findings-title' }, asked);
}

loadHead().then(
  (head) => {
    if ('checks' in head) startAudit(head);
    else if ('session' in head) startSession(head);
    else start(head);
  },
  () => {
    const said = Object.values(REPORT_PAGE_WORDS).map(({ unreadable }) => element('p', { role: 'alert' }, unreadable));
    app.replaceChildren(...said);
  },
);
