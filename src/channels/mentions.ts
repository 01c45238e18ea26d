/** People who are mentioned by a message: `mention` of Slack, Teams and Discord, by severity. Text from events never is. */
import { SEVERITIES, type Severity } from '../core/rule.ts';
import type { Mentions } from '../core/settings.ts';
import { rank } from '../core/stories/digest.ts';

export type MentioningKind = 'slack' | 'teams' | 'discord';

/** The most of one entry. */
export const MOST_MENTIONS = 10;

/** The forms of one mention: a word for everybody, or an id. */
const FORMS: Readonly<Record<MentioningKind, RegExp>> = {
  // https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
  slack: /^(?:@(?:here|channel|everyone)|[UWS][A-Z0-9]{5,30})$/,
  // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#user-mention-in-incoming-webhook-with-adaptive-cards
  teams: /^(?:[\w.'+#-]+@[\w-]+(?:\.[\w-]+)+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
  // https://discord.com/developers/docs/reference#message-formatting; a role's id stands behind &.
  discord: /^(?:@(?:here|everyone)|&?\d{17,20})$/,
};

export const wordsOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '');

export const isMention = (kind: MentioningKind, word: string): boolean => FORMS[kind].test(word);

/** The mention that was probably meant: the same without markup, with its @, or in capitals. */
export function meantBy(kind: MentioningKind, word: string): string | undefined {
  const id = word.replace(/^<(?:@!?|!subteam\^|!|(?=@))/, '').replace(/(?:\|[^>]*)?>$/, '');
  return [id, `@${id}`, id.replace(/^@/, ''), id.toUpperCase(), id.replace(/^@(?=&)/, '')].find((one) =>
    isMention(kind, one),
  );
}

/** The mentions for a message of this severity: its own entry, or that of the next lower one that has one. */
export function mentionsFor(mention: Mentions | undefined, severity: Severity | undefined): readonly string[] {
  if (mention === undefined || severity === undefined) return [];
  const entry = SEVERITIES.slice(rank(severity)).find((one) => mention[one] !== undefined);
  return entry === undefined ? [] : [...new Set(wordsOf(mention[entry] ?? ''))];
}
