/** `login-watch deploy`: the work. Settings -> a plan that is shown -> a yes -> stacks, with progress for each resource. */
import { makeAws } from '../../aws/clients.ts';
import type { PlannedChange, ResourceProgress } from '../../aws/cloudformation/stacks.ts';
import { allChannels } from '../../channels/secrets-of.ts';
import { accountText } from '../../core/accounts.ts';
import { costOf } from '../../core/cost.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { namesHealth } from '../../core/mail-lists.ts';
import { namesOf } from '../../core/names.ts';
import type { Language } from '../../core/rule.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Deployment } from '../../deploying/deployment.ts';
import { type Deployed, performDeploy } from '../../deploying/perform.ts';
import { dropDeploy, prepareDeploy } from '../../deploying/prepare.ts';
import type { Host } from '../../host.ts';
import { VERDICT_WORDS } from '../../messages/operate/verdicts.ts';
import { COST_WORDS } from '../../messages/set-up/cost.ts';
import { DEPLOY_WORDS, type DeployWords } from '../../messages/set-up/deploy.ts';
import { renderPlan } from '../../render/plan.ts';
import { loadSettings } from '../../settings/load.ts';
import { afterDeploy } from '../shared/after-deploy.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { confirmHosts } from '../shared/consent/secrets.ts';
import { warnOfNetworks } from '../shared/network-doubts.ts';
import { planView } from '../shared/plan-view.ts';
import { startSpinner } from '../shared/progress.ts';

export interface DeployOptions extends GlobalOptions {
  /** Show what would change, and change nothing. */
  readonly plan: boolean;
  /** Termination protection of all stacks: on, off, or as it is. */
  readonly protect?: boolean | undefined;
  /** Don't ask. */
  readonly yes: boolean;
}

