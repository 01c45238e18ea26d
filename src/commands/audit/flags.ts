/** `login-watch audit`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, Option } from 'commander';
import { EXIT, type Exit } from '../../core/exit.ts';
import { SEVERITIES } from '../../core/rule.ts';
import type { Host } from '../../host.ts';
import { AUDIT_HELP } from '../../messages/help/audit.ts';
import {
  type Finish,
  formatOption,
  globalsOf,
  list,
  newCommand,
  withExamples,
  withExitStatus,
  wordsFor,
} from '../shared/command.ts';
import { AUDIT_FORMATS } from './formats.ts';
import type { AuditOptions } from './look-at.ts';

export type RunAudit = (options: AuditOptions, host: Host) => Promise<Exit>;

const runAudit: RunAudit = async (options, host) => (await import('./run.ts')).runAudit(options, host);

export function auditCommand(host: Host, finish: Finish, work: RunAudit = runAudit): CommandUnknownOpts {
  const words = wordsFor(AUDIT_HELP, host);
  const command = newCommand('audit', host)
    .description(words.description)
    .option('--regions <a,b>', words.options.regions, list)
    .option('--checks <a,b>', words.options.checks, list)
    .addOption(new Option('--fail-on <severity>', words.options.failOn).choices(SEVERITIES))
    .addOption(formatOption(host, AUDIT_FORMATS))
    .option('--output <file>', words.options.output)
    .option('--compare <file>', words.options.compare)
    .option('--redact', words.options.redact)
    .option('--live', words.options.live)
    .option('--only <a,b>', words.options.only, list)
    .option('--yes', words.options.yes)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { regions, checks = [], failOn, format, output, compare, redact, live, only, yes } = flags;
      const own = { regions, checks, failOn, format, output, compare, live, only, yes };
      finish(await work({ ...globalsOf(flags), ...own, isRedacted: redact === true }, host));
    });
  withExamples(command, [
    [words.examples.all, 'login-watch audit'],
    [words.examples.alarms, 'login-watch audit --checks signin.root,CloudWatch.1,CloudWatch.3'],
    [words.examples.doors, 'login-watch audit --checks doors'],
    [words.examples.evidence, 'login-watch audit --verbose'],
    [words.examples.job, 'login-watch audit --format json --fail-on high'],
    [words.examples.compare, 'login-watch audit --compare earlier.json'],
    [words.examples.html, 'login-watch audit --format html --output audit.html'],
    [words.examples.sarif, 'login-watch audit --format sarif --output audit.sarif'],
    [words.examples.live, 'login-watch audit --live --checks signin.root --only alice@example.com'],
    [words.examples.policy, 'login-watch policy audit'],
  ]);
  return withExitStatus(command, [
    [EXIT.done, words.exit.done],
    [EXIT.found, words.exit.found],
    [EXIT.refused, words.exit.refused],
  ]);
}
