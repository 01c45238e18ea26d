/** `login-watch deploy`: the work. Settings -> a plan that is shown -> a yes -> stacks, with progress for each resource. */
import { makeAws } from '../aws/clients.ts';
import type { PlannedChange, ResourceProgress } from '../aws/stacks/stacks.ts';
import { visible } from '../core/text.ts';
import { UserError } from '../core/user-error.ts';
import { EXIT, type Exit, type Host } from '../host.ts';
import { deployWordsIn } from '../messages/deploy.ts';
import { renderPlan } from '../render/plan.ts';
import { loadSettings } from '../settings/load.ts';
import {
  type Deployed,
  type Deployment,
  dropDeploy,
  performDeploy,
  prepareDeploy,
} from '../stacks/deploying/deploy.ts';
import { askYes, isInteractive } from './ask.ts';
import type { DeployOptions } from './deploy.ts';
import { planView } from './deploy-view.ts';
import { startSpinner } from './progress.ts';

export async function runDeploy(options: DeployOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  if (!options.plan && !options.yes && !isInteractive(host)) {
    throw new UserError('deploy asks before it changes anything, and there is nobody to ask', {
      hint: 'Look with --plan, then run it with --yes.',
    });
  }
  const deployment = await prepare(settings, options, host);
  const { columns, colour } = host.stdout;
  const words = deployWordsIn(options.language ?? 'en');
  await host.stdout.write(renderPlan(planView(deployment, words), { columns, colour, isPlain: host.isPlain, words }));
  if (deployment.isEmpty) {
    await host.stderr.write('Nothing changes: what is deployed is what the settings say.\n');
    await tellFailed(deployment.unplanned, host);
    return deployment.unplanned.length > 0 ? EXIT.refused : EXIT.done;
  }
  if (options.plan || !(await isAgreed(options, host, deployment))) {
    await dropDeploy(deployment);
    if (!options.plan) await host.stderr.write('Nothing was changed.\n');
    return options.plan ? EXIT.found : EXIT.done;
  }
  return report(await deploy(deployment, host), deployment, host);
}

async function prepare(settings: Deployment['settings'], options: DeployOptions, host: Host): Promise<Deployment> {
  const spinner = await startSpinner(host, 'Looking at what is there, and planning');
  const notes: string[] = [];
  try {
    return await prepareDeploy(settings, makeAws(options), {
      signal: host.signal,
      sleep: host.sleep,
      say: (text) => void notes.push(text),
    });
  } finally {
    spinner.stop();
    for (const note of notes) await host.stderr.write(`${note}\n`);
  }
}

async function isAgreed({ yes }: DeployOptions, host: Host, deployment: Deployment): Promise<boolean> {
  if (yes) return true;
  try {
    return await askYes(`Deploy this to account ${deployment.identity.account}?`, host);
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

async function deploy(deployment: Deployment, host: Host): Promise<Deployed> {
  const spinner = await startSpinner(host, 'Deploying');
  const done = new Map<string, number>();
  const onEvent = (stack: Stack, { logicalId, status }: ResourceProgress) => {
    const where = `${stack.name} in ${stack.region}`;
    const finished = (done.get(where) ?? 0) + (status.endsWith('_COMPLETE') ? 1 : 0);
    done.set(where, finished);
    spinner.say(`${where}: ${finished} done, ${visible(logicalId)} ${status}`);
  };
  try {
    return await performDeploy(deployment, { signal: host.signal, sleep: host.sleep, onEvent });
  } finally {
    spinner.stop();
  }
}

async function report({ failed }: Deployed, { stacks, survey }: Deployment, host: Host): Promise<Exit> {
  const { region } = survey.identity;
  await host.stderr.write(`Deployed to ${region}.\n`);
  await tellFailed(failed, host);
  if (stacks.some(({ changes }) => changes.some(asksForMail)))
    await host.stderr.write(
      'AWS asks each mail address to confirm. Don’t click: `login-watch confirm-email` confirms so that no scanner can unsubscribe it.\n',
    );
  await host.stderr.write('Prove it: login-watch test --deployed\n');
  return failed.length > 0 ? EXIT.refused : EXIT.done;
}

const asksForMail = ({ action, type, logicalId }: PlannedChange) =>
  action === 'add' && type === 'AWS::SNS::Subscription' && logicalId.startsWith('Mail');

/** Each with its own reason, what to do once for all that have it in common. */
async function tellFailed(failed: Deployed['failed'], { stderr }: Host): Promise<void> {
  if (failed.length === 0) return;
  const lines = failed.map(({ region, why }) => (why.includes(region) ? why : `${region}: ${why}`));
  const hints = [...new Set(failed.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))];
  for (const line of ['Not everywhere:', ...lines.map((line) => `  ${line}`), ...hints])
    await stderr.write(`${visible(line)}\n`);
  await stderr.write('The rest is as it should be, and the next `login-watch deploy` tries these again.\n');
}
