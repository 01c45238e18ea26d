/** The last part: the plan, one question, deploying, and the proof. Whatever ends it early leaves no plan behind. */

import { EXIT, type Exit } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { proofWordsIn } from '../../messages/proof.ts';
import type { Asker } from '../shared/asking/asker.ts';
import { heading, type InitContext, type Planned } from './state/context.ts';

/** `change`: somebody saw the plan and wants other answers. */
export type DeployStep = Exit | 'change';

export async function deploy(context: InitContext, settings: Settings, asker: Asker): Promise<DeployStep> {
  const { parts, words, tell } = context;
  await heading(context, words.heading.plan);
  await tell(words.planning);
  const planned = await parts.prepareDeploy(settings, context.language);
  const answer = await decide(context, planned, asker);
  if (answer !== 'deploy') {
    await planned.drop();
    await tell(words.dropped);
    if (answer === 'later') await tell(words.later);
    return answer === 'change' ? 'change' : EXIT.done;
  }
  if (!planned.isEmpty) {
    await heading(context, words.heading.deploy);
    await tell(words.deploying);
    const failed = await underway(context, planned.perform);
    await tell(words.deployed);
    if (failed.length > 0) await tell([words.failedRegions, ...failed.map((line) => `  ${line}`)].join('\n'));
    if (settings.channels.some(({ kind }) => kind === 'email')) await tell(words.confirmMail);
    const exit = await underway(context, () => prove(context, settings));
    return failed.length > 0 ? EXIT.refused : exit;
  }
  return underway(context, () => prove(context, settings));
}

/** Stopped after the yes: AWS may be in the middle of something, and that must not be told as nothing. */
export class Underway extends UserError {}

async function underway<T>({ words, host }: InitContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!host.signal.aborted) throw error;
    throw new Underway(words.stoppedDeploying, { hint: words.stoppedHint, exit: EXIT.refused, cause: error });
  }
}

/** Any way out other than yes drops the plan: Ctrl-C too. */
async function decide(context: InitContext, planned: Planned, asker: Asker): Promise<'deploy' | 'later' | 'change'> {
  const { words, host, isAuto } = context;
  try {
    await host.stderr.write(`${planned.text.trimEnd()}\n`);
    if (planned.isEmpty) {
      await context.tell(words.nothingToDeploy);
      return 'deploy';
    }
    const choices = (['deploy', 'later', 'change'] as const).filter((value) => value !== 'change' || !isAuto);
    return await asker.select({
      message: words.deployQuestion,
      choices: choices.map((value) => ({ value, name: words.deployChoice[value] })),
      default: 'deploy',
    });
  } catch (error) {
    await planned.drop();
    throw error;
  }
}

async function prove(context: InitContext, settings: Settings): Promise<Exit> {
  const { parts, words, tell, host } = context;
  await heading(context, words.heading.proof);
  await tell(words.proving);
  const { text, isWhole, needsConfirmation } = await parts.prove(settings, context.language);
  await host.stdout.write(`${text.trimEnd()}\n`);
  const { proven, notProven } = proofWordsIn(context.language);
  await tell(isWhole ? proven : needsConfirmation ? words.unconfirmed : notProven);
  return isWhole ? EXIT.done : EXIT.found;
}
