/** The first screen of a replay: the gravest stories, people by place, and what was not looked at. At most 12 lines. */
import type { ChalkInstance } from 'chalk';
import { groupBy } from '../../core/group-by.ts';
import { isSuccessfulSignIn } from '../../core/record/sign-in-events.ts';
import { SEVERITIES } from '../../core/rule.ts';
import { whom } from '../../core/say.ts';
import { shellWord } from '../../core/shell.ts';
import type { PersonAtPlace, Story } from '../../core/stories/answer.ts';
import { visible } from '../../core/text.ts';
import { ANSWER_WORDS, type AnswerWords } from '../../messages/look-back/answer.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import { type Messages, messagesIn } from '../../messages/messages.ts';
import { type Cell, columns } from '../columns.ts';
import { widthOf, wrap } from '../wrap.ts';
import { bar, sparkline } from './charts.ts';
import { SEVERITY_COLOURS } from './colours.ts';
import { minutesOf } from './minutes.ts';
import type { RenderOptions, Report } from './report.ts';
import { accountIn, handleIn, sessionOf, storyText, whoInAll } from './story-text.ts';

const MOST_LINES = 12;
const MOST_STORIES = 6;
const MOST_PEOPLE = 4;
/** People of stories without a sentence of their own that are named, where there is no room for all. */
const MOST_NAMED = 6;
const MOST_ACCOUNTS = 3;
/** More names have no room in any width. */
const MOST_TRIED = 200;
const FEWEST_ROWS = 2;
const FEW_STORIES = 4;
const INDENT = '  ';
const BAR = 8;
interface Look extends RenderOptions {
  readonly width: number;
  readonly paint: ChalkInstance;
  readonly words: AnswerWords;
  readonly messages: Messages;
}

/**
 * No lines where nothing was found: then the summary says it all. Each story has the command that shows its session below
 * it; where there is no room for that, a handle in its sentence, and one command for all of them.
 */
export function answerLines(report: Report, options: RenderOptions, paint: ChalkInstance, width: number): string[] {
  const { grave, counts, people } = report.answer;
  if (SEVERITIES.every((severity) => counts[severity] === 0) && people.length === 0) return [];
  const words = ANSWER_WORDS[options.language];
  const look = { ...options, width, paint, words, messages: messagesIn(options.language) };
  const ends = gaps(report, look);
  const charts = chart(report, look);
  const make =
    (way: Way, after = [...charts, ...ends]) =>
    (most: number, rows: number) => [
      ...storyLines(report, most, look, way),
      ...peopleLines(people, rows, look),
      ...after,
    ];
  const isOverfull = grave.filter(isBreakIn).length > MOST_STORIES;
  for (const fewest of isOverfull ? [] : [FEWEST_ROWS, 0])
    for (const way of ['commands', 'handles'] as const) {
      const lines = withRows(fewest, (rows) => make(way)(MOST_STORIES, rows));
      if (lines !== undefined) return lines;
    }
  const ways = [make('handles'), make('handles', ends), ...FEWER_WORDS.map((way) => make(way, ends))];
  for (const lines of ways.map(fitting)) if (lines.length <= MOST_LINES) return lines;
  return fitting(make('nothing', ends)).slice(0, MOST_LINES);
}

/** As many rows as there is room for; undefined if there is none for `fewest` beside the sentences. */
function withRows(fewest: number, make: (rows: number) => string[]): string[] | undefined {
  for (let rows = MOST_PEOPLE; rows >= fewest; rows -= 1) {
    const lines = make(rows);
    if (lines.length <= MOST_LINES) return lines;
  }
  return undefined;
}

/** Rows give way first, down to two; then sentences, down to four; then the other rows, and sentences down to one. */
function fitting(make: (most: number, rows: number) => string[]): string[] {
  for (let [most, rows] = [MOST_STORIES, MOST_PEOPLE]; ; ) {
    const lines = make(most, rows);
    if (lines.length <= MOST_LINES || (most === 1 && rows === 0)) return lines;
    if (rows > FEWEST_ROWS || (rows > 0 && most <= FEW_STORIES)) rows -= 1;
    else most -= 1;
  }
}

