/** `forecast --format json`: a contract, in English whatever the language. Additions are allowed within a version, changes are not. */
import { findingJson } from '../../core/finding-json.ts';
import type { Principal } from '../../core/people/principal.ts';
import { type GroupKey, groupsOf } from '../../core/stories/group.ts';
import { escapeJson } from '../../core/text.ts';
import { groupJson } from '../replay/answer-json.ts';
import { notCoveredJson } from '../replay/json.ts';
import { type ForecastReport, round } from './forecast-report.ts';

export function renderForecastJson(report: ForecastReport, groupBy?: GroupKey): string {
  const { window, sources, settings, counts, forecast, remaining, yaml, notCovered, failures, partial } = report;
  const whole = {
    version: 1,
    window,
    sources,
    settings,
    counts,
    days: round(forecast.days),
    alertsADay: round(forecast.alertsADay),
    perRule: forecast.perRule.map((one) => ({ ...one, aDay: round(one.aDay) })),
    principals: forecast.principals.map(({ principal, accountName, rules, findings, aDay }) => ({
      ...principalJson(principal),
      accountName,
      rules,
      findings,
      aDay: round(aDay),
    })),
    ...(groupBy === undefined ? {} : { groups: groupsOf(report.findings, groupBy).map(groupJson) }),
    proposals: forecast.proposals.map(({ rule, except, principal, accounts, why, quiets, samples }) => ({
      rule,
      except,
      principal: principalJson(principal),
      accounts,
      why: why.en,
      quiets,
      samples: samples.map((finding) => findingJson(finding, 'en')),
    })),
    remaining: { alertsADay: round(remaining) },
    yaml,
    notCovered: notCovered.map(notCoveredJson),
    failures,
    partial,
  };
  return `${escapeJson(JSON.stringify(whole, undefined, 2))}\n`;
}

const principalJson = ({ kind, name, account }: Principal) => ({ kind, name, account });
