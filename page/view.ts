/** Things that all parts of the page share: the data, the words of the chosen language, how to ask for a change. */
import type { Language, Words } from '../src/core/language.ts';
import type { NetworkVerdict, Severity } from '../src/core/rule.ts';
import { ANSWER_WORDS, type AnswerWords } from '../src/messages/look-back/answer.ts';
import { REPORT_PAGE_WORDS, type ReportPageWords } from '../src/messages/look-back/report-page.ts';
import { type Messages, messagesIn } from '../src/messages/messages.ts';
import { SESSION_WORDS } from '../src/messages/session/session.ts';
import type { SessionWords } from '../src/messages/session/session.words.ts';
import type { PageHead, PersonRow, StoryRow } from '../src/render/html/model.ts';
import type { SessionRow } from '../src/render/html/session-model.ts';
import { element } from './dom.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

export interface Sessions {
  /** Those that are loaded, by their places. */
  readonly rows: readonly SessionRow[];
  /** Called when all are loaded. */
  readonly waiting: (() => void)[];
}

export interface View {
  readonly head: PageHead;
  readonly store: Store;
  readonly stories: readonly StoryRow[];
  readonly people: readonly PersonRow[];
  readonly sessions: Sessions;
  readonly language: Language;
  readonly words: ReportPageWords;
  readonly messages: Messages;
  readonly answer: AnswerWords;
  readonly session: SessionWords;
  readonly state: State;
  readonly change: (state: Partial<State>) => void;
}

export const isLanguage = (text: string): text is Language => text === 'en' || text === 'ja';

export const textsIn = (language: Language): Pick<View, 'language' | 'words' | 'messages' | 'answer' | 'session'> => ({
  language,
  words: REPORT_PAGE_WORDS[language],
  messages: messagesIn(language),
  answer: ANSWER_WORDS[language],
  session: SESSION_WORDS[language],
});

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-20 18:12:41`, on the clock of the report's time zone. Seconds since the epoch. */
export function timeText(seconds: number, timezone: string): string {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timezone, format);
  return format.format(seconds * 1_000);
}

export const spanText = (
  from: number,
  to: number,
  { head, answer }: Pick<View, 'answer'> & { readonly head: Pick<PageHead, 'timezone'> },
): string => answer.when(timeText(from, head.timezone).slice(0, 16), timeText(to, head.timezone).slice(0, 16));

export const severityTag = (severity: Severity, { messages }: Pick<View, 'messages'>): HTMLElement =>
  element('span', { class: `severity ${severity}` }, messages.severity[severity]);

/** `203.0.113.24 (Tokyo office)` */
export function placeText(
  place: string,
  verdict: NetworkVerdict['verdict'],
  network: string | null,
  { messages }: View,
): string {
  return place === '' ? '-' : `${place} (${network ?? messages.network[verdict]})`;
}

export const section = (id: string, heading: string, ...parts: readonly (Node | string | undefined)[]): HTMLElement =>
  element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title`, tabindex: -1 }, heading),
    ...parts,
  );

export const inLanguage = (words: Words, { language }: Pick<View, 'language'>): string => words[language];
