/** The report of `audit --live`: how far each record came, what wasn't put, and what stays. */
import { Chalk } from 'chalk';
import type { LiveHop, LiveResult } from '../../auditing/live/result.ts';
import type { ThingKind } from '../../auditing/live/sightings.ts';
import type { Result } from '../../auditing/verdict.ts';
import type { Language, Words } from '../../core/language.ts';
import { escapeJson, visible } from '../../core/text.ts';
import { isoTime } from '../../core/time.ts';
import { LIVE_WORDS } from '../../messages/audit/live/live.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { UNIT_WORDS } from '../../messages/units.ts';
import { columns } from '../columns.ts';
import { wrap } from '../wrap.ts';

/** A record that wasn't put. */
export interface NotPut {
  readonly checks: readonly string[];
  readonly samples: readonly string[];
  /** Receivers who weren't named; none if nothing would have heard it. */
  readonly foreign: readonly string[];
  readonly said: Words;
}

export interface LiveReport {
  readonly account: string;
  readonly mark: string;
  /** Milliseconds since the epoch; undefined if nothing was put. */
  readonly put: number | undefined;
  readonly results: readonly LiveResult[];
  readonly notPut: readonly NotPut[];
  readonly rules: readonly {
    readonly rule: string;
    readonly region: string;
    readonly checks: readonly string[];
    readonly said: Words;
  }[];
  readonly left: readonly {
    readonly kind: ThingKind;
    readonly name: string;
    readonly region: string;
    readonly why: Words;
  }[];
  readonly stays: {
    readonly metrics: readonly string[];
    readonly alarms: readonly string[];
    readonly receivers: readonly string[];
    /** Those of them to whom not all of the way was seen. */
    readonly unseen: readonly string[];
    /** Names of calls in CloudTrail. */
    readonly calls: readonly string[];
  };
  /** Verdicts of the audit by reading, by check. */
  readonly audited: ReadonlyMap<string, Result>;
}

interface Look {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  readonly language: Language;
}

const WIDEST = 140;

export function renderLiveTable(report: LiveReport, { language, colour, isPlain, columns: space }: Look): string {
  const words = LIVE_WORDS[language];
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const width = Math.min(space, WIDEST);
  const lines = (text: string) => (isPlain ? [text] : wrap(visible(text), width));
  const section = (head: string, items: readonly string[]) =>
    items.length === 0 ? [] : [[...lines(head), ...items.flatMap((item) => lines(`- ${item}`))].join('\n')];
  const colours = { arrived: paint.green, stopped: paint.red, unknown: paint.magenta };
  const rows = [
    ...report.results.map(({ deeds, outcome, ms, hops }) => [
      { text: deeds.join(', ') },
      { text: words.results[outcome], paint: colours[outcome] },
      { text: ms === undefined ? '' : UNIT_WORDS[language].duration(ms) },
      {
        text: visible(
          `${hops.map((hop) => hopText(hop, language)).join('; ')}${auditSaid(deeds, outcome, report, language)}`,
        ),
      },
    ]),
    ...report.notPut.map(({ checks, samples, foreign, said }) => [
      { text: checks.join(', ') },
      { text: words.results[foreign.length > 0 ? 'refused' : 'unheard'], paint: paint.magenta },
      { text: '' },
      { text: visible(`${said[language]} ${words.samples(samples)}`) },
    ]),
  ];
  const table = columns({ head: words.head, rows, flexible: 3, width, isPlain });
  const parts = [
    lines(words.verdict(countsOf(report)))
      .map((line) => paint.bold(line))
      .join('\n'),
    ...(rows.length === 0 ? [] : [table]),
    ...section(
      words.rules,
      report.rules.map(({ rule, region, checks, said }) => words.rule(rule, region, checks, said[language])),
    ),
    ...staysOf(report, language, section),
    ...(report.left.length > 0
      ? section(
          words.left,
          report.left.map(({ kind, name, region, why }) => words.leftOne(kind, name, region, why[language])),
        )
      : report.put === undefined
        ? []
        : [lines(words.removed).join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function hopText({ step, name, outcome, ms, why }: LiveHop, language: Language): string {
  const words = LIVE_WORDS[language];
  const after = outcome === 'seen' && ms !== undefined ? UNIT_WORDS[language].duration(ms) : words.outcomes[outcome];
  return words.hop(words.steps[step], name, after, why?.[language].replace(/[.。]$/, '') ?? '');
}

/** Where seeing and reading differ. */
function auditSaid(
  deeds: readonly string[],
  outcome: LiveResult['outcome'],
  { audited }: LiveReport,
  language: Language,
) {
  const results = [...new Set(deeds.flatMap((deed) => audited.get(deed) ?? []))];
  const differs = results.filter((result) => (result === 'pass') !== (outcome === 'arrived'));
  return differs.length === 0
    ? ''
    : ` ${LIVE_WORDS[language].auditSaid(differs.map((result) => AUDIT_WORDS[language].results[result]).join(', '))}`;
}

function staysOf(
  { put, mark, stays: { metrics, alarms, receivers, unseen, calls } }: LiveReport,
  language: Language,
  section: (head: string, items: readonly string[]) => readonly string[],
): readonly string[] {
  if (put === undefined) return [];
  const words = LIVE_WORDS[language];
  const sure = receivers.filter((name) => !unseen.includes(name));
  const items = [
    ...(metrics.length === 0 ? [] : [words.staysMetrics(metrics)]),
    ...(alarms.length === 0 ? [] : [words.staysAlarms(alarms)]),
    ...(sure.length === 0 ? [] : [words.staysCopies(sure)]),
    ...(unseen.length === 0 ? [] : [words.mayBeCopies(unseen)]),
    words.staysTrail(calls),
  ];
  const stayed = section(words.stays(mark, isoTime(put)), items);
  return alarms.length === 0 ? stayed : [...stayed, words.backToOk];
}

export type LiveCounts = Readonly<Record<'arrived' | 'stopped' | 'unknown' | 'notRung', number>>;

/** Counts checks: each by the worst of its records. */
export function countsOf({ results, notPut }: LiveReport): LiveCounts {
  const checks = new Set([...results.flatMap(({ deeds }) => deeds), ...notPut.flatMap((one) => one.checks)]);
  const counts = { arrived: 0, stopped: 0, unknown: 0, notRung: 0 };
  for (const check of checks) {
    const outcomes = results.filter(({ deeds }) => deeds.includes(check)).map(({ outcome }) => outcome);
    const worst = (['stopped', 'unknown', 'arrived'] as const).find((one) => outcomes.includes(one));
    counts[worst ?? 'notRung'] += 1;
  }
  return counts;
}

/** In English, as all output for programs. */
export function renderLiveJson(report: LiveReport): string {
  const { results, notPut, rules, left, put, audited, ...rest } = report;
  const data = {
    version: 1,
    ...rest,
    put: put === undefined ? null : isoTime(put),
    counts: countsOf(report),
    records: results.map(({ deeds, hops, ms, ...one }) => ({
      ...one,
      checks: deeds.map((id) => ({ id, audit: audited.get(id) ?? null })),
      ms: ms ?? null,
      hops: hops.map((hop) => ({ ...hop, ms: hop.ms ?? null, why: hop.why?.en ?? null })),
    })),
    notPut: notPut.map(({ said, ...one }) => ({ ...one, said: said.en })),
    cantBeRung: rules.map(({ said, ...one }) => ({ ...one, said: said.en })),
    left: left.map(({ why, ...one }) => ({ ...one, why: why.en })),
  };
  return `${escapeJson(JSON.stringify(data, undefined, 2))}\n`;
}
