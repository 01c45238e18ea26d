/**
 * `--format json` and `ndjson`: a contract that scripts rely on, in English whatever the language. Additions are allowed
 * within a version, changes are not.
 */
import { findingJson } from '../../core/finding-json.ts';
import type { Finding } from '../../core/rule.ts';
import { escapeJson } from '../../core/text.ts';
import { personJson, storyJson } from './answer-json.ts';
import { inBatches, type NotCovered, type Render, type Report } from './report.ts';

export const notCoveredJson = ({ region, reason, hint }: NotCovered) => ({
  region,
  reason: reason.en,
  ...(hint === undefined ? {} : { hint: hint.en }),
});

export const renderJson: Render = (report) => ({
  *[Symbol.iterator]() {
    const [before, after] = aroundFindings(report);
    yield before;
    let gap = '';
    for (const text of inBatches(report.findings, (batch) => escapeJson(batch.map(inList).join(',')))) {
      yield gap + text;
      gap = ',';
    }
    yield `${gap === '' ? '' : '\n  '}${after}`;
  },
});

const EMPTY = '\n  "findings": [';

/** The text before the first finding, and behind the last one. */
function aroundFindings(report: Report): readonly [before: string, after: string] {
  const { window, sources, settings, counts, notCovered, failures, unnamed, partial, leftOut, rulesOff } = report;
  const whole = {
    version: 1,
    window,
    sources,
    settings,
    // Repeats are looked for among the records that a rule could look at.
    counts: { ...counts, deduplicated: 'candidates' },
    findings: [],
    stories: report.answer.stories.map(storyJson),
    people: report.answer.people.map(personJson),
    notCovered: notCovered.map(notCoveredJson),
    failures,
    unnamed: { people: unnamed.people, accounts: unnamed.accounts },
    partial,
    leftOut,
    rulesOff,
  };
  const text = `${escapeJson(JSON.stringify(whole, undefined, 2))}\n`;
  // In a text a line break is escaped, so that this can't stand in one.
  const end = text.indexOf(EMPTY) + EMPTY.length;
  return [text.slice(0, end), text.slice(end)];
}

const inList = (finding: Finding) =>
  `\n${JSON.stringify(findingJson(finding, 'en'), undefined, 2)}`.replaceAll('\n', '\n    ');

/** One finding a line. */
export const renderNdjson: Render = ({ findings }) =>
  inBatches(findings, (batch) =>
    batch.map((finding) => `${escapeJson(JSON.stringify(findingJson(finding, 'en')))}\n`).join(''),
  );
