/** Additions to a report by its options: differences from an earlier one, hashes of the input, stand-ins. */
import type { TrailEvent } from '../../core/event.ts';
import type { ActiveRule } from '../../core/inspection/activate.ts';
import { isSearching } from '../../core/inspection/search.ts';
import { isRegion } from '../../core/regions.ts';
import { type Severity, THEMES } from '../../core/rule.ts';
import type { ComparableFinding } from '../../core/stories/compare.ts';
import { rank } from '../../core/stories/digest.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { REDACTED_WORDS } from '../../messages/look-back/redacted.ts';
import { REPORT_OPTIONS_WORDS } from '../../messages/look-back/report-options.ts';
import type { Report } from '../../render/replay/report.ts';
import { RULES } from '../../rules/index.ts';
import type { GatherOptions } from '../shared/look-back/gather.ts';
import type { SearchOptions } from '../shared/look-back/search.ts';
import type { ReportFormat } from '../shared/write-report.ts';

/** Options that add to a report. */
export interface ExtrasOptions {
  /** The JSON of an earlier report, for the HTML report. */
  readonly compare: string | undefined;
  /** Stand-ins in place of names, addresses and accounts. */
  readonly isRedacted: boolean;
}

interface Options extends ExtrasOptions, SearchOptions, Pick<GatherOptions, 'files' | 'regions'> {
  readonly format: ReportFormat;
  readonly isRaw: boolean;
  readonly minSeverity: Severity;
}

interface Run {
  /** Those that the rules saw. */
  readonly events: readonly TrailEvent[];
  readonly active: readonly ActiveRule[];
}

/** Refuses before anything is read. Throws a `UserError` for options that don't fit, and for an earlier report that is none. */
export async function reportExtras(
  options: Options,
  host: Host,
): Promise<(report: Report, run: Run) => Promise<Report>> {
  const { format, compare, isRedacted, isRaw } = options;
  if (isRedacted && isRaw) throw refused(refusalFrom(REDACTED_WORDS, ({ raw }) => raw));
  if (isRaw && (format === 'table' || format === 'html'))
    throw refused(refusalFrom(REPORT_OPTIONS_WORDS, ({ rawNeedsRecords }) => rawNeedsRecords));
  if (compare !== undefined && format !== 'html')
    throw refused(refusalFrom(REPORT_OPTIONS_WORDS, ({ compareNeedsHtml }) => compareNeedsHtml));
  const earlier =
    compare === undefined ? undefined : await (await import('./compare.ts')).readEarlier(compare, host.cwd);
  return async (report, { events, active }) => {
    let whole = report;
    if (format === 'html') {
      const { inputFacts } = await import('./input-facts.ts');
      whole = { ...whole, input: await inputFacts(options.files, events, host.signal) };
    }
    if (earlier !== undefined) {
      const { comparedWith } = await import('./compare.ts');
      const { window, findings } = report;
      const isAsked = askedFor(report, active, options);
      whole = { ...whole, compared: comparedWith(earlier, { window, findings, rules: RULES, isAsked }) };
    }
    if (!isRedacted) return whole;
    const { redactReport } = await import('../../render/redact/redact-report.ts');
    return redactReport(whole, new Set<string>([...RULES.map(({ id }) => id), ...THEMES]));
  };
}

const refused = ({ message, hint }: ReturnType<typeof refusalFrom>) => new UserError(message, { hint });

/** Whether this run would have found it again. Where it can't be known, it wouldn't: then nothing is called gone. */
function askedFor(
  { notCovered, partial, leftOut }: Report,
  active: readonly ActiveRule[],
  { minSeverity, regions, user, account, ip, event }: Options,
): (finding: ComparableFinding) => boolean {
  const gaps = notCovered.filter(({ hint }) => hint !== undefined);
  const isChosen = leftOut > 0 || isSearching({ user, account, ip, event, client: undefined });
  if (partial || isChosen || gaps.some(({ region }) => region === null || !isRegion(region))) return () => false;
  const rules = new Set(active.map(({ rule }) => rule.id));
  const missing = new Set(gaps.map(({ region }) => region));
  return ({ rule, severity, region }) =>
    rules.has(rule) &&
    rank(severity) <= rank(minSeverity) &&
    !missing.has(region) &&
    (regions === undefined || regions.includes(region));
}
