/** An item in every alert: its sentence, its fields, and the first step to take. Channels differ only in their layout. */
import { accountText } from '../core/accounts.ts';
import { HOMEPAGE } from '../core/homepage.ts';
import { browserOf } from '../core/record/browser.ts';
import type { Finding, Language, NetworkVerdict } from '../core/rule.ts';
import { sessionCommand } from '../core/session/command.ts';
import type { Digest, DigestItem, Notice } from '../core/stories/digest.ts';
import { leadOf, sentenceOf } from '../core/stories/sentence.ts';
import { clip, visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { ComposeOptions } from './channel.ts';

export interface Field {
  readonly label: string;
  readonly value: string;
}

type Look = Pick<ComposeOptions, 'language' | 'timezone'>;

/** The most characters of a field; a name or a user agent may have any length. */
const VALUE_LIMIT = 200;
/** The most characters of a sentence: a few names of the length that rules show, with the reasons behind them. */
const SENTENCE_LIMIT = 500;

/** Text of an event for a field, before a channel's own escapes. */
function fieldText(text: string | undefined, limit = VALUE_LIMIT): string {
  return text === undefined || text.trim() === '' ? '-' : clip(visible(text), limit);
}

/** At most ten fields, each only where it adds something to the item's sentence. */
export function aboutItem(item: DigestItem, { language, timezone }: Look): readonly Field[] {
  const { event } = item;
  const messages = messagesIn(language);
  const { label } = messages;
  const sentence = sentenceOf(item.deeds[0] ?? item.findings, language);
  const time = (iso: string) => formatTime(Date.parse(iso), timezone);
  // AWS doesn't know it for sign-ins through another identity provider; the field then says so.
  const hasMfa = event.signIn !== undefined && event.outcome === 'success';
  const isSignIn = event.signIn !== undefined || event.source === 'signin.amazonaws.com';
  return [
    // The sentence has the name; root's ARN is in the account.
    ...field(
      label.who,
      event.actor.kind === 'root' || event.actor.hidden || isOfMany(item) ? undefined : event.actor.arn,
    ),
    ...field(label.what, isSignIn || sentence.includes(event.name) ? undefined : `${event.name} (${event.source})`),
    ...field(label.object, objectsOf(item)),
    ...field(label.where, whereOf(item, sentence, messages)),
    { label: label.when, value: whenOf(item, time, messages) },
    {
      label: label.account,
      value: `${fieldText(accountText(event.account, item.accountName))}, ${fieldText(event.region)}`,
    },
    ...field(label.mfa, hasMfa && !sentence.includes('MFA') ? messages.mfa[event.mfa] : undefined),
    ...field(
      label.browser,
      isCrowd(item) ? undefined : event.userAgent && (browserOf(event.userAgent, language) ?? event.userAgent),
    ),
    { label: label.severity, value: messages.severity[item.severity] },
    { label: label.rule, value: fieldText(rulesOf(item.findings)) },
  ];
}

/** ARNs of what the sentence names, of all findings of one record. */
function objectsOf({ findings }: DigestItem): string | undefined {
  const arns = [...new Set(findings.flatMap(({ objects = [] }) => objects))];
  return arns.length === 0 ? undefined : arns.slice(0, MOST_OBJECTS).join(', ');
}

const MOST_OBJECTS = 3;

/** True for failed sign-ins of many, which have no one person to ask. */
const isCrowd = ({ head }: DigestItem): boolean => head.tells !== undefined;

/** True for failures of several users or sessions: one of them isn't the one who did it. */
function isOfMany({ event, findings }: DigestItem): boolean {
  if (event.outcome !== 'failure') return false;
  const events = findings.flatMap((finding) => [finding.event, ...finding.events]);
  return new Set(events.map(({ actor }) => actor.arn ?? actor.name)).size > 1;
}

/** Deeds that differ have a beginning and an end; only the same thing again is counted. */
function whenOf({ event, deeds, count, from, to }: DigestItem, time: (iso: string) => string, { times }: Messages) {
  if (count < 2) return time(event.time);
  return deeds.length > 1 ? `${time(from)} – ${time(to)}` : times(count, time(from), time(to));
}

const field = (label: string, value: string | undefined): readonly Field[] =>
  value === undefined ? [] : [{ label, value: fieldText(value) }];

/** `root-login, signin-untrusted (MITRE ATT&CK T1078.004)` */
function rulesOf(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({ rule }) => rule.id))].join(', ');
  const techniques = [...new Set(findings.flatMap(({ rule }) => rule.attack))];
  return techniques.length === 0 ? ids : `${ids} (MITRE ATT&CK ${techniques.join(', ')})`;
}

