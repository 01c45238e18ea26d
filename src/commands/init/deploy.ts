/** The last part: the plan, one question, deploying, and the proof. Whatever ends it early leaves no plan behind. */
import { costOf, type Deployed } from '../../core/cost.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { namesOf } from '../../core/names.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { INIT_WORDS } from '../../messages/set-up/init.ts';
import { afterDeploy } from '../shared/after-deploy.ts';
import type { Asker } from '../shared/asking/asker.ts';
import { heading, type InitContext, type Planned } from './state/context.ts';
import type { State } from './state/state.ts';

/** `change`: somebody saw the plan and wants other answers. */
export type DeployStep = Exit | 'change';

/** `noise` and `facts` of the interview, for the estimate of the cost. */
type Known = Pick<State, 'settings' | 'noise' | 'facts'>;

export async function deploy(context: InitContext, known: Known, asker: Asker): Promise<DeployStep> {
  const { settings } = known;
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
    const exit = await underway(context, () => prove(context, known));
    return failed.length > 0 ? EXIT.refused : exit;
  }
  return underway(context, () => prove(context, known));
}

/** Stopped after the yes: AWS may be in the middle of something, and that must not be told as nothing. */
export class Underway extends UserError {}

async function underway<T>({ host }: InitContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!host.signal.aborted) throw error;
    const { message, hint } = refusalFrom(INIT_WORDS, ({ stoppedDeploying }) => stoppedDeploying);
    throw new Underway(message, { hint, exit: EXIT.refused, cause: error });
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

async function prove(context: InitContext, known: Known): Promise<Exit> {
  const { parts, words, tell, host } = context;
  await heading(context, words.heading.proof);
  await tell(words.proving);
  const { text, isWhole, verdict } = await parts.prove(known.settings, context.language);
  await host.stdout.write(`${text.trimEnd()}\n`);
  const events = known.noise?.recordsAMonth;
  const after = afterDeploy(costOf(deployedOf(known)), events, context.language, host.stdout.columns);
  await host.stderr.write(`\n${after}\n\n`);
  await tell(verdict);
  return isWhole ? EXIT.done : EXIT.found;
}

function deployedOf({ settings: { name, pipelines, trail }, facts }: Known): Deployed {
  if (trail.use !== 'new') return { pipelines, newTrail: 'none' };
  const hasOther = facts.trails.some((one) => one.isLogging && one.name !== namesOf(name).trail);
  return { pipelines, newTrail: hasOther ? 'further' : 'first' };
}
