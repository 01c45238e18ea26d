/** A story in one sentence: who, from where, and what happened, in order. */
import type { TrailEvent } from '../../core/event.ts';
import type { Finding, Language } from '../../core/rule.ts';
import { shown, who, whom } from '../../core/say.ts';
import { sessionCommand } from '../../core/session/command.ts';
import { handleOf } from '../../core/session/handle.ts';
import { sessionKeys } from '../../core/session/keys.ts';
import { shellWord } from '../../core/shell.ts';
import type { PersonAtPlace, Story } from '../../core/stories/answer.ts';
import { predicateOf } from '../../core/stories/predicate.ts';
import { ANSWER_WORDS } from '../../messages/look-back/answer.ts';

/** `carol (payments) from 198.51.100.9` */
const whoAndWhere = (story: Story, language: Language): string =>
  ANSWER_WORDS[language].who(whom[language](story.event), accountIn(story), story.places.map(shown));

/** One person's stories: `carol (payments, prod) from 198.51.100.9 and 1 other place`; the first `most` accounts by name. */
export function whoInAll(alike: readonly Story[], most: number, language: Language): string {
  const [story] = alike;
  if (story === undefined) throw new RangeError('a person has stories');
  const words = ANSWER_WORDS[language];
  const accounts = [...new Set(alike.flatMap((one) => accountIn(one) ?? []))];
  const named =
    accounts.length === 0 ? null : words.accounts(accounts.slice(0, most), Math.max(accounts.length - most, 0));
  const places = [...new Set(alike.flatMap((one) => one.places))];
  return words.who(whom[language](story.event), named, places.map(shown));
}

/** The account's name, or its id where several could be meant; null where nobody needs to know it. */
export function accountIn({ event, accountName, isOneOfSeveral }: Story | PersonAtPlace): string | null {
  const account = accountName ?? (isOneOfSeveral ? event.account : null);
  return account === null ? null : shown(account);
}

/** `carol (payments) from 198.51.100.9: 8 failed sign-ins, then in without MFA`, without the time. */
export function storyText(story: Story, language: Language): string {
  const words = ANSWER_WORDS[language];
  const { failures, signIns, mfa } = story;
  const deed = deedText(story, language);
  const isFirst = isBeforeSignIn(story);
  const parts = isFirst ? [deed.text] : [];
  if (failures.before > 0) parts.push(words.failures(failures.before));
  if (signIns > 0) parts.push(words.signedIn(signIns, mfa, parts.length > 0));
  if (failures.after > 0) parts.push(words.failuresAfter(failures.after));
  if (isFirst || deed.text === '') return words.told(whoAndWhere(story, language), words.list(parts));
  if (deed.isWhole && parts.length === 0) return deed.text;
  parts.push(words.deed(deed.text, parts.length > 0));
  return words.told(whoAndWhere(story, language), words.list(parts));
}

/** True if the gravest deed was done before the person signed in, so with other credentials. */
const isBeforeSignIn = ({ event, signIns, deeds: [gravest] }: Story): boolean =>
  signIns > 0 && gravest !== undefined && gravest.event.epoch < event.epoch;

/** The gravest deed and how many more there are; empty without any. A whole sentence is about somebody else, or by a service. */
function deedText(story: Story, language: Language): { readonly text: string; readonly isWhole: boolean } {
  const [gravest, ...others] = story.deeds;
  if (gravest === undefined) return { text: '', isWhole: false };
  const more = others.length === 0 ? '' : ANSWER_WORDS[language].moreDeeds(others.length);
  const deed = deedOf(gravest, story, language);
  return { text: (deed ?? gravest.message[language]) + more, isWhole: deed === undefined };
}

/** The finding's sentence without its subject and place, which the story names; undefined if it begins otherwise. */
function deedOf(finding: Finding, story: Story, language: Language): string | undefined {
  const { event } = finding;
  if (who[language](event).toLowerCase() !== who[language](story.event).toLowerCase()) return undefined;
  return predicateOf(finding, finding.message[language], event.origin.text === story.places[0], language);
}

/** The command that shows the story's session; null where nobody got in, or the records can't be read again. */
export function sessionOf(story: Story, args: readonly string[] | undefined): string | null {
  const event = eventOf(story);
  const command = event === undefined ? undefined : sessionCommand(event);
  return command === undefined || args === undefined ? null : [command, ...args.map(shellWord)].join(' ');
}

/** The short name by which that command takes the story's event; undefined where there is no command. */
export function handleIn(story: Story, args: readonly string[] | undefined): string | undefined {
  const event = eventOf(story);
  return event === undefined || args === undefined ? undefined : handleOf(event.eventId, event.epoch);
}

/** The first event that is of a session, the gravest deed's if the sign-in's session can't hold it; one whose record names it. */
function eventOf(story: Story): TrailEvent | undefined {
  const { event, findings, deeds } = story;
  const apart = isApart(story) ? deeds.slice(0, 1) : [];
  const events = [...apart.map((finding) => finding.event), event, ...findings.map((finding) => finding.event)];
  const all = events.filter((one) => sessionCommand(one) !== undefined);
  return all.find((one) => one.signIn !== undefined || sessionKeys(one).own.length > 0) ?? all[0];
}

/** A deed before the sign-in, or by an access key of a user, isn't of the console's session. */
const isApart = (story: Story): boolean =>
  isBeforeSignIn(story) || (story.signIns > 0 && story.deeds[0]?.event.actor.accessKeyId?.startsWith('AKIA') === true);
