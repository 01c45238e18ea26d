/** Channels in trouble: when a waiting message is tried again, and what the other channels are told meanwhile. */
import { createHash } from 'node:crypto';
import type { Trouble } from '../aws/login-table/troubles.ts';
import type { Delivery } from '../channels/channel.ts';
import { SECRET_KINDS } from '../channels/kinds.ts';
import type { Words } from '../core/language.ts';
import type { Notice } from '../core/stories/digest.ts';
import { DAY, formatTime, HOUR, MINUTE, SECOND } from '../core/time.ts';
import { wordsFrom } from '../core/words.ts';
import { NOTICE_WORDS, type NoticeWords } from '../messages/sending/notices.ts';
import type { Notifier } from './notifier.ts';
import { enqueueNotice } from './outbox.ts';

export type Troubled = Pick<
  Notifier,
  'troubles' | 'deployed' | 'secrets' | 'settings' | 'sqs' | 'environment' | 'now' | 'log'
>;

/** Milliseconds between tries: doubled from the first to the longest. */
const FIRST_DELAY = 5 * SECOND;
const LONGEST_DELAY = 30 * MINUTE;
/** Milliseconds without a success after which the others are told. */
const PATIENCE = 10 * MINUTE;
/**
 * How often a waiting message is looked at, by its age: whether its channel's secret or the settings changed, so that
 * it is tried before its time. In 13.5 days it is received some 900 times; the queue drops it after 1,000.
 */
const LOOKS: readonly (readonly [age: number, every: number])[] = [
  [HOUR, 2 * MINUTE],
  [6 * HOUR, 5 * MINUTE],
  [DAY, 10 * MINUTE],
  [5 * DAY, 20 * MINUTE],
];

export const delayAfter = (fails: number): number =>
  Math.min(FIRST_DELAY * 2 ** Math.min(fails - 1, 20), LONGEST_DELAY);

/** Milliseconds until the next look at a message of this age. */
export const lookAfter = (age: number): number => LOOKS.find(([upTo]) => age < upTo)?.[1] ?? LONGEST_DELAY;

/** True if it is time for another try, or if what the last one failed with is no longer the same. */
export async function isDue(trouble: Trouble, delivery: Delivery, notifier: Troubled): Promise<boolean> {
  if (notifier.now() >= trouble.nextAt) return true;
  // A secret may have been replaced since it was read.
  notifier.secrets.forget();
  return (await fingerprintOf(delivery, notifier)) !== trouble.fingerprint;
}

interface Failed {
  readonly group: string;
  readonly delivery: Delivery;
  readonly why: Words;
  /** Milliseconds that the channel asked for. */
  readonly retryAfter: number;
}

/** Writes the failed try down. Returns the trouble as it is now. */
export async function noteFailure(
  before: Trouble | undefined,
  { group, delivery, why, retryAfter }: Failed,
  notifier: Troubled,
): Promise<Trouble> {
  const { now, troubles } = notifier;
  const fails = (before?.fails ?? 0) + 1;
  const trouble: Trouble = {
    to: delivery.to,
    since: before?.since ?? now(),
    nextAt: now() + Math.max(delayAfter(fails), retryAfter),
    fails,
    fingerprint: await fingerprintOf(delivery, notifier),
    isTold: before?.isTold ?? false,
    why,
  };
  await troubles.keep(group, trouble);
  return trouble;
}

/** Tells the others once that this channel takes no messages. */
export async function tellDead(group: string, trouble: Trouble, notifier: Troubled): Promise<void> {
  const { now, troubles, log, settings } = notifier;
  if (trouble.isTold || now() - trouble.since < PATIENCE) return;
  const since = timeOf(trouble, settings.timezone);
  const told = await tellOthers(group, trouble, 'dead', notifier, {
    title: said(({ dead }) => dead.title(trouble.to, since)),
    lines: [
      wordsFrom(NOTICE_WORDS, ({ dead }, language) => dead.lastAnswer(trouble.why[language])),
      said(({ dead }) => dead.waiting),
      said(({ dead }) => dead.mend(SECRET_KINDS.find((kind) => trouble.to.split(' ')[0] === kind))),
    ],
  });
  await troubles.keep(group, { ...trouble, isTold: true });
  log('error', 'a channel takes no messages', { to: trouble.to, since, why: trouble.why.en, told });
}

/** Ends a trouble, and tells those who were told of it. */
export async function noteSuccess(group: string, trouble: Trouble | undefined, notifier: Troubled): Promise<void> {
  if (trouble === undefined) return;
  if (trouble.isTold) {
    const since = timeOf(trouble, notifier.settings.timezone);
    const told = await tellOthers(group, trouble, 'back', notifier, {
      title: said(({ back }) => back.title(trouble.to)),
      lines: [said(({ back }) => back.since(since))],
    });
    notifier.log('info', 'a channel takes messages again', { to: trouble.to, since, told });
  }
  await notifier.troubles.forget(group);
}

const said = (pick: (words: NoticeWords) => string): Words => wordsFrom(NOTICE_WORDS, pick);

const timeOf = ({ since }: Trouble, timezone: string) => formatTime(since, timezone);

function tellOthers(
  group: string,
  { to, since }: Trouble,
  what: 'dead' | 'back',
  notifier: Troubled,
  words: Pick<Notice, 'title' | 'lines'>,
) {
  const notice = { ...words, about: `${group} ${since}`, isGood: what === 'back' };
  const isAbout = (delivery: Delivery, its: string) => its === group || delivery.to === to;
  return enqueueNotice(notice, [what, group, since].join(' '), notifier, isAbout);
}

/** Eight digits tell a changed secret, and nothing about it. */
async function fingerprintOf(delivery: Delivery, { secrets, deployed }: Troubled): Promise<string> {
  const places = delivery.kind === 'sns' ? [] : [delivery.secret, delivery.sign];
  const values = await Promise.all(
    places.map((place) => (place === undefined ? '' : secrets.read(place).catch(() => 'unreadable'))),
  );
  return createHash('sha256')
    .update(JSON.stringify([await deployed(), ...values]))
    .digest('hex')
    .slice(0, 8);
}
