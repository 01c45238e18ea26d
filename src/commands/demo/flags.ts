/** `login-watch demo`: a made-up day for people without an account, a checkout or settings. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type MakeCommand, newCommand, withExamples } from '../shared/command.ts';
import type { Program } from './run.ts';

export type RunDemo = (program: Program, host: Host) => Promise<Exit>;

const runDemo: RunDemo = async (program, host) => (await import('./run.ts')).runDemo(program, host);

export function demoOf(program: Program, work: RunDemo = runDemo): MakeCommand {
  return (host: Host, finish: Finish): CommandUnknownOpts => {
    const command = newCommand('demo', host)
      .description(
        'Shows a made-up day: who signed in, and the alerts as they arrive in Slack.\nAWS and Slack are servers on this machine. No account, settings or network is needed, and none is used.',
      )
      .action(async () => finish(await work(program, host)));
    return withExamples(command, [
      ['Before anything is installed', 'npx aws-login-watch demo'],
      ['In Japanese', 'login-watch demo --language ja'],
    ]);
  };
}
