/** The records that may be put: nobody gets one who wasn't named, but for our own notifier and its own people. */
import { mailLists } from '../../core/mail-lists.ts';
import { namesOf } from '../../core/names.ts';
import type { Settings } from '../../core/settings.ts';
import type { Heard, Reached, Receiver } from './receivers.ts';
import type { Ring } from './rings.ts';

export interface Rung {
  readonly ring: Ring;
  readonly heard: Heard;
}

export interface Choice<One = Rung> {
  readonly rung: readonly One[];
  /** With those who weren't named, or with the reads without which nobody can be named. */
  readonly refused: readonly (One & { readonly foreign: readonly Receiver[] })[];
}

/** `only`: names of receivers. `isOurs`: those that need not be named. */
export function choose<One extends { readonly heard: Reached }>(
  all: readonly One[],
  only: readonly string[],
  isOurs: (receiver: Receiver) => boolean,
): Choice<One> {
  const sorted = all.map((one) => ({
    one,
    foreign: one.heard.receivers.filter((receiver) => !only.includes(receiver.name) && !isOurs(receiver)),
  }));
  const isRefused = ({ foreign, one: { heard } }: (typeof sorted)[number]) => foreign.length + heard.blind.length > 0;
  return {
    rung: sorted.filter((one) => !isRefused(one)).map(({ one }) => one),
    refused: sorted.filter(isRefused).map(({ one, foreign }) => ({ ...one, foreign })),
  };
}

/** Undefined settings: nothing is ours. */
export function oursOf(settings: Settings | undefined): (receiver: Receiver) => boolean {
  if (settings === undefined) return () => false;
  const { notifier, health } = namesOf(settings.name);
  const functions = [notifier, health.function];
  const queues = [health.waiting];
  const addresses = mailLists(settings).flat();
  return ({ kind, name }) =>
    (kind === 'function' && functions.includes(name)) ||
    (kind === 'queue' && queues.includes(name)) ||
    (kind === 'mail' && addresses.includes(name));
}
