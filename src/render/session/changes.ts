/** Changes of a session in a table: the grave ones each, the others by their call. */
import type { ChalkInstance } from 'chalk';
import { byTime } from '../../core/event.ts';
import { groupBy } from '../../core/group-by.ts';
import type { Severity } from '../../core/rule.ts';
import type { Deed, SessionStory } from '../../core/session/story.ts';
import { rank } from '../../core/stories/digest.ts';
import { visible } from '../../core/text.ts';
import { localTime } from '../../core/time.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { SessionWords } from '../../messages/session/session.words.ts';
import { columns } from '../columns.ts';
import { SEVERITY_COLOURS } from '../replay/colours.ts';
import type { SessionRenderOptions } from './report.ts';

/** Rows, the gravest kept. */
const MOST = 40;
const INDENT = '  ';

interface Look extends SessionRenderOptions {
  readonly width: number;
  readonly paint: ChalkInstance;
  readonly words: SessionWords;
}

/** A deed, and how many others of the same call stand for it. */
interface Row {
  readonly deed: Deed;
  readonly alike: number;
}

export function changeLines(
  { changes, tried }: Pick<SessionStory, 'changes' | 'tried'>,
  look: Look,
): readonly string[] {
  const { words } = look;
  return [
    ...(changes.length === 0 ? [words.changedNothing] : deedLines(words.changed, changes, look)),
    ...(tried.length === 0 ? [] : deedLines(words.tried, tried, look)),
  ];
}

function deedLines(heading: string, changes: readonly Deed[], look: Look): readonly string[] {
  const { words, width, isPlain } = look;
  const { rows: inOrder, more } = changeRows(changes);
  const moments = changes.flatMap(({ events }) => events.map(({ epoch }) => localTime(epoch, look.timezone).date));
  const isOneDay = new Set(moments).size === 1;
  const momentOf = (epoch: number) => {
    const { date, clock } = localTime(epoch, look.timezone);
    return isOneDay ? clock : `${date} ${clock}`;
  };
  const { when, severity, what } = messagesIn(look.language).label;
  const text = columns({
    head: [when, severity, what],
    rows: inOrder.map((row) => cells(row, momentOf, look)),
    flexible: 2,
    width: width - INDENT.length,
    isPlain,
  });
  const [, ...lines] = text.split('\n');
  return [heading, ...lines.map((line) => INDENT + line), ...(more === 0 ? [] : [INDENT + words.moreChanges(more)])];
}

/** In order of time; `more` is the number of those that are left out. */
export function changeRows(changes: readonly Deed[]): { readonly rows: readonly Row[]; readonly more: number } {
  const rows = rowsOf(changes);
  const kept = new Set(rows.toSorted((a, b) => weight(a) - weight(b)).slice(0, MOST));
  return { rows: rows.filter((row) => kept.has(row)), more: rows.length - kept.size };
}

const isGrave = (severity: Severity | null) => severity !== null && rank(severity) <= rank('medium');
const weight = ({ deed: { severity } }: Row) => (severity === null ? Number.POSITIVE_INFINITY : rank(severity));

function rowsOf(changes: readonly Deed[]): readonly Row[] {
  const key = (deed: Deed) =>
    isGrave(deed.severity)
      ? deed
      : `${deed.session.id} ${deed.severity} ${deed.events[0]?.source} ${deed.events[0]?.name}`;
  return [...groupBy<Deed, Deed | string>(changes, key).values()].flatMap(([deed, ...others]) =>
    deed === undefined ? [] : [{ deed, alike: others.length }],
  );
}

function cells({ deed, alike }: Row, momentOf: (epoch: number) => string, { language, words, paint }: Look) {
  const { severity, text, events } = deed;
  const first = events.toSorted(byTime)[0];
  const repeated = events.length === 1 ? '' : words.times(events.length);
  const colour = severity === null ? undefined : SEVERITY_COLOURS[severity](paint);
  return [
    { text: first === undefined ? '' : momentOf(first.epoch) },
    {
      text: severity === null ? '-' : messagesIn(language).severity[severity],
      ...(colour === undefined ? {} : { paint: colour }),
    },
    { text: visible(text[language]) + repeated + (alike === 0 ? '' : words.alike(alike)) },
  ];
}
