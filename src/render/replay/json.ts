/**
 * `--format json` and `ndjson`: a contract that scripts rely on, in English whatever the language. Additions are allowed
 * within a version, changes are not.
 */
import { findingJson } from '../../core/finding-json.ts';
import type { Finding } from '../../core/rule.ts';
import { groupsOf } from '../../core/stories/group.ts';
import { escapeJson } from '../../core/text.ts';
import { groupJson, personJson, storyJson } from './answer-json.ts';
import { inBatches, type NotCovered, type Render, type RenderOptions, type Report } from './report.ts';

export const notCoveredJson = ({ region, account, reason, hint }: NotCovered) => ({
  region,
  ...(account === undefined ? {} : { account }),
  reason: reason.en,
  ...(hint === undefined ? {} : { hint: hint.en }),
});

export const renderJson: Render = (report, options) => ({
  *[Symbol.iterator]() {
    let rest = withoutLists(report, options);
    for (const [key, items] of listsOf(report, options)) {
      const begin = `\n  "${key}": [`;
      // In a text a line break is escaped, so that this can't stand in one.
      const end = rest.indexOf(begin) + begin.length;
      yield rest.slice(0, end);
      yield* items;
      rest = rest.slice(end);
    }
    yield rest;
  },
});

/** Lists as long as the findings, in their order in the text; each in pieces. */
const listsOf = (
  { findings, sessionArgs, answer: { stories, people } }: Report,
  options: RenderOptions,
): readonly (readonly [string, Iterable<string>])[] => [
  ['findings', inList(findings, (finding) => itemJson(finding, options))],
  ['stories', inList(stories, (story) => storyJson(story, sessionArgs))],
  ['people', inList(people, personJson)],
];

/** The whole text, with those lists empty. */
function withoutLists(report: Report, { groupBy }: RenderOptions): string {
  const { window, sources, settings, counts, notCovered, failures, unnamed, partial, leftOut, rulesOff } = report;
  const { verification } = report;
  const whole = {
    version: 1,
    window,
    sources,
    settings,
    // Repeats are looked for among the records that a rule could look at.
    counts: { ...counts, deduplicated: 'candidates' },
    findings: [],
    stories: [],
    people: [],
    ...(groupBy === undefined ? {} : { groups: groupsOf(report.findings, groupBy).map(groupJson) }),
    notCovered: notCovered.map(notCoveredJson),
    ...(verification === undefined ? {} : { verification }),
    failures,
    unnamed: { people: unnamed.people, groups: unnamed.groups, accounts: unnamed.accounts },
    partial,
    leftOut,
    rulesOff,
  };
  return `${escapeJson(JSON.stringify(whole, undefined, 2))}\n`;
}

/** With `--raw` the record too: evidence that can be checked against the trail. */
const itemJson = (finding: Finding, { isRaw }: RenderOptions) => ({
  ...findingJson(finding, 'en'),
  ...(isRaw ? { record: finding.event.record } : {}),
  ...(isRaw && finding.events.length > 1 ? { records: finding.events.map(({ record }) => record) } : {}),
});

function* inList<Item>(items: readonly Item[], toJson: (item: Item) => object): Generator<string> {
  const text = (item: Item) => `\n${JSON.stringify(toJson(item), undefined, 2)}`.replaceAll('\n', '\n    ');
  let gap = '';
  for (const piece of inBatches(items, (batch) => escapeJson(batch.map(text).join(',')))) {
    yield gap + piece;
    gap = ',';
  }
  if (gap !== '') yield '\n  ';
}

/** One finding a line. */
export const renderNdjson: Render = ({ findings }, options) =>
  inBatches(findings, (batch) =>
    batch.map((finding) => `${escapeJson(JSON.stringify(itemJson(finding, options)))}\n`).join(''),
  );
