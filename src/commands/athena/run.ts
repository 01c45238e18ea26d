/** `login-watch athena setup`: the work. A trail's bucket -> a plan that is shown -> a yes -> a stack. */
import { readIdentity } from '../../aws/access/caller.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import {
  discardPlan,
  executePlan,
  planStack,
  type StackPlan,
  type StackState,
} from '../../aws/cloudformation/stacks.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { namesOf } from '../../core/names.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { ATHENA_WORDS, type AthenaWords, type SetupFacts } from '../../messages/look-back/athena.ts';
import { S3_WORDS } from '../../messages/look-back/s3.ts';
import { DEPLOY_WORDS } from '../../messages/set-up/deploy.ts';
import { loadSettings } from '../../settings/load.ts';
import { parseS3, uriOf } from '../../sources/s3/address.ts';
import { S3Bucket } from '../../sources/s3/bucket.ts';
import { foldersIn } from '../../sources/s3/layout.ts';
import { explainS3 } from '../../sources/s3/s3-archive.ts';
import { athenaTemplate } from '../../template/athena.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { bytesOf, MAX_SCAN } from '../shared/look-back/athena-flags.ts';
import { startSpinner } from '../shared/progress.ts';

export interface AthenaSetupOptions extends GlobalOptions {
  /** `s3://BUCKET/PREFIX` of the trail. */
  readonly s3: string | undefined;
  /** The amount at which the workgroup stops a query. */
  readonly maxScan: string | undefined;
  /** Show what would change, and change nothing. */
  readonly plan: boolean;
  /** Don't ask. */
  readonly yes: boolean;
}

export async function runAthenaSetup(options: AthenaSetupOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  const words = ATHENA_WORDS[host.language ?? 'en'].setup;
  const cutoff = bytesOf(options.maxScan ?? MAX_SCAN);
  if (options.s3 === undefined) throw refusal(({ setup }) => setup.needsAddress);
  if (!options.plan && !options.yes && !isInteractive(host)) {
    const { message, hint } = refusalFrom(DEPLOY_WORDS, ({ noTerminal }) => noTerminal);
    throw new UserError(message, { hint });
  }
  const aws = makeAws({ ...options, ...assumedRegion(host) });
  const { account, region } = await readIdentity(aws, 'athena', host.signal);
  const location = await locationOf(options.s3, aws, host);
  const names = namesOf(settings.name).athena;
  const facts: SetupFacts = {
    ...{ stack: names.stack, region, workgroup: names.workgroup, location, cutoff },
    table: `${names.database}.${names.table}`,
    results: names.results(account),
  };
  const plan = await planned(facts, settings.name, aws, host);
  if (plan.kind === 'none') {
    await host.stderr.write(`${words.unchanged(facts)}\n`);
    return EXIT.done;
  }
  await host.stdout.write(`${words.will(facts)}\n${changesOf(plan)}`);
  if (options.plan || !(options.yes || (await isAgreed(plan, words.question, aws, host)))) {
    await discardPlan(plan, aws);
    if (!options.plan) await host.stderr.write(`${DEPLOY_WORDS[host.language ?? 'en'].nothingChanged}\n`);
    return options.plan ? EXIT.found : EXIT.done;
  }
  const spinner = await startSpinner(host, words.working);
  try {
    await executePlan(plan, aws, waitOptions(host));
  } finally {
    spinner.stop();
  }
  await host.stderr.write(`${words.done(facts)}\n`);
  return EXIT.done;
}

const waitOptions = ({ signal, sleep, language = 'en' }: Host) => ({ signal, sleep, language });

async function isAgreed(plan: StackPlan, question: string, aws: Aws, host: Host): Promise<boolean> {
  try {
    return await askYes(question, host);
  } catch (error) {
    // Ctrl-C at the question: the change set is not left behind.
    await discardPlan(plan, aws);
    throw error;
  }
}

async function planned(facts: SetupFacts, name: string, aws: Aws, host: Host): Promise<StackPlan> {
  const { stack, region, location, cutoff, table } = facts;
  const spinner = await startSpinner(host, ATHENA_WORDS[host.language ?? 'en'].setup.planning);
  const spec = {
    ...{ name: stack, region, template: athenaTemplate(), tags: { 'login-watch': name } },
    parameters: {
      ...{ Name: name, BucketPrefix: name.toLowerCase(), Location: location },
      Database: table.split('.')[0] ?? '',
      BytesScannedCutoff: String(cutoff),
    },
  };
  const refuse = ({ tags }: StackState) =>
    tags['login-watch'] === name ? undefined : refusal(({ setup }) => setup.foreign(stack, region));
  try {
    return await planStack(spec, aws, { ...waitOptions(host), refuse });
  } finally {
    spinner.stop();
  }
}

const SIGNS = { add: '+', change: '~', remove: '-', import: '+' };

const changesOf = ({ changes }: StackPlan): string =>
  changes.map(({ action, logicalId, type }) => `  ${SIGNS[action]} ${logicalId} (${type})\n`).join('');

/** The folder that holds a folder of each account. */
async function locationOf(text: string, aws: Aws, host: Host): Promise<string> {
  const address = parseS3(text);
  if (address === undefined) {
    const { message, hint } = refusalFrom(S3_WORDS, ({ notAddress }) => notAddress(text));
    throw new UserError(message, { hint });
  }
  const clock = { now: host.now, sleep: host.sleep };
  const client = await aws.s3Reader();
  const bucket = new S3Bucket({ client, bucket: address.bucket, isPayer: false, clock, signal: host.signal });
  const found = { bucket, isWanted: () => true, onLeftOut: () => undefined };
  try {
    for await (const folder of foldersIn(address.prefix, found)) {
      if (folder.kind !== 'region') continue;
      const end = folder.prefix.lastIndexOf(`${folder.account}/CloudTrail/`);
      return uriOf(address.bucket, folder.prefix.slice(0, end));
    }
  } catch (error) {
    throw explainS3(error, 's3:ListBucket', { bucket, isPayer: true });
  }
  throw refusal(({ setup }) => setup.noTrail(text));
}

function refusal(pick: (words: AthenaWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(ATHENA_WORDS, pick);
  return new UserError(message, { hint });
}
