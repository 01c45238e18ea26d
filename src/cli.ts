/** The program: its commands; turns errors into sentences and exit statuses. */
import { type Command, CommanderError, Option } from 'commander';
import { type CommandName, type MakeCommand, newCommand } from './commands/shared/command.ts';
import { EXIT, type Exit } from './core/exit.ts';
import { CHANNEL_KINDS } from './core/settings.ts';
import { visible } from './core/text.ts';
import { UserError } from './core/user-error.ts';
import type { Host, Output } from './host.ts';
import { VERSION } from './version.ts';

interface Entry {
  readonly name: CommandName;
  readonly summary: string;
  readonly load: () => Promise<MakeCommand>;
}

/** In the order of `--help`. Each is loaded only when it is called. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'init',
    summary: 'set up: settings, channels, a notifier, and the proof that you will be told',
    load: async () => (await import('./commands/init/flags.ts')).initCommand,
  },
  {
    name: 'replay',
    summary: 'who signed in, and what else the rules find, from CloudTrail or from files',
    load: async () => (await import('./commands/replay/flags.ts')).replayCommand,
  },
  {
    name: 'demo',
    summary: 'a made-up day and its alerts: no account, settings or network needed',
    load: async () => (await import('./commands/demo/flags.ts')).demoOf(run),
  },
  {
    name: 'forecast',
    summary: 'how many alerts a day your settings would mean, and what would quiet them',
    load: async () => (await import('./commands/forecast/flags.ts')).forecastCommand,
  },
  {
    name: 'rules',
    summary: 'list, explain, compile and test the rules',
    load: async () => (await import('./commands/rules/flags.ts')).rulesCommand,
  },
  {
    name: 'config',
    summary: 'check login-watch.yaml, or print its JSON Schema',
    load: async () => (await import('./commands/config/flags.ts')).configCommand,
  },
  {
    name: 'secret',
    summary: 'store a webhook or a token, encrypted, in your account',
    load: async () => (await import('./commands/secret/flags.ts')).secretCommand,
  },
  {
    name: 'deploy',
    summary: 'put the notifier into your account, or bring it up to date',
    load: async () => (await import('./commands/deploy/flags.ts')).deployCommand,
  },
  {
    name: 'policy',
    summary: 'the IAM policy that a command needs',
    load: async () => (await import('./commands/policy/flags.ts')).policyCommand,
  },
  {
    name: 'test',
    summary: 'send a sample alert over your channels',
    load: async () => (await import('./commands/test/flags.ts')).testCommand,
  },
  {
    name: 'test-slack',
    summary: 'send a sample alert to Slack, settings or not',
    load: async () => (await import('./commands/test/flags.ts')).testOneCommand('slack'),
  },
  ...CHANNEL_KINDS.filter((kind) => kind !== 'slack').map((kind) => ({
    name: `test-${kind}` as const,
    summary: `the same over ${kind}`,
    load: async () => (await import('./commands/test/flags.ts')).testOneCommand(kind),
  })),
  {
    name: 'status',
    summary: 'is the deployed notifier well, and would people be told?',
    load: async () => (await import('./commands/status/flags.ts')).statusCommand,
  },
  {
    name: 'logins',
    summary: 'who signed in, from what the deployed notifier has kept',
    load: async () => (await import('./commands/logins/flags.ts')).loginsCommand,
  },
  {
    name: 'redrive',
    summary: 'send again what the notifier could not handle or deliver',
    load: async () => (await import('./commands/redrive/flags.ts')).redriveCommand,
  },
  {
    name: 'template',
    summary: 'a CloudFormation template with your settings compiled in, to read or deploy by hand',
    load: async () => (await import('./commands/template/flags.ts')).templateCommand,
  },
  {
    name: 'destroy',
    summary: 'remove what was deployed; records and sign-ins stay unless you say otherwise',
    load: async () => (await import('./commands/destroy/flags.ts')).destroyCommand,
  },
  {
    name: 'doctor',
    summary: 'is everything there that this program needs?',
    load: async () => (await import('./commands/doctor/flags.ts')).doctorCommand,
  },
  {
    name: 'confirm-email',
    summary: 'confirm a mail subscription so that no mail scanner ends it',
    load: async () => (await import('./commands/confirm-email/flags.ts')).confirmEmailCommand,
  },
  {
    name: 'completion',
    summary: 'let your shell complete commands and options',
    load: async () => (await import('./commands/completion/flags.ts')).completionOf(wholeProgram),
  },
];

/** Runs the program with the arguments after its name. Never throws, never ends the process. */
export async function run(argv: readonly string[], world: Host): Promise<Exit> {
  const host = await inLanguage(argv, await discreet(argv, argv.includes('--plain') ? plain(world) : world));
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
    return tell(error, argv, host);
  }
}

