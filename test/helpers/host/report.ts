/** Reports built from the fields that a case is about. */
import type { TrailEvent } from '../../../src/core/event.ts';
import { inForce } from '../../../src/core/in-force.ts';
import type { Finding, Rule, Severity } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { answerFrom } from '../../../src/core/stories/answer.ts';
import type { Report } from '../../../src/render/replay/report.ts';
import { event } from '../records/events.ts';

interface Parts {
  readonly id?: string;
  readonly rule?: string;
  readonly severity?: Severity;
  readonly say?: string;
  readonly event?: TrailEvent;
  readonly muted?: string | null;
  readonly accountName?: string;
}

export function finding(parts: Parts = {}): Finding {
  const id = parts.rule ?? 'signin-untrusted';
  const title = { en: 'Console sign-in from an untrusted network', ja: '信頼されていないネットワークからのサインイン' };
  const say = parts.say ?? 'alice signed in to the console from 198.51.100.7';
  const rule: Rule = {
    id,
    theme: 'signin',
    title,
    severity: 'high',
    why: { en: 'Why.', ja: '理由。' },
    respond: { en: [], ja: [] },
    references: [],
    attack: ['T1078.004'],
    when: { eventSource: ['signin.amazonaws.com'] },
    say: { en: () => say, ja: () => say },
  };
  const about = parts.event ?? event();
  return {
    id: parts.id ?? 'f1',
    rule,
    severity: parts.severity ?? 'high',
    mark: '🔴',
    title,
    message: { en: say, ja: say },
    event: about,
    events: [about],
    accountName: parts.accountName ?? null,
    network: { verdict: 'untrusted', name: null },
    attempt: false,
    muted: parts.muted ?? null,
  };
}

export function report(parts: Partial<Report> = {}): Report {
  const findings = parts.findings ?? [];
  return {
    window: { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' },
    sources: ['cloudtrail:us-east-1'],
    settings: inForce(DEFAULT_SETTINGS, { file: undefined }, []),
    counts: {
      records: 812,
      inspected: 800,
      notSelected: 9,
      outside: 0,
      duplicates: 3,
      unreadable: 0,
      findings: findings.length,
    },
    findings,
    searched: { asked: undefined, of: findings.length },
    answer: answerFrom({ stories: [], people: [] }),
    notCovered: [],
    failures: [],
    unnamed: { people: 0, groups: 0, accounts: 0, isAsked: true, isRefused: false },
    partial: false,
    isNothingInspected: false,
    noTrustedNetwork: false,
    leftOut: 0,
    rulesOff: [],
    ...parts,
  };
}
