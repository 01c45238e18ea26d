/** A report -> the data of the page's first screen: coverage, the answer, charts, the first findings. */
import type { Words } from '../../core/language.ts';
import type { Failure, Finding, Rule } from '../../core/rule.ts';
import { whom } from '../../core/say.ts';
import { shellWord } from '../../core/shell.ts';
import type { PersonAtPlace, Story } from '../../core/stories/answer.ts';
import { countBySeverity } from '../../core/stories/digest.ts';
import { mapWords, wordsIn } from '../../core/words.ts';
import { inForceLine } from '../in-force.ts';
import type { NotCovered, RenderOptions, Report, ReportSessions } from '../replay/report.ts';
import { storyText } from '../replay/story-text.ts';
import { placesOf, signInCharts } from './counts.ts';
import type { NotCoveredRow, PageHead, PersonRow, RuleFacts, StoryRow } from './model.ts';
import { rowBlock, told } from './rows.ts';

/** As many as a first screen and a little scrolling can show. */
export const FIRST = { rows: 200, stories: 100, people: 200 } as const;
const MOST_PLACES = 500;

const seconds = (epoch: number): number => Math.floor(epoch / 1_000);
const toldWords = (words: Words): Words => mapWords(words, told);

/** `program`: its version. */
export function pageHead(report: Report, { language, timezone, isRedacted }: RenderOptions, program: string): PageHead {
  const { findings, answer, counts, window, notCovered, failures, unnamed, searched, sessions } = report;
  const places = placesOf(findings);
  const line = (of: 'en' | 'ja') => inForceLine(report.settings, of);
  return {
    version: 1,
    program,
    language,
    timezone,
    isRedacted: isRedacted === true,
    window,
    sources: report.sources.map(told),
    asked: searched.asked ?? null,
    counts,
    partial: report.partial,
    isNothingInspected: report.isNothingInspected,
    noTrustedNetwork: report.noTrustedNetwork,
    leftOut: report.leftOut,
    searchedOf: searched.of,
    rulesOff: report.rulesOff.map(told),
    notCovered: notCovered.map(notCoveredRow),
    failures: failures.map(failureRow),
    unnamed: { people: unnamed.people, accounts: unnamed.accounts },
    settings: line('en') === undefined ? null : wordsIn((of) => line(of) ?? ''),
    input: report.input ?? null,
    rules: rulesOf(findings),
    totals: {
      severities: countBySeverity(findings),
      stories: answer.stories.length,
      people: answer.people.length,
      places: places.length,
    },
    stories: answer.stories.slice(0, FIRST.stories).map(storyRow(sessions)),
    people: answer.people.slice(0, FIRST.people).map(personRow(sessions)),
    places: places.slice(0, MOST_PLACES),
    ...signInCharts(findings, timezone),
    compared: report.compared ?? null,
    sessions:
      sessions === undefined
        ? null
        : {
            held: sessions.told.length,
            leftOut: sessions.leftOut,
            reach: sessions.reach,
            notKept: sessions.notKept,
          },
    sessionArgs: report.sessionArgs?.map((word) => ` ${shellWord(word)}`).join('') ?? null,
    rows: rowBlock(findings.slice(0, FIRST.rows), timezone, sessions?.findings),
  };
}

export const notCoveredRow = ({ region, reason, hint }: NotCovered): NotCoveredRow => ({
  place: region === null ? null : told(region),
  reason: toldWords(reason),
  hint: hint === undefined ? null : toldWords(hint),
});

export const failureRow = ({ rule, eventId, reason }: Failure): Failure => ({
  rule: told(rule),
  eventId: told(eventId),
  reason: told(reason),
});

function rulesOf(findings: readonly Finding[]): Readonly<Record<string, RuleFacts>> {
  const rules = new Map(findings.map(({ rule }) => [rule.id, rule]));
  return Object.fromEntries([...rules].map(([id, rule]) => [told(id), ruleFacts(rule)]));
}

const ruleFacts = ({ title, theme, why, respond, attack, cis, securityHub }: Rule): RuleFacts => ({
  title: toldWords(title),
  theme,
  why: toldWords(why),
  respond: { en: respond.en.map(told), ja: respond.ja.map(told) },
  attack,
  cis: cis ?? [],
  securityHub: securityHub ?? [],
});

/** `from`: the place of the first of these rows among all. */
export const storyRow =
  (sessions: ReportSessions | undefined, from = 0) =>
  (story: Story, at: number): StoryRow => ({
    severity: story.severity,
    text: wordsIn((language) => told(storyText(story, language))),
    from: seconds(story.from),
    to: seconds(story.to),
    findings: story.findings.map(({ id }) => id),
    sessions: sessions?.stories[from + at] ?? [],
  });

export const personRow =
  (sessions: ReportSessions | undefined, from = 0) =>
  (row: PersonAtPlace, at: number): PersonRow => ({
    severity: row.severity,
    who: wordsIn((language) => told(whom[language](row.event))),
    account: told(row.event.account),
    accountName: row.accountName === null ? null : told(row.accountName),
    place: told(row.place),
    verdict: row.network.verdict,
    networkName: row.network.name === null ? null : told(row.network.name),
    signIns: row.signIns,
    failures: row.failures,
    mfa: row.mfa,
    first: seconds(row.first),
    last: seconds(row.last),
    session: sessions?.people[from + at] ?? null,
  });
