/** One finding in full: its sentence, its facts, why it matters, what to do. */
import type { Mfa, Outcome } from '../src/core/event.ts';
import type { NetworkVerdict } from '../src/core/rule.ts';
import { KIND } from '../src/render/html/model.ts';
import { button, element, name } from './dom.ts';
import { sessionCommand } from './session.ts';
import type { Row } from './store.ts';
import { sessionDetails } from './unfold.ts';
import { placeText, timeText, type View } from './view.ts';

/** The console of a partition, and nothing else that a record could name. */
const CONSOLE =
  /^https:\/\/[a-z0-9-]+\.console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)\/cloudtrailv2\/home\?region=[a-z0-9-]+#\/events\/[0-9a-f-]{36}$/i;
const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;

const VERDICTS: readonly NetworkVerdict['verdict'][] = ['trusted', 'untrusted', 'not-judged', 'not-an-address'];
const OUTCOMES: readonly Outcome[] = ['success', 'failure'];
const MFA: readonly Mfa[] = ['used', 'not-used', 'unknown'];

export function detailOf(row: Row, view: View, onClose: () => void): readonly Node[] {
  const { head, words, messages, language } = view;
  const { detail } = words;
  const isJa = language === 'ja';
  const rule = head.rules[row.rule];
  const verdict = VERDICTS.find((one) => one === row.verdict) ?? 'not-judged';
  const outcome = OUTCOMES.find((one) => one === row.outcome);
  const mfa = MFA.find((one) => one === row.mfa);
  const facts: readonly (readonly [string, string])[] = [
    [messages.label.when, `${timeText(row.time, head.timezone)} (${head.timezone})`],
    [messages.label.who, isJa ? row.whoJa : row.who],
    [detail.person, row.person],
    [detail.arn, row.arn],
    [messages.label.where, placeText(row.place, verdict, row.networkName === '' ? null : row.networkName, view)],
    [messages.label.account, row.accountName === '' ? row.account : `${row.accountName} (${row.account})`],
    [detail.region, row.region],
    [detail.call, `${row.eventSource} ${row.eventName}`],
    [messages.label.mfa, mfa === undefined ? '' : messages.mfa[mfa]],
    [detail.outcome, outcome === undefined ? '' : messages.outcome[outcome]],
    [detail.userAgent, row.userAgent],
    [detail.events, String(row.events)],
    [detail.muted, row.muted],
    [messages.label.rule, row.rule],
    [detail.source, row.source],
    [detail.eventId, row.eventId],
    [detail.findingId, row.id],
  ];
  const steps = rule?.respond[language] ?? [];
  return [
    element('h3', { dir: 'auto' }, name(isJa ? row.titleJa : row.title)),
    element('p', {}, name(isJa ? row.messageJa : row.message)),
    element(
      'dl',
      {},
      ...facts.flatMap(([label, value]) =>
        value === '' ? [] : [element('dt', {}, label), element('dd', {}, name(value))],
      ),
    ),
    ...(rule === undefined ? [] : [element('h3', {}, detail.why), element('p', {}, name(rule.why[language]))]),
    ...(steps.length === 0
      ? []
      : [element('h3', {}, detail.respond), element('ol', {}, ...steps.map((step) => element('li', {}, name(step))))]),
    ...sessionOf(row, view),
    ...controls(row, view),
    ...consoleLink(row, view),
    button(detail.close, onClose),
  ];
}

/** The session that the event is of; where the file doesn't hold it, the command that shows it. */
function sessionOf(row: Row, view: View): readonly Node[] {
  const { head, words } = view;
  if (row.session > 0) return sessionDetails(`finding ${row.id}`, [row.session - 1], view);
  const isLeftOut = head.sessions === null || head.sessions.leftOut > 0;
  const isAskable = head.sessionArgs !== null && EVENT_ID.test(row.eventId) && row.kind !== KIND.failedSignIn;
  return isLeftOut && isAskable ? [sessionCommand(row.eventId, head.sessionArgs ?? '', words.session.command)] : [];
}

function controls({ rule }: Row, { head, words }: View): readonly Node[] {
  const { attack = [], cis = [], securityHub = [] } = head.rules[rule] ?? {};
  const items = [
    ...attack.map((technique) => element('li', {}, techniqueLink(technique))),
    ...cis.map((control) => element('li', {}, `CIS v${control.replace(':', ' ')}`)),
    ...securityHub.map((control) => element('li', {}, `Security Hub ${control}`)),
  ];
  return items.length === 0
    ? []
    : [element('h3', {}, words.detail.controls), element('ul', { class: 'chips' }, ...items)];
}

function techniqueLink(technique: string): Node {
  const text = `ATT&CK ${technique}`;
  if (!TECHNIQUE.test(technique)) return name(text);
  return link(`https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`, text);
}

function consoleLink({ link: begin, eventId }: Row, { words }: View): readonly Node[] {
  const url = `${begin}${eventId}`;
  return begin !== '' && CONSOLE.test(url) ? [element('p', {}, link(url, words.detail.open))] : [];
}

const link = (href: string, text: string) => element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
