/** The program: its commands; turns errors into sentences and exit statuses. */
import { type Command, CommanderError, Option } from 'commander';
import { factsOf } from './channels/kinds.ts';
import { type MakeCommand, newCommand, withExamples, withHelpCommand, wordsFor } from './commands/shared/command.ts';
import { allowedHosts, allowedVariables } from './commands/shared/consent/flags.ts';
import type { ChannelTest, CommandName } from './core/command-names.ts';
import { EXIT, type Exit } from './core/exit.ts';
import { LANGUAGES } from './core/rule.ts';
import { CHANNEL_KINDS } from './core/settings.ts';
import { visible } from './core/text.ts';
import { UserError } from './core/user-error.ts';
import type { Host } from './host.ts';
import { hostFor } from './host-for.ts';
import { type CommandGroup, PROGRAM_WORDS } from './messages/help/program.ts';
import { outputLost } from './output-lost.ts';
import { VERSION } from './version.ts';

interface Entry {
  readonly name: CommandName;
  readonly group: CommandGroup;
  readonly load: () => Promise<MakeCommand>;
}

/** In the order of `--help`. Each is loaded only when it is called. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'demo',
    group: 'look',
    load: async () => (await import('./commands/demo/flags.ts')).demoOf(run),
  },
  {
    name: 'replay',
    group: 'look',
    load: async () => (await import('./commands/replay/flags.ts')).replayCommand,
  },
  {
    name: 'session',
    group: 'look',
    load: async () => (await import('./commands/session/flags.ts')).sessionCommand,
  },
  {
    name: 'watch',
    group: 'look',
    load: async () => (await import('./commands/watch/flags.ts')).watchCommand,
  },
  {
    name: 'athena',
    group: 'look',
    load: async () => (await import('./commands/athena/flags.ts')).athenaCommand,
  },
  {
    name: 'logins',
    group: 'look',
    load: async () => (await import('./commands/logins/flags.ts')).loginsCommand,
  },
  {
    name: 'init',
    group: 'setup',
    load: async () => (await import('./commands/init/flags.ts')).initCommand,
  },
  {
    name: 'secret',
    group: 'setup',
    load: async () => (await import('./commands/secret/flags.ts')).secretCommand,
  },
  {
    name: 'deploy',
    group: 'setup',
    load: async () => (await import('./commands/deploy/flags.ts')).deployCommand,
  },
  {
    name: 'confirm-email',
    group: 'setup',
    load: async () => (await import('./commands/confirm-email/flags.ts')).confirmEmailCommand,
  },
  {
    name: 'test',
    group: 'setup',
    load: async () => (await import('./commands/test/flags.ts')).testCommand,
  },
  {
    name: 'test-slack',
    group: 'setup',
    load: async () => (await import('./commands/test/flags.ts')).testOneCommand('slack'),
  },
  ...CHANNEL_KINDS.filter((kind) => kind !== 'slack').map((kind) => ({
    name: `test-${kind}` as const,
    group: 'setup' as const,
    load: async () => (await import('./commands/test/flags.ts')).testOneCommand(kind),
  })),
  {
    name: 'status',
    group: 'operate',
    load: async () => (await import('./commands/status/flags.ts')).statusCommand,
  },
  {
    name: 'audit',
    group: 'operate',
    load: async () => (await import('./commands/audit/flags.ts')).auditCommand,
  },
  {
    name: 'doctor',
    group: 'operate',
    load: async () => (await import('./commands/doctor/flags.ts')).doctorCommand,
  },
  {
    name: 'redrive',
    group: 'operate',
    load: async () => (await import('./commands/redrive/flags.ts')).redriveCommand,
  },
  {
    name: 'destroy',
    group: 'operate',
    load: async () => (await import('./commands/destroy/flags.ts')).destroyCommand,
  },
  {
    name: 'config',
    group: 'settings',
    load: async () => (await import('./commands/config/flags.ts')).configCommand,
  },
  {
    name: 'rules',
    group: 'settings',
    load: async () => (await import('./commands/rules/flags.ts')).rulesCommand,
  },
  {
    name: 'forecast',
    group: 'settings',
    load: async () => (await import('./commands/forecast/flags.ts')).forecastCommand,
  },
  {
    name: 'policy',
    group: 'settings',
    load: async () => (await import('./commands/policy/flags.ts')).policyCommand,
  },
  {
    name: 'template',
    group: 'settings',
    load: async () => (await import('./commands/template/flags.ts')).templateCommand,
  },
  {
    name: 'completion',
    group: 'help',
    load: async () => (await import('./commands/completion/flags.ts')).completionOf(wholeProgram),
  },
];

/** Runs the program with the arguments after its name. Never throws, never ends the process. */
export async function run(argv: readonly string[], world: Host): Promise<Exit> {
  const host = await hostFor(argv, world);
  const exit = await runCommand(argv, host);
  return (await outputLost(host)) ?? exit;
}

