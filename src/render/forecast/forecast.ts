/** `forecast --format table`: what a person reads. */
import { Chalk } from 'chalk';
import { accountCell } from '../../core/accounts.ts';
import type { Proposal } from '../../core/forecast/proposal.ts';
import type { Principal } from '../../core/people/principal.ts';
import { groupsOf } from '../../core/stories/group.ts';
import { visible } from '../../core/text.ts';
import { formatTime } from '../../core/time.ts';
import { messagesIn } from '../../messages/messages.ts';
import { FORECAST_WORDS, type ForecastMessages } from '../../messages/set-up/forecast.ts';
import { columns } from '../columns.ts';
import { inForceLine } from '../in-force.ts';
import { findingGroupRows } from '../replay/groups.ts';
import type { RenderOptions } from '../replay/report.ts';
import { renderTroubles } from '../replay/troubles.ts';
import { wrap } from '../wrap.ts';
import { aDayText, type ForecastReport } from './forecast-report.ts';

const NARROWEST = 60;
const WIDEST = 120;
const LONGEST_BAR = 24;
const MOST_PRINCIPALS = 10;
const INDENT = '   ';
const TOO_SHORT_DAYS = 2;

interface Look extends RenderOptions {
  readonly words: ForecastMessages;
  readonly paint: InstanceType<typeof Chalk>;
  readonly width: number;
}

/** Blocks with an empty line between them. */
export function renderForecast(report: ForecastReport, options: RenderOptions): string {
  return rendered(report, options, advice);
}

/** The same without the advice, where what to do about it is asked next. */
export function renderNoise(report: ForecastReport, options: RenderOptions): string {
  return rendered(report, options, () => []);
}

function rendered(report: ForecastReport, options: RenderOptions, last: typeof advice): string {
  const look = {
    ...options,
    words: FORECAST_WORDS[options.language],
    paint: new Chalk({ level: options.colour ? 1 : 0 }),
    width: Math.min(Math.max(options.columns, NARROWEST), WIDEST),
  };
  const isSilent = report.forecast.perRule.length === 0;
  const silence = report.isNothingInspected ? messagesIn(options.language).nothingInspected : look.words.quiet;
  const blocks = [head(report, look), ...(isSilent ? [silence] : [...counts(report, look), ...last(report, look)])];
  const troubles = renderTroubles(report, options);
  return `${blocks.join('\n\n')}\n${troubles === '' ? '' : `\n${troubles}`}`;
}

function counts(report: ForecastReport, look: Look): readonly string[] {
  const { groupBy: by, paint } = look;
  if (by === undefined) return [byRule(report, look), ...byPrincipal(report, look)];
  return [[...findingGroupRows(groupsOf(report.findings, by), by, look, paint)].join('\n')];
}

function head({ forecast, counts, settings, window: { from, to } }: ForecastReport, look: Look): string {
  const { words, paint, language, timezone, width } = look;
  const span = [from, to].flatMap((moment) => (moment === null ? [] : [formatTime(Date.parse(moment), timezone)]));
  const inForce = inForceLine(settings, language);
  const { lookedAt: textOf, within } = messagesIn(language);
  const lookedAt = textOf(counts);
  return [
    paint.bold(words.headline(aDayText(forecast.alertsADay), aDayText(forecast.days))),
    ...wrap(span.length === 0 ? lookedAt : within(lookedAt, span.join(' – ')), width),
    ...(inForce === undefined ? [] : wrap(inForce, width)),
  ].join('\n');
}

function byRule({ forecast: { perRule } }: ForecastReport, { words, paint, language, width, isPlain }: Look): string {
  const most = Math.max(...perRule.map(({ aDay }) => aDay));
  const hasMuted = perRule.some(({ muted }) => muted > 0);
  const table = columns({
    head: [
      messagesIn(language).label.rule,
      words.label.findings,
      ...(hasMuted ? [words.label.muted] : []),
      words.label.aDay,
      ...(isPlain ? [] : ['']),
    ],
    rows: perRule.map(({ rule, findings, muted, aDay }) => [
      { text: visible(rule) },
      { text: String(findings) },
      ...(hasMuted ? [{ text: String(muted) }] : []),
      { text: aDayText(aDay) },
      ...(isPlain ? [] : [{ text: barOf(aDay, most), paint: paint.cyan }]),
    ]),
    flexible: hasMuted ? 4 : 3,
    width,
    isPlain,
  });
  return `${paint.bold(words.byRule)}\n${table}`;
}

function barOf(aDay: number, most: number): string {
  return aDay === 0 ? '' : '█'.repeat(Math.max(1, Math.round((aDay / most) * LONGEST_BAR)));
}

function byPrincipal({ forecast: { principals } }: ForecastReport, look: Look): string[] {
  const { words, paint, width, isPlain } = look;
  if (principals.length === 0) return [];
  const isNamed = principals.some(({ accountName }) => accountName !== null);
  const hasAccounts = isNamed || new Set(principals.map(({ principal }) => principal.account)).size > 1;
  const table = columns({
    head: [
      ...(hasAccounts ? [words.label.account] : []),
      words.label.principal,
      words.label.findings,
      words.label.aDay,
      words.label.rules,
    ],
    rows: principals
      .slice(0, MOST_PRINCIPALS)
      .map(({ principal, accountName, rules, findings, aDay }) => [
        ...(hasAccounts ? [{ text: visible(accountCell(principal.account, accountName)) }] : []),
        { text: nameOf(principal, words) },
        { text: String(findings) },
        { text: aDayText(aDay) },
        { text: visible(rules.join(', ')) },
      ]),
    flexible: hasAccounts ? 4 : 3,
    width,
    isPlain,
  });
  const rest = principals.length - MOST_PRINCIPALS;
  return [`${paint.bold(words.byPrincipal)}\n${table}${rest > 0 ? `\n${words.moreRows(rest)}` : ''}`];
}

function nameOf({ kind, name }: Principal, { kind: kinds }: ForecastMessages): string {
  return kind === 'root' ? kinds.root : `${kinds[kind]} ${visible(name)}`;
}

function advice({ forecast, remaining, yaml }: ForecastReport, look: Look): string[] {
  const { words, paint, width } = look;
  if (forecast.proposals.length === 0) {
    return [wrap(forecast.days < TOO_SHORT_DAYS ? words.tooShort : words.noProposals, width).join('\n')];
  }
  const items = forecast.proposals.map((proposal, index) => item(proposal, index + 1, forecast.days, look));
  return [
    [paint.bold(words.proposals), ...items].join('\n'),
    wrap(words.remaining(aDayText(remaining)), width).join('\n'),
    `${wrap(words.yaml, width).join('\n')}\n\n${yaml.trimEnd()}`,
  ];
}

function item({ rule, why, quiets, samples }: Proposal, number: number, days: number, look: Look): string {
  const { words, paint, language, width } = look;
  const sample = samples.at(-1)?.message[language];
  const lines = [why[language], ...(sample === undefined ? [] : [`${words.forExample} ${visible(sample)}`])].flatMap(
    (line) => wrap(line, width - INDENT.length),
  );
  const title = `${paint.bold(visible(rule))}: ${words.quiets(quiets, aDayText(quiets / days))}`;
  return [`${number}. ${title}`, ...lines.map((line) => INDENT + line)].join('\n');
}
