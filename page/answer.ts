/** The first sections: what lacks, the stories, people and places. */
import { SEVERITIES } from '../src/core/rule.ts';
import type { PersonRow } from '../src/render/html/model.ts';
import { button, element, name, table } from './dom.ts';
import { sessionDetails, sessionRowBelow } from './unfold.ts';
import { inLanguage, placeText, section, severityTag, spanText, timeText, type View } from './view.ts';

type Gaps = Pick<View, 'language' | 'messages' | 'words'> & {
  readonly head: Pick<
    View['head'],
    'notCovered' | 'failures' | 'partial' | 'isNothingInspected' | 'leftOut' | 'noTrustedNetwork'
  >;
};

/** Gaps of what was asked for; undefined where nothing lacks. */
export function gapsBox(view: Gaps): HTMLElement | undefined {
  const { head, messages, words } = view;
  const gaps = head.notCovered.map(({ place, reason, hint }) =>
    element(
      'li',
      {},
      ...(place === null ? [] : [name(place), ': ']),
      name(inLanguage(reason, view)),
      ...(hint === null ? [] : [' ', name(inLanguage(hint, view))]),
    ),
  );
  const failed = head.failures.map(({ rule, eventId, reason }) =>
    element('li', {}, name(`${rule}, ${eventId}, ${reason}`)),
  );
  const parts = [
    ...(head.partial ? [element('p', {}, element('strong', {}, messages.partial))] : []),
    ...(head.isNothingInspected ? [element('p', {}, element('strong', {}, messages.nothingInspected))] : []),
    ...(gaps.length === 0 ? [] : [element('strong', {}, words.coverage.gaps), element('ul', {}, ...gaps)]),
    ...(failed.length === 0 ? [] : [element('strong', {}, messages.failures), element('ul', {}, ...failed)]),
    ...(head.leftOut === 0 ? [] : [element('p', {}, words.leftOut(head.leftOut))]),
    ...(head.noTrustedNetwork ? [element('p', {}, messages.noTrustedNetwork)] : []),
  ];
  return parts.length === 0 ? undefined : element('div', { class: 'gaps', role: 'note' }, ...parts);
}

const FIRST_STORIES = 12;

export function answerSection(view: View): HTMLElement {
  const { head, words, messages, stories, change } = view;
  const counts = SEVERITIES.filter((severity) => head.totals.severities[severity] > 0).map((severity) =>
    element('li', {}, severityTag(severity, view), ` ${head.totals.severities[severity]}`),
  );
  const list = element('ol', { class: 'stories' });
  const add = (from: number, to: number) =>
    list.append(
      ...stories.slice(from, to).map((story, at) =>
        element(
          'li',
          { class: `${story.severity}-edge` },
          element(
            'div',
            {},
            severityTag(story.severity, view),
            ' ',
            name(inLanguage(story.text, view)),
            ' ',
            element('span', { class: 'soft' }, spanText(story.from, story.to, view)),
          ),
          button(words.showFindings, () => change({ story: String(from + at + 1) }), {
            'aria-label': `${words.showFindings}: ${words.filter.story(from + at + 1)}`,
          }),
          ...sessionDetails(`story ${from + at + 1}`, story.sessions, view),
        ),
      ),
    );
  add(0, FIRST_STORIES);
  return section(
    'answer',
    words.section.answer,
    counts.length === 0
      ? element('p', {}, head.isNothingInspected ? messages.nothingInspected : messages.noFindings)
      : element('ul', { class: 'chips', 'aria-label': words.severities }, ...counts),
    stories.length === 0 ? element('p', { class: 'soft' }, words.noStories) : list,
    furtherButton(
      view,
      Math.min(FIRST_STORIES, stories.length),
      head.totals.stories,
      (to) => add(FIRST_STORIES, to),
      () => view.stories.length,
    ),
    head.sessions === null || head.sessions.leftOut === 0
      ? undefined
      : element('p', { class: 'soft' }, words.session.leftOut(head.sessions.leftOut)),
  );
}

/** Opens what isn't shown yet. */
function furtherButton(
  { words }: View,
  shown: number,
  all: number,
  open: (to: number) => void,
  loaded: () => number,
): HTMLElement | undefined {
  if (all <= shown) return undefined;
  const made = button(
    words.showAll(all),
    () => {
      open(loaded());
      made.remove();
    },
    { class: 'more' },
  );
  return made;
}

const FIRST_PEOPLE = 20;

export function peopleSection(view: View): HTMLElement {
  const { head, words, people, messages, answer } = view;
  if (people.length === 0)
    return section('people', words.section.people, element('p', { class: 'soft' }, words.noPeople));
  const hasSessions = people.some(({ session }) => session !== null);
  const columns = [
    { text: messages.label.severity },
    { text: messages.label.who },
    { text: messages.label.account },
    { text: messages.label.where },
    { text: words.signIns, isNumber: true },
    { text: words.failures, isNumber: true },
    { text: messages.label.mfa },
    { text: words.first },
    { text: words.last },
    ...(hasSessions ? [{ text: words.session.head }] : []),
  ];
  const box = element('div', {});
  const show = (to: number) => {
    const rows = people.slice(0, to).map((row, at) => {
      const about = `${inLanguage(row.who, view)}, ${row.place}`;
      const unfolding = row.session === null ? undefined : sessionRowBelow(`person-${at}`, row.session, about, view);
      return { cells: [...personCells(row, view, answer.mixed), unfolding?.button], below: unfolding?.below };
    });
    box.replaceChildren(
      table(
        words.section.people,
        columns,
        rows.map(({ cells }) => (hasSessions ? cells : cells.slice(0, columns.length))),
        rows.map(({ below }) => below),
      ),
    );
  };
  show(FIRST_PEOPLE);
  return section(
    'people',
    words.section.people,
    box,
    furtherButton(view, Math.min(FIRST_PEOPLE, people.length), head.totals.people, show, () => view.people.length),
  );
}

const personCells = (row: PersonRow, view: View, mixed: string) => [
  severityTag(row.severity, view),
  inLanguage(row.who, view),
  row.accountName === null ? row.account : `${row.accountName} (${row.account})`,
  placeText(row.place, row.verdict, row.networkName, view),
  String(row.signIns),
  String(row.failures),
  row.signIns === 0 ? '-' : row.mfa === 'mixed' ? mixed : view.messages.mfa[row.mfa],
  timeText(row.first, view.head.timezone),
  timeText(row.last, view.head.timezone),
];

export function placesSection(view: View): HTMLElement {
  const { head, words, messages } = view;
  if (head.places.length === 0)
    return section('places', words.section.places, element('p', { class: 'soft' }, words.noPlaces));
  const columns = [
    { text: words.first },
    { text: messages.label.where },
    { text: messages.label.who },
    { text: words.findings, isNumber: true },
  ];
  const rows = head.places.map((row) => [
    timeText(row.first, head.timezone),
    placeText(row.place, row.verdict, row.networkName, view),
    inLanguage(row.who, view),
    String(row.findings),
  ]);
  const missing = head.totals.places - head.places.length;
  return section(
    'places',
    words.section.places,
    table(words.section.places, columns, rows),
    missing > 0 ? words.notHeld(missing) : undefined,
  );
}