/** Only the token of an SNS confirmation link is secret: error messages need its topic. */
const secretIn = (address: string) =>
  /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[^#]*[?&]Token=([^&#]+)/i.exec(address)?.[1] ?? address;

/** A webhook pasted in the wrong place must not be repeated in the error. */
async function discreet(argv: readonly string[], host: Host): Promise<Host> {
  const addresses = argv.flatMap((word) => /[a-z][a-z0-9+.-]*:\/\/.+$/i.exec(word)?.[0] ?? []);
  if (addresses.length === 0) return host;
  const { redactor } = await import('./delivery/redact.ts');
  const redact = redactor(addresses.map(secretIn));
  return { ...host, stderr: { ...host.stderr, write: (text) => host.stderr.write(redact(text)) } };
}

/** The same host, with the language to print. */
async function inLanguage(argv: readonly string[], host: Host): Promise<Host> {
  const { languageFor } = await import('./settings/language.ts');
  return { ...host, language: await languageFor(argv, host) };
}

/** Without redrawing, alignment and colours: for screen readers and simple terminals. */
function plain(host: Host): Host {
  const uncoloured = (output: Output): Output => ({ ...output, colour: false });
  return { ...host, isPlain: true, stdout: uncoloured(host.stdout), stderr: uncoloured(host.stderr) };
}

/** The first steps from this folder. */
async function welcome({ cwd }: Host): Promise<string> {
  const { hasSettings } = await import('./settings/load.ts');
  return `login-watch: who signed in to your AWS account, from where, and will you be told next time?

  login-watch replay --since 24h   who signed in, right now, with nothing deployed
  ${(await hasSettings(cwd)) ? STATUS : INIT}
  login-watch --help               everything else
`;
}

const INIT = 'login-watch init                 be told next time: settings, a notifier, a test message';
const STATUS = 'login-watch status               will you be told next time?';

/** The program with the called command loaded, and all others known by name and summary. */
export async function programFor(argv: readonly string[], host: Host, finish: (exit: Exit) => void) {
  const program = newCommand('login-watch', host)
    .description('Who signed in to your AWS account, from where, and will you be told next time?')
    .version(VERSION, '-V, --version', 'print the version')
    .option('--profile <name>', 'AWS profile, as the AWS CLI knows it')
    .option('--region <region>', 'home region; without it the AWS configuration decides')
    .option('--config <file>', 'settings file; without it login-watch.yaml is looked for from here upward')
    .addOption(new Option('--language <language>', 'of findings, alerts, questions and plans').choices(['en', 'ja']))
    .option('--no-color', 'no colours; NO_COLOR, FORCE_COLOR and CI are honoured too')
    .option('--plain', 'for screen readers: a line for each thing; no spinner, no colours, no table')
    .option('--verbose', 'say what is done, on standard error')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `\nExamples:\n  login-watch replay --since 24h\n  login-watch replay --file ./trail-logs --rules all`,
    );
  for (const { name, summary, load } of COMMANDS) {
    if (argv.includes(name)) program.addCommand((await load())(host, finish).summary(summary));
    else program.command(name).summary(summary).description(summary);
  }
  return program;
}

/** The program with every command loaded, for completion and documentation. */
const wholeProgram = (host: Host): Promise<Command> =>
  programFor(
    COMMANDS.map(({ name }) => name),
    host,
    () => undefined,
  );

/** An error that the user can mend is printed as one sentence and the next step; any other keeps its stack. */
async function tell(error: unknown, argv: readonly string[], host: Host): Promise<Exit> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    // The help itself was shown, because a command lacked its subcommand.
    if (error.code === 'commander.help') return EXIT.wrongUse;
    const command = argv.find((word) => COMMANDS.some(({ name }) => name === word));
    const help = ['login-watch', ...(command === undefined ? [] : [command]), '--help'].join(' ');
    await host.stderr.write(`Run \`${help}\` for what there is.\n`);
    return EXIT.wrongUse;
  }
  if (error instanceof UserError) {
    const language = host.language ?? 'en';
    const lines = [error.said(language), error.todo(language) ?? '']
      .filter((part) => part !== '')
      .flatMap((part) => part.split('\n'));
    await host.stderr.write(lines.map((line) => `${visible(line)}\n`).join(''));
    return error.exit;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await host.stderr.write(`login-watch ${VERSION} failed in a way that it should not. Please report this:\n${stack}\n`);
  return EXIT.refused;
}
