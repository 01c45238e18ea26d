/** `audit --format sarif`: SARIF 2.1.0, each check a rule. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import type { JudgedPath, Verdict } from '../../auditing/verdict.ts';
import { accountText } from '../../core/accounts.ts';
import type { Severity } from '../../core/rule.ts';
import { escapeJson } from '../../core/text.ts';
import { SARIF_WORDS as WORDS } from '../../messages/audit/sarif.ts';
import type { AuditReport } from './report.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** `level` of a failure, and GitHub's `security-severity`: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const LEVELS: Readonly<Record<Severity, { readonly level: string; readonly score: string }>> = {
  critical: { level: 'error', score: '9.5' },
  high: { level: 'error', score: '8.0' },
  medium: { level: 'warning', score: '5.5' },
  low: { level: 'note', score: '2.5' },
  info: { level: 'note', score: '0.5' },
};

/** `open`: the evidence doesn't suffice to decide. Only a failure has a level (3.27.10). */
const KINDS = { pass: 'pass', fail: 'fail', unknown: 'open' } as const;

/** `version`: the program's. */
export function renderAuditSarif(report: AuditReport, version: string): string {
  const { account, accountName, at, regions, verdicts, limits } = report;
  const run = {
    tool: {
      driver: { name: 'login-watch', version, semanticVersion: version, rules: verdicts.map(ruleOf) },
    },
    invocations: [
      {
        executionSuccessful: true,
        endTimeUtc: new Date(at).toISOString(),
        // Gaps: an absent result must not look like a pass.
        toolExecutionNotifications: limits.map(({ en }) => ({ level: 'note', message: { text: en } })),
      },
    ],
    // Results need a place; an account has no files.
    artifacts: [
      {
        location: { uri: placeOf(account) },
        description: { text: WORDS.account(accountText(account, accountName), regions.length) },
      },
    ],
    automationDetails: { id: `login-watch/audit/${account}/` },
    columnKind: 'utf16CodeUnits',
    results: verdicts.map((verdict, at) => resultOf(verdict, at, account)),
  };
  return escapeJson(`${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`);
}

const placeOf = (account: string) => `aws-account/${account}`;

function ruleOf({ id, area, title, severity, controls, todo, result }: Verdict) {
  const { level, score } = LEVELS[severity];
  const answers = WORDS.controls(controls.cis, controls.securityHub);
  const steps = todo.map(({ en }) => en);
  const help = result === 'pass' ? [WORDS.passes] : steps.length === 0 ? [title.en] : [WORDS.todo, ...steps];
  return {
    id,
    shortDescription: { text: title.en },
    fullDescription: { text: answers === '' ? title.en : `${title.en} (${answers})` },
    help: {
      text: help.join('\n'),
      markdown: help.map((line, at) => (at === 0 ? line : `- ${inMarkdown(line)}`)).join('\n'),
    },
    defaultConfiguration: { level },
    properties: {
      tags: ['security', area, ...controls.cis.map((one) => `CIS ${one}`), ...controls.securityHub],
      'security-severity': score,
      severity,
    },
  };
}

/** Names of resources may hold marks of Markdown. */
const inMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

function resultOf(verdict: Verdict, ruleIndex: number, account: string) {
  const { id, result, severity, said, evidence, missing, paths } = verdict;
  const more = evidence.map(({ en }) => en).filter((one) => one !== said.en);
  const text = [
    said.en,
    ...(more.length === 0 ? [] : [WORDS.evidence, ...more]),
    ...(missing.length === 0 ? [] : [WORDS.missing(missing)]),
  ].join('\n');
  const location = {
    physicalLocation: { artifactLocation: { uri: placeOf(account), index: 0 }, region: { startLine: 1 } },
    logicalLocations: [{ name: id, fullyQualifiedName: `${account}/${id}`, kind: 'resource' }],
  };
  const listed = paths?.listed ?? [];
  return {
    ruleId: id,
    ruleIndex,
    kind: KINDS[result],
    level: result === 'fail' ? LEVELS[severity].level : 'none',
    message: { text },
    locations: [location],
    ...(listed.length === 0 ? {} : { codeFlows: listed.map((path) => codeFlowOf(path, account)) }),
    partialFingerprints: { 'loginWatchCheck/v1': `${account}/${id}` },
  };
}

/** A path of the account as a flow: its hops, and the reason at the last one. */
const codeFlowOf = ({ hops, broken }: JudgedPath, account: string) => ({
  ...(broken === null ? {} : { message: { text: broken.said.en } }),
  threadFlows: [
    {
      locations: (hops.length === 0 ? [{ kind: 'account', name: account, region: null, state: 'fail' }] : hops).map(
        ({ kind, name, region, state }) => ({
          location: {
            logicalLocations: [
              {
                name,
                fullyQualifiedName: [account, ...(region === null ? [] : [region]), kind, name].join('/'),
                kind: 'resource',
              },
            ],
            message: { text: `${kind} ${name}${region === null ? '' : ` (${region})`}` },
          },
          importance: state === 'pass' ? 'important' : 'essential',
        }),
      ),
    },
  ],
});
