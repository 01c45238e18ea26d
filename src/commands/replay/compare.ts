/** `--compare`: an earlier report's JSON, read before anything else, then held against the new findings. */
import { z } from 'zod';
import { findingJson } from '../../core/finding-json.ts';
import { type Finding, type Rule, SEVERITIES } from '../../core/rule.ts';
import { type ComparableFinding, type ComparableReport, compareReports } from '../../core/stories/compare.ts';
import { clip, visible } from '../../core/text.ts';
import { asWords } from '../../core/words.ts';
import { REPORT_OPTIONS_WORDS } from '../../messages/look-back/report-options.ts';
import type { ComparedFacts, ComparedRow } from '../../render/html/model.ts';
import { readEarlierFile } from '../shared/earlier-file.ts';

const Time = z.iso.datetime({ offset: true });
const Earlier = z.object({
  version: z.literal(1),
  window: z.object({ from: Time.nullable(), to: Time.nullable() }),
  findings: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      title: z.string(),
      message: z.string(),
      time: Time,
      region: z.string(),
      muted: z.string().nullable(),
      events: z.number(),
    }),
  ),
});

/** Findings of a kind that the page lists. */
const MOST_ROWS = 1_000;
const LONGEST = 2_000;

/** Throws a `UserError` if the file holds no report. */
export const readEarlier = (file: string, cwd: string): Promise<ComparableReport> =>
  readEarlierFile(file, cwd, Earlier, REPORT_OPTIONS_WORDS);

interface Later {
  readonly window: ComparableReport['window'];
  readonly findings: readonly Finding[];
  /** All rules that there are, for their titles. */
  readonly rules: readonly Rule[];
  readonly isAsked: (finding: ComparableFinding) => boolean;
}

export function comparedWith(earlier: ComparableReport, { window, findings, rules, isAsked }: Later): ComparedFacts {
  const later = { window, findings: findings.map((finding) => findingJson(finding, 'en')) };
  const { fresh, gone, changed, ...counts } = compareReports(earlier, later, isAsked);
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const row = (one: ComparableFinding): ComparedRow => ({
    id: one.id,
    rule: told(one.rule),
    severity: one.severity,
    time: Date.parse(one.time) / 1_000,
    title: byId.get(one.id)?.title ?? titles.get(one.rule) ?? asWords(told(one.title)),
    message: byId.get(one.id)?.message ?? asWords(told(one.message)),
    muted: one.muted,
    events: one.events,
  });
  return {
    window: earlier.window,
    fresh: fresh.slice(0, MOST_ROWS).map(row),
    gone: gone.slice(0, MOST_ROWS).map(row),
    changed: changed.slice(0, MOST_ROWS).map(({ before, after }) => ({ ...row(after), before })),
    counts: { fresh: fresh.length, gone: gone.length, changed: changed.length, ...counts },
  };
}

/** The earlier file may be anybody's. */
const told = (text: string): string => clip(visible(text), LONGEST);
