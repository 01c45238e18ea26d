/** English words of alerts and reports. */
import { SEVERITIES } from '../core/rule.ts';
import type { Messages } from './messages.words.ts';

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const severity = { critical: 'critical', high: 'high', medium: 'medium', low: 'low', info: 'info' };

export const en: Messages = {
  severity,
  mfa: { used: 'used', 'not-used': 'not used', unknown: 'unknown' },
  attention: 'attention',
  mark: 'Mark',
  outcome: { success: 'success', failure: 'failure' },
  network: {
    trusted: 'trusted',
    untrusted: 'not trusted',
    'not-judged': 'not judged',
    'not-an-address': 'not an address',
  },
  label: {
    who: 'Who',
    what: 'What',
    object: 'Object',
    where: 'Where',
    when: 'When',
    mfa: 'MFA',
    browser: 'Browser',
    region: 'Region',
    account: 'Account',
    severity: 'Severity',
    rule: 'Rule',
    event: 'Finding',
  },
  openEvent: 'Open in the event history',
  sample: 'This is a test message. Nothing happened.',
  noTrustedNetwork:
    'No trusted network is set, so no sign-in is judged. List your networks under `trusted` in login-watch.yaml.',
  muted: (count) => `${plural(count, 'finding')} muted in business hours`,
  andMore: (count) => `and ${count} more, worst first`,
  times: (count, from, to) => `${count} times, ${from} to ${to}`,
  counts: (counts) =>
    SEVERITIES.filter((name) => counts[name] > 0)
      .map((name) => `${counts[name]} ${severity[name]}`)
      .join(', '),
  test: '[test]',
  again: (count) => ` (×${count})`,
  others: (count) => ` (+${count} more)`,
  firstStep: 'First step',
  attemptStep:
    'Nothing was changed. Ask the user or the owner of the role whether it was them; if not, disable the credentials.',
  crowdStep:
    'Check whether a sign-in from one of these addresses succeeded. If one did, end the user’s sessions and change the password.',
  allSteps: 'All steps',
  wholeSession: 'Everything done with this sign-in',
  headline: (count, bySeverity) => `login-watch: ${plural(count, 'finding')} (${bySeverity})`,
  noFindings: 'Nothing found.',
  nothingInspected: 'No record was inspected, so nothing could be found.',
  notCovered: 'Not looked at:',
  failures: 'Rules that failed (please report them):',
  partial: 'Stopped early: this is only a part.',
  lookedAt: ({ records, inspected, notSelected, outside, duplicates, unreadable }) => {
    if (inspected === records) return plural(records, 'record');
    const parts = [
      `${inspected} inspected`,
      ...(notSelected > 0 ? [`${notSelected} that no rule is about`] : []),
      ...(outside > 0 ? [`${outside} outside the time or regions asked for`] : []),
      ...(duplicates > 0 ? [plural(duplicates, 'duplicate')] : []),
      ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
    ];
    return `${plural(records, 'record')}: ${parts.join(', ')}`;
  },
  within: (lookedAt, span) => `${lookedAt}; ${span}`,
  asking: 'Asking CloudTrail',
  progress: ({ regionsDone, regions, pages, records, left, accounts }) =>
    `${accounts === undefined ? '' : `${accounts.done} of ${plural(accounts.of, 'account')}, `}${regionsDone} of ${plural(regions, 'region')}, ${plural(pages, 'page')}, ${plural(records, 'record')}${
      left === undefined ? '' : `, about ${Math.ceil(left / 1000)} s left`
    }`,
  businessHours: 'business hours',
  repeated: 'repeated by a program, not sent',
  written: (file) => `Written to ${file}`,
  leftOut: (count) => `${plural(count, 'finding')} left out by --limit`,
  rulesOff: (ids) => `${ids.length === 1 ? '1 rule is' : `${ids.length} rules are`} off: ${ids.join(', ')}`,
  rulesList: {
    state: 'State',
    title: 'Detects',
    on: 'on',
    off: 'off',
    because: (entry) => `by \`${entry}\` in your settings`,
    onlyEvents: 'needs pipeline `events`',
    needs: (setting) => `needs \`${setting}\` in your settings`,
    explain: 'Explain one: `login-watch rules show <id>`',
    respond: 'What to do',
    controls: 'Controls:',
    references: 'References',
    pattern: 'Pattern',
  },
};
