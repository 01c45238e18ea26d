/** A GuardDuty finding, passed on. */
import type { TrailEvent } from '../../core/event.ts';
import { numberAt, textAt } from '../../core/fields.ts';
import type { Rule, Severity } from '../../core/rule.ts';
import { accountIn, ja, shown } from '../../core/say.ts';

// https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
const CRITICAL = 9;
const HIGH = 7;
const MEDIUM = 4;

export const guarddutyFinding: Rule = {
  id: 'guardduty-finding',
  theme: 'findings',
  title: { en: 'GuardDuty finding', ja: 'GuardDutyの検出結果' },
  severity: 'medium',
  why: {
    en: 'GuardDuty sees what CloudTrail does not: DNS, flow logs, malware. From severity 4 on; 7 is high, 9 is critical. It repeats a finding that goes on every six hours unless told otherwise.',
    ja: 'GuardDutyはDNS・フローログ・マルウェアなど、CloudTrailには残らないものを監視している。重大度4以上を通知し、7以上は high、9以上は critical とする。続いている検出結果は既定で6時間ごとに再通知される。',
  },
  respond: {
    en: [
      'Open the finding in the GuardDuty console and follow its remediation.',
      'Look for the same identity and address with `login-watch replay`.',
    ],
    ja: [
      'GuardDutyコンソールで検出結果を開き、修復手順に従う。',
      '同じアイデンティティやアドレスを `login-watch replay` で調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html'],
  attack: ['T1078.004'],
  on: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
  when: { severity: [{ numeric: ['>=', MEDIUM] }] },
  check: ({ record }) => ({ severity: severityOf(numberAt(record, 'severity') ?? MEDIUM) }),
  say: {
    en: ({ event, context }) =>
      `GuardDuty found ${about(event)} in account ${accountIn.en({ event, context })}, ${shown(event.region)}: ${title(event)}`,
    ja: ({ event, context }) =>
      ja`GuardDutyが${about(event)}を検出しました（アカウント${accountIn.ja({ event, context })}、${shown(event.region)}）：${title(event)}`,
  },
};

function severityOf(value: number): Severity {
  return value >= CRITICAL ? 'critical' : value >= HIGH ? 'high' : 'medium';
}

/** `Recon:EC2/PortProbeUnprotectedPort (severity 5)` */
function about({ record }: TrailEvent): string {
  return `${shown(textAt(record, 'type'))} (severity ${numberAt(record, 'severity') ?? '-'})`;
}

const title = ({ record }: TrailEvent) => shown(textAt(record, 'title'));