/** The address with its network; undefined if the sentence says both, a service called, or a crowd. */
function whereOf(item: DigestItem, sentence: string, messages: Messages): string | undefined {
  if (isCrowd(item)) return undefined;
  const { event, head } = item;
  const { kind, text } = event.origin;
  const network = networkOf(head.network, messages);
  const isSaid = kind !== 'absent' && sentence.includes(text);
  if (isSaid && (network === undefined || head.network.verdict === 'not-judged')) return undefined;
  if (isSaid && sentence.includes(network ?? '')) return undefined;
  if (kind === 'absent' || kind === 'aws-internal') return undefined;
  return network === undefined ? text : `${fieldText(text)} (${fieldText(network)})`;
}

/** The network's name or verdict; undefined for a service, which has no address. */
function networkOf({ name, verdict }: NetworkVerdict, messages: Messages): string | undefined {
  return name ?? (verdict === 'not-an-address' ? undefined : messages.network[verdict]);
}

/** The item's sentence with its mark: `🔴 alice signed in …, not trusted`. */
export function lineOf(item: DigestItem, language: Language): string {
  const [deed = item.findings, ...others] = item.deeds;
  const messages = messagesIn(language);
  const sentence = fieldText(sentenceOf(deed, language), SENTENCE_LIMIT);
  const lead = leadOf(deed);
  const isSaid = lead?.tells === item.count || lead?.events.length === item.count;
  const isRepeated = others.length === 0 && item.count > 1 && !isSaid;
  const again = isRepeated ? messages.again(item.count) : '';
  return `${item.mark} ${sentence}${again}${others.length > 0 ? messages.others(others.length) : ''}`;
}

/** The most deeds of an item that have a line of their own. */
const MOST_DEEDS = 12;

/** A line for each further deed of the item, and a count of those beyond the last line. */
export function furtherOf({ deeds }: DigestItem, language: Language): readonly string[] {
  const others = deeds.slice(1);
  const lines = others.slice(0, MOST_DEEDS).map((deed) => `• ${fieldText(sentenceOf(deed, language))}`);
  const beyond = others.length - lines.length;
  return beyond > 0 ? [...lines, messagesIn(language).others(beyond).trim()] : lines;
}

/** The first line of a message without items. */
export const bareLineOf = (notice: Notice | undefined, language: Language): string =>
  notice?.title[language] ?? messagesIn(language).noFindings;

/** A message's first line, which a phone's notification shows: the gravest sentence of its items. */
export function firstLineOf(
  { items, sample, notice }: Pick<Digest, 'items' | 'sample' | 'notice'>,
  language: Language,
): string {
  const messages = messagesIn(language);
  const [worst, ...others] = items;
  const line = worst === undefined ? bareLineOf(notice, language) : lineOf(worst, language);
  const test = sample ? `${messages.test} ` : '';
  return `${test}${line}${others.length > 0 ? messages.others(others.length) : ''}`;
}

export interface Step {
  /** The first step of the rule's `respond`; undefined for a rule of the user's own. */
  readonly step: string | undefined;
  /** Where the rule is explained: a command, or the address of a page of ours. */
  readonly more: string;
  readonly url: string | undefined;
  /** The command that shows the whole session, with its label; for high and critical items that belong to one. */
  readonly session: readonly string[];
}

/** The first step as a line, with its label. */
export const stepLine = (step: string | undefined, { firstStep }: Messages): readonly string[] =>
  step === undefined ? [] : [`${firstStep}: ${step}`];

/** The first step of the rule whose sentence is shown. */
export function stepOf(item: DigestItem, language: Language, homepage: string | undefined = HOMEPAGE): Step {
  const messages = messagesIn(language);
  const lead = leadOf(item.deeds[0] ?? item.findings) ?? item.head;
  const { rule } = lead;
  const first = isCrowd(item) ? messages.crowdStep : firstStepOf(lead, language);
  const url = rule.theme === 'own' || homepage === undefined ? undefined : pageOf(homepage, rule.id);
  return {
    step: first === undefined ? undefined : fieldText(first, SENTENCE_LIMIT),
    more: `${messages.allSteps}: ${url ?? `login-watch rules show ${fieldText(rule.id)}`}`,
    url,
    session: sessionLine(item, messages),
  };
}

/** The rule's steps undo a deed, and an attempt leaves nothing to undo. */
const firstStepOf = ({ rule, attempt }: Finding, language: Language): string | undefined =>
  attempt && rule.theme !== 'own' ? messagesIn(language).attemptStep : rule.respond[language][0];

const isGrave = ({ severity }: DigestItem) => severity === 'critical' || severity === 'high';

function sessionLine(item: DigestItem, { wholeSession }: Messages): readonly string[] {
  const command = isGrave(item) ? sessionCommand(item.event) : undefined;
  return command === undefined ? [] : [`${wholeSession}: ${command}`];
}

/** GitHub shows a file of a repository under `blob`. */
function pageOf(homepage: string, id: string): string {
  const base = homepage.replace(/#.*$/, '').replace(/\/$/, '');
  return `${base}${new URL(base).host === 'github.com' ? '/blob/HEAD' : ''}/docs/rules.md#${id}`;
}