/** Named in any case. */
const isBreakIn = ({ severity }: Story) => severity === 'critical' || severity === 'high';

/**
 * The way to the sessions of stories: a command below each, or a handle in each. In `few words` a person is named once for
 * all accounts; `handles of sentences` leaves out handles of stories without a sentence, and `some` names few of those.
 */
type Way = 'commands' | 'handles' | 'handles in few words' | 'handles of sentences' | 'some' | 'nothing';

const FEWER_WORDS: readonly Way[] = ['handles in few words', 'handles of sentences', 'some'];
/** Ways that name every break-in. */
const NAMES_ALL = new Set<Way>(['handles', 'handles in few words', 'handles of sentences']);

/** A command that is too long goes on in the next line, as shells read it; words stay whole. */
function commandLines(command: string, { width }: Look): readonly string[] {
  const lines: string[] = [];
  for (const word of command.split(/(?<=login-watch session \S+) | (?=--)/)) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || widthOf(joined) <= width) lines.splice(-1, 1, joined);
    else lines.splice(-1, 1, `${last} \\`, INDENT + INDENT + word);
  }
  return lines;
}

function storyLines({ answer: { grave, counts }, sessionArgs }: Report, most: number, look: Look, way: Way): string[] {
  const { words, language } = look;
  if (grave.length === 0) return [words.nothingGrave];
  const [told, rest] = [grave.slice(0, most), grave.slice(most)];
  const handle = (story: Story) => (way === 'commands' || way === 'nothing' ? undefined : handleIn(story, sessionArgs));
  const lines = told.flatMap((story) => {
    const said = words.at(storyText(story, language), when(story.from, story.to, look));
    const [text, command] = [withHandles(said, [story], handle), sessionOf(story, sessionArgs)];
    const severity = `${look.messages.severity[story.severity]}  `;
    return [
      ...hanging(severity + visible(text), look).map((line) => SEVERITY_COLOURS[story.severity](look.paint)(line)),
      ...(way === 'commands' && command !== null ? commandLines(INDENT + command, look) : []),
    ];
  });
  const lesser = counts.low + rest.filter((story) => !isBreakIn(story)).length;
  const [first] = told.flatMap((story) => handle(story) ?? []);
  const args = (sessionArgs ?? []).map((word) => ` ${shellWord(word)}`).join('');
  return [
    ...lines,
    ...alsoLines(rest.filter(isBreakIn), look, way, handle),
    ...(first === undefined ? [] : commandLines(words.byHandle(`login-watch session ${first}${args}`), look)),
    ...(lesser === 0 ? [] : [words.lesser(lesser)]),
  ];
}

/** `carol from 198.51.100.9 [7e360e.top2v4]` */
function withHandles(text: string, stories: readonly Story[], handle: (story: Story) => string | undefined): string {
  const handles = [...new Set(stories.flatMap((story) => handle(story) ?? []))];
  return handles.length === 0 ? text : `${text} [${handles.join(', ')}]`;
}

/** Break-ins without a sentence of their own: who and from where. Those who signed in come first if room is short. */
function alsoLines(stories: readonly Story[], look: Look, way: Way, handle: (story: Story) => string | undefined) {
  const { words, language } = look;
  const areJoined = way !== 'commands' && way !== 'handles';
  const isShort = !NAMES_ALL.has(way);
  const key = (story: Story) => JSON.stringify([whom.en(story.event), areJoined ? null : accountIn(story)]);
  const persons = [...groupBy(stories, key).values()];
  const byEntry = areJoined ? persons.toSorted((a, b) => Number(b.some(isEntry)) - Number(a.some(isEntry))) : persons;
  const named = byEntry.slice(0, isShort ? MOST_NAMED : MOST_TRIED);
  const names = named.map((alike) => {
    const text = visible(whoInAll(alike, isShort ? MOST_ACCOUNTS : alike.length, language));
    return withHandles(text, alike, way === 'handles' || way === 'handles in few words' ? handle : () => undefined);
  });
  return names.length === 0 ? [] : hanging(words.also(names, persons.length - names.length), look);
}