export async function runDeploy(options: DeployOptions, host: Host): Promise<Exit> {
  const { settings, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  const language = host.language ?? 'en';
  const words = DEPLOY_WORDS[language];
  if (!options.plan && !options.yes && !isInteractive(host)) {
    const { message, hint } = refusalFrom(DEPLOY_WORDS, ({ noTerminal }) => noTerminal);
    throw new UserError(message, { hint });
  }
  if (!namesHealth(settings)) await host.stderr.write(`${words.noHealth}\n`);
  await warnOfNetworks(settings, file, host);
  // The function that this deploys sends without asking.
  if (!options.plan) await confirmHosts({ file, channels: settings.channels }, allChannels(settings), options, host);
  const deployment = await prepare(settings, options, host, language);
  const { columns, colour } = host.stdout;
  const view = planView(deployment, language);
  // The deploy that made it printed it, and --plan prints it again.
  const shown = deployment.isEmpty && !options.plan ? { ...view, owner: undefined } : view;
  await host.stdout.write(renderPlan(shown, { columns, colour, isPlain: host.isPlain, words }));
  if (deployment.isEmpty) {
    await host.stderr.write(`${words.nothingChanges}\n`);
    const { notes, unplanned } = deployment;
    await tellFailed(unplanned, host, words);
    await host.stderr.write(`${verdict(settings.channels.length, unplanned, notes.length, language)}\n`);
    return deployment.unplanned.length > 0 ? EXIT.refused : EXIT.done;
  }
  if (options.plan || !(await isAgreed(options, host, deployment, words))) {
    await dropDeploy(deployment);
    if (!options.plan) await host.stderr.write(`${words.nothingChanged}\n`);
    return options.plan ? EXIT.found : EXIT.done;
  }
  return report(await deploy(deployment, host, language), deployment, host, language);
}

async function prepare(
  settings: Deployment['settings'],
  options: DeployOptions,
  host: Host,
  language: Language,
): Promise<Deployment> {
  const aws = makeAws({ ...options, ...assumedRegion(host) });
  const { signal, sleep } = host;
  const spinner = await startSpinner(host, DEPLOY_WORDS[language].planning);
  const notes: string[] = [];
  try {
    return await prepareDeploy(settings, aws, {
      signal,
      sleep,
      say: (text) => void notes.push(text),
      language,
      now: host.now,
      protect: options.protect,
    });
  } finally {
    spinner.stop();
    for (const note of notes) await host.stderr.write(`${note}\n`);
  }
}

async function isAgreed(
  { yes }: DeployOptions,
  host: Host,
  deployment: Deployment,
  words: DeployWords,
): Promise<boolean> {
  if (yes) return true;
  try {
    const account = visible(accountText(deployment.identity.account, deployment.naming.own));
    return await askYes(words.question(account), host);
  } catch (error) {
    // Ctrl-C at the question: the change sets are not left behind.
    await dropDeploy(deployment);
    throw error;
  }
}

interface Stack {
  readonly name: string;
  readonly region: string;
}

async function deploy(deployment: Deployment, host: Host, language: Language): Promise<Deployed> {
  const words = DEPLOY_WORDS[language];
  const spinner = await startSpinner(host, words.deploying);
  const done = new Map<string, number>();
  const onEvent = ({ name: stack, region }: Stack, { logicalId, status }: ResourceProgress) => {
    const where = `${stack} ${region}`;
    const finished = (done.get(where) ?? 0) + (status.endsWith('_COMPLETE') ? 1 : 0);
    done.set(where, finished);
    spinner.say(words.progress({ stack, region, finished, logicalId: visible(logicalId), status }));
  };
  try {
    const { signal, sleep } = host;
    return await performDeploy(deployment, { signal, sleep, onEvent, language, now: host.now, say: spinner.note });
  } finally {
    spinner.stop();
  }
}

async function report(
  { failed }: Deployed,
  { stacks, survey, settings, trail, notes }: Deployment,
  host: Host,
  language: Language,
): Promise<Exit> {
  const words = DEPLOY_WORDS[language];
  const { region } = survey.identity;
  await host.stderr.write(`${words.deployed(region)}\n`);
  await tellFailed(failed, host, words);
  if (trail.use === 'bucket' && trail.from.account !== survey.identity.account)
    await host.stderr.write(`${words.ownersTurn(trail.from.account)}\n`);
  const asks = stacks.some(({ changes }) => changes.some(asksForMail));
  if (asks) await host.stderr.write(`${words.confirmMail}\n`);
  const cost = costOf({ pipelines: settings.pipelines, newTrail: newTrail(trail, survey, settings.name) });
  await host.stderr.write(`\n${afterDeploy(cost, undefined, language, host.stdout.columns)}\n\n`);
  const noted = notes.length + (asks ? 1 : 0);
  await host.stderr.write(`${verdict(settings.channels.length, failed, noted, language)}\n`);
  return failed.length > 0 ? EXIT.refused : EXIT.done;
}

/** A trail of ours beside another one pays for each event. */
function newTrail({ use }: Deployment['trail'], { trails }: Deployment['survey'], name: string) {
  if (use !== 'new') return 'none';
  return trails.some((one) => one.isLogging && one.name !== namesOf(name).trail) ? 'further' : 'first';
}

function verdict(channels: number, failed: Deployed['failed'], notes: number, language: Language): string {
  const { good, bad, partly } = VERDICT_WORDS[language].status;
  const { noChannel, failedRegions } = COST_WORDS[language];
  if (channels === 0) return bad(noChannel, 0);
  const regions = failed.flatMap(({ deed, region }) => (deed === 'forward' ? [region] : []));
  // A stack that is still there holds up no alert.
  return regions.length > 0 ? partly(failedRegions(regions.join(', ')), 0) : good(notes + failed.length);
}

const asksForMail = ({ action, type, logicalId }: PlannedChange) =>
  action === 'add' && type === 'AWS::SNS::Subscription' && logicalId.startsWith('Mail');

/** Each with its own reason, what to do once for all that have it in common. */
async function tellFailed(failed: Deployed['failed'], { stderr }: Host, words: DeployWords): Promise<void> {
  if (failed.length === 0) return;
  const lines = failed.map(({ region, why }) => (why.includes(region) ? why : `${region}: ${why}`));
  const hints = [...new Set(failed.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))];
  for (const line of [words.partly, ...lines.map((line) => `  ${line}`), ...hints])
    await stderr.write(`${visible(line)}\n`);
  await stderr.write(`${words.rest}\n`);
}
