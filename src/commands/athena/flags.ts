/** `login-watch athena setup`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { ATHENA_HELP } from '../../messages/help/athena.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { type Finish, globalsOf, newCommand, withExamples, withHelpCommand, wordsFor } from '../shared/command.ts';
import type { AthenaSetupOptions } from './run.ts';

export type RunAthenaSetup = (options: AthenaSetupOptions, host: Host) => Promise<Exit>;

const runSetup: RunAthenaSetup = async (options, host) => (await import('./run.ts')).runAthenaSetup(options, host);

export function athenaCommand(host: Host, finish: Finish, work: RunAthenaSetup = runSetup): CommandUnknownOpts {
  const words = wordsFor(ATHENA_HELP, host);
  const setup = newCommand('setup', host)
    .summary(words.setup.summary)
    .description(words.setup.description)
    .option('--s3 <address>', words.setup.options.s3)
    .option('--max-scan <size>', words.setup.options.maxScan)
    .option('--plan', words.setup.options.plan, false)
    .option('-y, --yes', wordsFor(PARSER_WORDS, host).yes, false)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { s3, maxScan, plan, yes } = flags;
      finish(await work({ ...globalsOf(flags), s3, maxScan, plan, yes }, host));
    });
  withExamples(setup, [
    [words.setup.examples.setup, 'login-watch athena setup --s3 s3://my-trail-bucket/AWSLogs'],
    [words.setup.examples.limit, 'login-watch athena setup --s3 s3://my-trail-bucket/AWSLogs --max-scan 1TB'],
    [words.setup.examples.plan, 'login-watch athena setup --s3 s3://my-trail-bucket/AWSLogs --plan'],
  ]);
  const athena = newCommand('athena', host).description(words.athena.description).addCommand(setup);
  return withExamples(withHelpCommand(athena, host), [
    [words.athena.examples.setup, 'login-watch athena setup --s3 s3://my-trail-bucket/AWSLogs'],
    [words.athena.examples.replay, 'login-watch replay --athena --since 90d --rules all'],
  ]);
}
