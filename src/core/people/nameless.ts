/** Findings about a user of Identity Center whose name isn't known yet, and what to say once it is. */
import { createHash } from 'node:crypto';
import type { TrailEvent } from '../event.ts';
import type { Finding, Words } from '../rule.ts';
import { identityCenterUser, ja, shown } from '../say.ts';
import { leadOf, sentenceOf } from '../stories/sentence.ts';
import { isNameless, keysOf } from './people.ts';

/** Gives the event the name of its person, if it is known. */
export type Naming = (event: TrailEvent) => TrailEvent;

/** True if another record may hold the name of this event's person. */
export const awaitsName = (event: TrailEvent): boolean =>
  event.actor.kind === 'identity-center-user' &&
  !event.actor.hidden &&
  isNameless(event.actor) &&
  keysOf(event).length > 0;

/** The sign-in that the event belongs to, by the id that its records share. */
export const workflowOf = ({ signIn, id }: TrailEvent): string => signIn?.workflowId ?? id;

/** The finding with the name in its sentences; the same finding while the name isn't known. */
export function named(finding: Finding, naming: Naming): Finding {
  const event = naming(finding.event);
  const name = event.actor.person;
  if (event === finding.event || name === undefined) return finding;
  const nameless = identityCenterUser(finding.event.actor.identityCenterUserId);
  const replaced = (words: Words) => withName(words, nameless, name);
  const { reason } = finding;
  return {
    ...finding,
    event,
    events: finding.events.map(naming),
    title: replaced(finding.title),
    message: replaced(finding.message),
    ...(reason === undefined ? {} : { reason: replaced(reason) }),
  };
}

/** All that was said of one sign-in, as one finding: of what the name is added to, once it is known. */
export function wholeOf(findings: readonly Finding[]): Finding | undefined {
  const lead = leadOf(findings);
  if (lead === undefined) return undefined;
  const { reason: _, ...rest } = lead;
  return { ...rest, message: { en: sentenceOf(findings, 'en'), ja: sentenceOf(findings, 'ja') } };
}

/** The message that adds the name to one that has left without it; undefined while the name isn't known. */
export function nameAdded(told: Finding, naming: Naming): Finding | undefined {
  const known = named(told, naming);
  const name = known.event.actor.person;
  if (known === told || name === undefined) return undefined;
  const nameless = identityCenterUser(told.event.actor.identityCenterUserId);
  const id = createHash('sha256')
    .update(JSON.stringify([told.id, 'named']))
    .digest('hex')
    .slice(0, 32);
  return {
    ...known,
    id,
    message: {
      en: `${nameless.en.replace(/^an /, 'The ')} was ${shown(name)}: ${known.message.en}`,
      ja: ja`${nameless.ja}は${shown(name)}でした：` + known.message.ja,
    },
  };
}

function withName(words: Words, nameless: Words, name: string): Words {
  const atStart = nameless.en.charAt(0).toUpperCase() + nameless.en.slice(1);
  const parts = words.ja.split(nameless.ja);
  return {
    en: words.en.replaceAll(nameless.en, () => shown(name)).replaceAll(atStart, () => shown(name)),
    ja: parts.slice(1).reduce((before, after) => ja`${before}${shown(name)}${after}`, parts[0] ?? ''),
  };
}