const isEntry = ({ signIns }: Story) => signIns > 0;

function hanging(text: string, { width }: Look): string[] {
  const [first = '', ...others] = wrap(text, width - INDENT.length);
  return [first, ...others.map((line) => INDENT + line)];
}

/** Routine sign-ins are one line; the others a row each, by person and place. */
function peopleLines(people: readonly PersonAtPlace[], most: number, look: Look): string[] {
  const { words } = look;
  const noted = people.filter(({ severity }) => severity !== 'info');
  const routine = people.filter(({ severity }) => severity === 'info');
  const [shown, rest] = [noted.slice(0, most), noted.slice(most)];
  const sum = (rows: readonly PersonAtPlace[], key: 'signIns' | 'failures') =>
    rows.reduce((total, row) => total + row[key], 0);
  const persons = new Set(routine.map(({ event }) => whom.en(event))).size;
  return [
    ...(shown.length === 0 ? [] : table(shown, look)),
    ...(rest.length === 0
      ? []
      : [words.others(rest.length, sum(rest, 'signIns'), sum(rest, 'failures'), shown.length > 0)]),
    ...(routine.length === 0 ? [] : [words.routine(persons, sum(routine, 'signIns'))]),
  ];
}

function table(rows: readonly PersonAtPlace[], look: Look): string[] {
  const { messages, words, width, isPlain, paint } = look;
  const { who, where, when: moment, mfa } = messages.label;
  const most = Math.max(...rows.map(({ signIns }) => signIns));
  const text = columns({
    head: [who, where, words.head.signIns, words.head.failures, moment, mfa],
    rows: rows.map((row) => personRow(row, most, look)),
    flexible: 0,
    width,
    isPlain,
  });
  const [head = '', ...others] = text.split('\n');
  return [paint.dim(head), ...others];
}

function personRow(row: PersonAtPlace, most: number, look: Look): Cell[] {
  const { language, messages, words, hasCharts } = look;
  const { event, place, network, signIns, failures, mfa, first, last } = row;
  const account = accountIn(row);
  const judged = network.name ?? messages.network[network.verdict];
  return [
    { text: visible(whom[language](event) + (account === null ? '' : ` (${account})`)) },
    { text: visible(place === '' ? '-' : `${place} (${judged})`) },
    { text: `${signIns}${hasCharts ? ` ${bar(signIns, most, BAR)}` : ''}`.trimEnd() },
    { text: String(failures) },
    { text: when(first, last, look) },
    { text: signIns === 0 ? '-' : mfa === 'mixed' ? words.mixed : messages.mfa[mfa] },
  ];
}

/** `2026-11-28 18:00 to 18:12` */
const when = (from: number, to: number, { timezone, words }: Look): string =>
  words.when(...minutesOf(from, to, timezone));

function chart({ findings }: Report, { hasCharts, words, width }: Look): string[] {
  if (hasCharts !== true) return [];
  const signIns = new Map(
    findings.flatMap(({ event }) => (isSuccessfulSignIn(event) ? [[event.id, event.epoch]] : [])),
  );
  const label = words.hourly(1).length + 8;
  const line = sparkline([...signIns.values()], Math.min(width - label, 48));
  return line === undefined ? [] : [`${words.hourly(line.hours)} ${line.text}`];
}

/** One line; the places and what to do stand at the end. */
function gaps({ notCovered, partial }: Report, { words, messages, language, paint, width }: Look): string[] {
  const missing = notCovered.filter(({ hint }) => hint !== undefined);
  const [first, ...others] = missing;
  const stopped = partial ? [messages.partial] : [];
  if (first === undefined) return stopped;
  const said = visible(first.reason[language]);
  const item = first.region === null ? said : FILE_WORDS[language].item(visible(first.region), said);
  const [line = '', ...more] = wrap(words.notCovered(item, others.length), width);
  return [...stopped, paint.bold(line), ...more.slice(0, 1)];
}
