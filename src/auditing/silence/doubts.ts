/** Calls that a principal's policies allow and nobody would hear of: IAM's simulation can settle whether they pass. */
import type { Ground } from '../follow.ts';
import { cellsOf } from './cells.ts';
import { linksOnWays } from './links.ts';
import type { Principal } from './principal.ts';
import { DECISIONS_A_REQUEST, requested } from './simulated.ts';

export interface Doubt {
  /** Its ARN. */
  readonly principal: string;
  /** Each question: every action on every resource. */
  readonly questions: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

/**
 * Simulations are few a second; the policies of Organizations are nearly alike for all principals of an account. So many
 * principals are asked about at most, by so many requests.
 */
const MOST_ASKED = 40;
const MOST_REQUESTS = 200;

/** Those without all permissions first. */
export function doubtsIn(ground: Ground): readonly Doubt[] {
  const { principals } = ground.snapshot;
  if (principals === undefined || principals.kind === 'refused' || principals.value.length === 0) return [];
  const found = new Map<Principal, Map<string, { actions: Set<string>; resources: Set<string> }>>();
  for (const { told, silencers, deed, link } of linksOnWays(ground).links.flatMap((one) =>
    cellsOf(one, principals.value, ground),
  )) {
    if (told === 'yes') continue;
    for (const { principal, by } of silencers) {
      if (principal === undefined || by === undefined) continue;
      const byKind = found.get(principal) ?? new Map();
      found.set(principal, byKind);
      const kind = /-filter$/.test(link.kind) ? 'log-group' : link.kind;
      const question = byKind.get(kind) ?? { actions: new Set(), resources: new Set() };
      byKind.set(kind, question);
      question.actions.add(deed.action);
      for (const one of deed.resources) question.resources.add(requested(one));
    }
  }
  const doubts = [...found]
    .toSorted(([a], [b]) => Number(a.isAdministrator) - Number(b.isAdministrator))
    .map(([{ arn }, byKind]) => ({
      principal: arn,
      questions: [...byKind.values()].map(({ actions, resources }) => ({
        actions: [...actions],
        resources: [...resources],
      })),
    }));
  return affordable(doubts);
}

/** The first of them, and as many more as the simulations may take. */
export function affordable(doubts: readonly Doubt[]): readonly Doubt[] {
  let requests = 0;
  return doubts.slice(0, MOST_ASKED).filter(({ questions }, at) => {
    for (const { actions, resources } of questions)
      requests += Math.ceil((actions.length * resources.length) / DECISIONS_A_REQUEST);
    return at === 0 || requests <= MOST_REQUESTS;
  });
}
