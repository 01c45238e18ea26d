/** Planning, deploying and proving, with progress, as `deploy` and `test --deployed` do them. */
import type { Aws } from '../../aws/clients.ts';
import type { ResourceProgress, StackSpec } from '../../aws/cloudformation/stacks.ts';
import type { FoundAccounts } from '../../aws/names/accounts.ts';
import type { Language } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import type { Deployment } from '../../deploying/deployment.ts';
import { performDeploy } from '../../deploying/perform.ts';
import { dropDeploy, prepareDeploy } from '../../deploying/prepare.ts';
import type { Host } from '../../host.ts';
import { PROOF_WORDS } from '../../messages/operate/proof.ts';
import { DEPLOY_WORDS } from '../../messages/set-up/deploy.ts';
import { proveDeployed } from '../../proving/prove.ts';
import { isProven, proofVerdict } from '../../proving/verdict.ts';
import { hopLine, renderHops, type ShownHop } from '../../render/hops.ts';
import { renderPlan } from '../../render/plan.ts';
import { planView } from '../shared/plan-view.ts';
import { startSpinner } from '../shared/progress.ts';
import type { Planned, Proof } from './state/context.ts';

/** The change sets wait in AWS until the plan is performed or dropped. */
export async function planDeploy(
  settings: Settings,
  accounts: FoundAccounts,
  aws: Aws,
  host: Host,
  language: Language,
): Promise<Planned> {
  const words = DEPLOY_WORDS[language];
  const { signal, sleep } = host;
  // Another caller may be working on a stack, or AWS after an interrupted run: that takes minutes.
  const say = (text: string) => void host.stderr.write(`${text}\n`);
  const deployment = await prepareDeploy(settings, aws, { signal, sleep, say, language, now: host.now, accounts });
  const { columns, colour } = host.stderr;
  return {
    text: renderPlan(planView(deployment, language), { columns, colour, isPlain: host.isPlain, words }),
    isEmpty: deployment.isEmpty,
    perform: () => perform(deployment, host, language),
    drop: () => dropDeploy(deployment),
  };
}

/** Returns what failed in regions that only forward, and the stacks that would not go; what fails at home is thrown. */
async function perform(deployment: Deployment, host: Host, language: Language): Promise<readonly string[]> {
  const { signal, sleep } = host;
  const { region } = deployment.identity;
  const spinner = await startSpinner(host, deployment.stacks.map(({ spec }) => spec.name).join(', '));
  const done = new Map<string, number>();
  const onEvent = (stack: Pick<StackSpec, 'name' | 'region'>, { logicalId, status }: ResourceProgress) => {
    const finished = (done.get(stack.name) ?? 0) + (status.endsWith('_COMPLETE') ? 1 : 0);
    done.set(stack.name, finished);
    const place = stack.region === region ? '' : ` (${stack.region})`;
    spinner.say(visible(`${stack.name}${place}: ${finished} ✔ ${logicalId} ${status}`));
  };
  try {
    const { failed } = await performDeploy(deployment, {
      signal,
      sleep,
      onEvent,
      language,
      now: host.now,
      say: spinner.note,
    });
    return failed.map((one) => `${one.region}: ${one.why}`);
  } finally {
    spinner.stop();
  }
}

export async function proveDeploy(settings: Settings, aws: Aws, host: Host, language: Language): Promise<Proof> {
  const words = PROOF_WORDS[language];
  const { now, sleep, signal } = host;
  const spinner = await startSpinner(host, settings.pipelines.join(', '));
  const onHop = (hop: ShownHop) => spinner.say(hopLine(hop, words));
  const hops = await proveDeployed(settings, aws, { now, sleep, signal, onHop, language }).finally(() =>
    spinner.stop(),
  );
  const { columns, colour } = host.stdout;
  return {
    text: renderHops(hops, { columns, colour, isPlain: host.isPlain, words }),
    verdict: proofVerdict(hops, words),
    isWhole: isProven(hops),
  };
}
