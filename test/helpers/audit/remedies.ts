/** Applies what an audit prints, and looks at the account again. */
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { deliverToFiles, deliverToLogs } from '../../../sandbox/trail-deliveries.ts';
import type { Remedy } from '../../../src/auditing/remedies/remedy.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import type { TestAccount } from '../records/account.ts';
import { audited } from './audited.ts';
import { runAwsCommand } from './aws-cli.ts';
import { accountWithStacks } from './stacks.ts';

export type Verdicts = ReadonlyMap<string, Verdict>;

/** The broken account, and the verdicts on it. */
export async function broken(change: Change | undefined) {
  const stacks = accountWithStacks();
  const { account, verdicts } = await audited(change, { cloudformation: stacks.answer });
  stacks.of(account);
  return { account, verdicts };
}

/** Runs the printed lines, plays the person who confirms, and lets AWS do its part. */
export async function apply({ fix }: Remedy, account: TestAccount): Promise<void> {
  if (fix?.kind !== 'commands') return;
  for (const line of fix.commands) await runAwsCommand(line, account.endpoint);
  if (fix.afterwards !== undefined) confirmAll(account);
  deliverToLogs(account);
  deliverToFiles(account);
}

function confirmAll({ sns }: TestAccount): void {
  for (const region of ['us-east-1', 'eu-north-1'])
    for (const [topic, { subscriptions }] of sns.topicsIn(region))
      for (const { isConfirmed, token } of subscriptions) if (!isConfirmed) sns.confirm(topic, token);
}

/** A trail that was just started, or changed, has delivered nothing to find yet. */
const TOO_NEW = 'recording.arrival';

/** Checks that passed and no longer do. */
export const worse = (before: Verdicts, after: Verdicts): readonly string[] =>
  [...before].flatMap(([id, { result }]) => {
    const now = after.get(id)?.result;
    if (id === TOO_NEW && now === 'unknown') return [];
    return (result === 'pass' && now !== 'pass') || (result === 'unknown' && now === 'fail') ? [`${id} ${now}`] : [];
  });

export interface Printed {
  readonly remedy: Remedy;
  readonly ids: readonly string[];
}

/** Remedies that can be applied, each once, with the checks that print them. */
export function remediesIn(verdicts: Verdicts): readonly Printed[] {
  const found = new Map<string, { readonly remedy: Remedy; readonly ids: string[] }>();
  for (const { id, todo } of verdicts.values()) {
    for (const remedy of todo) {
      if (remedy.fix?.kind !== 'commands') continue;
      const key = JSON.stringify(remedy);
      const there = found.get(key) ?? { remedy, ids: [] };
      there.ids.push(id);
      found.set(key, there);
    }
  }
  return [...found.values()];
}
