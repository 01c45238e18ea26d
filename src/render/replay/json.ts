/**
 * `--format json` and `ndjson`: a contract that scripts rely on, in English whatever the language. Additions are allowed
 * within a version, changes are not.
 */
import { findingJson } from '../../core/finding-json.ts';
import { groupsOf } from '../../core/group.ts';
import type { Finding } from '../../core/rule.ts';
import { escapeJson } from '../../core/text.ts';
import { groupJson, personJson, storyJson } from './answer-json.ts';
import { inBatches, type NotCovered, type Render, type RenderOptions, type Report } from './report.ts';

export const notCoveredJson = ({ region, reason, hint }: NotCovered) => ({
  region,
  reason: reason.en,
  ...(hint === undefined ? {} : { hint: hint.en }),
});

export const renderJson: Render = (report, options) => ({
  *[Symbol.iterator]() {
    const [before, after] = aroundFindings(report, options);
    yield before;
    let gap = '';
    for (const text of inBatches(report.findings, (batch) =>
      escapeJson(batch.map((one) => inList(one, options)).join(',')),
    )) {
      yield gap + text;
      gap = ',';
    }
    yield `${gap === '' ? '' : '\n  '}${after}`;
  },
});

const EMPTY = '\n  "findings": [';

/** The text before the first finding, and behind the last one. */
function aroundFindings(report: Report, { groupBy }: RenderOptions): readonly [before: string, after: string] {
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
    ...(groupBy === undefined ? {} : { groups: groupsOf(report.findings, groupBy).map(groupJson) }),
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

const inList = (finding: Finding, options: RenderOptions) =>
  `\n${JSON.stringify(itemJson(finding, options), undefined, 2)}`.replaceAll('\n', '\n    ');

/** With `--raw` the record too: evidence that can be checked against the trail. */
const itemJson = (finding: Finding, { isRaw }: RenderOptions) => ({
  ...findingJson(finding, 'en'),
  ...(isRaw ? { record: finding.event.record } : {}),
  ...(isRaw && finding.events.length > 1 ? { records: finding.events.map(({ record }) => record) } : {}),
});

/** One finding a line. */
export const renderNdjson: Render = ({ findings }, options) =>
  inBatches(findings, (batch) =>
    batch.map((finding) => `${escapeJson(JSON.stringify(itemJson(finding, options)))}\n`).join(''),
  );