async function runCommand(argv: readonly string[], host: Host): Promise<Exit> {
  let exit: Exit = EXIT.done;
  const finish = (status: Exit) => {
    exit = status;
  };
  try {
    if (argv.length === 0) {
      await host.stdout.write(await welcome(host));
      return EXIT.done;
    }
    const program = await programFor(argv, host, finish);
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    const { withCommand } = await import('./commands/shared/command-again.ts');
    const names = COMMANDS.map(({ name }) => name);
    return report(withCommand(error, argv, names), host);
  }
}

/** The commands to start with in this folder. */
async function welcome(host: Host): Promise<string> {
  const { hasSettings } = await import('./settings/load.ts');
  const { tagline, welcome: says } = wordsFor(PROGRAM_WORDS, host);
  const second = (await hasSettings(host.cwd)) ? (['status', says.status] as const) : (['init', says.init] as const);
  const lines = [['replay --since 24h', says.replay] as const, second, ['--help', says.help] as const];
  return `login-watch: ${tagline}\n\n${lines.map(([line, text]) => `  login-watch ${line.padEnd(20)}${text}\n`).join('')}`;
}

/** The program with the one command that is called loaded, and all others known by name and summary. */
export async function programFor(argv: readonly string[], host: Host, finish: (exit: Exit) => void) {
  const words = wordsFor(PROGRAM_WORDS, host);
  const { options } = words;
  const program = newCommand('login-watch', host)
    .description(`${words.tagline}\n${words.category}`)
    .version(VERSION, '-V, --version', options.version)
    .option('--profile <name>', options.profile)
    .option('--region <region>', options.region)
    .option('--config <file>', options.config)
    .option('--allow-env <name>', options.allowEnv, allowedVariables)
    .option('--allow-host <host>', options.allowHost, allowedHosts)
    .addOption(new Option('--language <language>', options.language).choices(LANGUAGES))
    .option('--no-color', options.noColor)
    .option('--plain', options.plain)
    .option('--verbose', options.verbose);
  for (const { name, group, load } of COMMANDS) {
    const command = argv.includes(name) ? (await load())(host, finish) : newCommand(name, host);
    program.addCommand(command.summary(summaryOf(name, host)).helpGroup(words.group[group]));
  }
  program.commandsGroup(words.group.help);
  const version = newCommand('version', host).summary(words.summary.version).description(words.summary.version);
  program.addCommand(version.action(() => host.stdout.write(`${VERSION}\n`)));
  return withExamples(withHelpCommand(program, host), [
    [words.examples.day, 'login-watch replay --since 24h'],
    [words.examples.files, 'login-watch replay --file ./trail-logs --rules all'],
  ]);
}

function summaryOf(name: CommandName, host: Host): string {
  const words = wordsFor(PROGRAM_WORDS, host);
  if (!isChannelTest(name)) return words.summary[name];
  const label = CHANNEL_KINDS.filter((kind) => name === `test-${kind}`).map((kind) =>
    wordsFor(factsOf(kind).label, host),
  );
  return words.testKind[name] ?? words.testOne(label.join());
}

const isChannelTest = (name: CommandName): name is ChannelTest => name.startsWith('test-');

/** The program with every command loaded, for what is made from all of it. */
const wholeProgram = (host: Host): Promise<Command> =>
  programFor(
    COMMANDS.map(({ name }) => name),
    host,
    () => undefined,
  );

/** Prints a `UserError` as its sentence and hint; anything else is a bug of ours and keeps its stack. */
async function report(error: unknown, host: Host): Promise<Exit> {
  if (error instanceof CommanderError) {
    // Help or the version was asked for; else help was shown because a command lacked its subcommand.
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  }
  if (error instanceof UserError) {
    const language = host.language ?? 'en';
    const { withFullStops } = await import('./render/full-stop.ts');
    const lines = [error.said(language), error.todo(language) ?? '']
      .filter((part) => part !== '')
      .flatMap((part) => withFullStops(part.trimEnd(), language).split('\n'));
    await host.stderr.write(lines.map((line) => `${visible(line)}\n`).join(''));
    return error.exit;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await host.stderr.write(`${wordsFor(PROGRAM_WORDS, host).bug(VERSION)}\n${stack}\n`);
  return EXIT.refused;
}
