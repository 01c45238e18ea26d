/** `login-watch init`: the order of things. Look around, ask, write, plan, ask once, deploy, prove. */
import { resolve } from 'node:path';
import { EXIT, type Exit } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { askWordsIn } from '../../messages/set-up/ask.ts';
import { INIT_WORDS } from '../../messages/set-up/init.ts';
import { isInteractive, makeAsker } from '../shared/asking/ask.ts';
import { type Asker, Stopped } from '../shared/asking/asker.ts';
import { interview } from '../shared/asking/interview.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { type DeployStep, deploy, Underway } from './deploy.ts';
import { lookAround } from './look-around.ts';
import { planOf } from './plan.ts';
import { refuseWithoutChannels } from './questions/channel-kinds.ts';
import { secretSources } from './questions/given-secrets.ts';
import { realParts } from './real-parts.ts';
import { settingsFile } from './settings-file.ts';
import { fromFlags, fromSuggestions } from './stand-ins.ts';
import { NO_ANSWERS, sectionsOf, settingsAhead, startingSettings } from './starting.ts';
import type { InitAnswers, SecretSource } from './state/answers.ts';
import type { InitContext, InitParts, SettingsFile } from './state/context.ts';
import { teller, withHeadings } from './state/context.ts';
import { type Facts, SECTIONS, type State } from './state/state.ts';

export interface InitOptions extends GlobalOptions {
  readonly yes: boolean;
  /** Go on though permissions seem to be missing. */
  readonly goesOn: boolean;
  /** Prefix of what is deployed; undefined means: what the settings say. */
  readonly name: string | undefined;
  readonly answers: InitAnswers;
  readonly secrets: readonly SecretSource[];
  /** Send test messages to the channels. */
  readonly test: boolean;
  /** Deploy; else only the settings are written. */
  readonly deploy: boolean;
}

export type MakeParts = (options: InitOptions, host: Host) => InitParts;

export async function runInit(options: InitOptions, host: Host, makeParts: MakeParts = realParts): Promise<Exit> {
  const file = await settingsFile(options, host);
  const language = host.language ?? 'en';
  const words = INIT_WORDS[language];
  if (!options.yes && !isInteractive(host)) throw noTerminal(options, file);
  try {
    return await run(options, { host, words, language, file, parts: makeParts(options, host) });
  } catch (error) {
    const isStop = error instanceof Stopped || (host.signal.aborted && !(error instanceof Underway));
    if (!isStop) throw error;
    const { message, hint } = refusalFrom(INIT_WORDS, ({ stopped }) => stopped);
    throw new UserError(message, { hint, exit: EXIT.refused, cause: error });
  }
}

interface Setting extends Pick<InitContext, 'host' | 'words' | 'language' | 'parts'> {
  readonly file: SettingsFile;
}

async function run(options: InitOptions, setting: Setting): Promise<Exit> {
  const { host, words } = setting;
  const context: InitContext = {
    ...setting,
    isAuto: options.yes,
    sendsTests: options.test,
    secretFor: secretSources(options.secrets, host.env),
    tell: teller(host),
  };
  const askerFor = async (canGoBack: boolean): Promise<Asker> =>
    options.yes
      ? fromSuggestions
      : withHeadings(await makeAsker(host, { words: askWordsIn(context.language), canGoBack }), context);
  if (!options.yes) await context.tell(host.isPlain ? words.keysPlain : words.keys);
  const facts = await lookAround(context, {
    file: setting.file,
    settings: (trails, who) => settingsAhead(context, setting.file, { trails, who }, options),
    asker: await askerFor(false),
    goesOn: options.goesOn,
  });

  let { file } = setting;
  let answers: InitAnswers = options.answers;
  for (;;) {
    const state = await ask(context, { file, answers, facts, options, askerFor });
    const outcome = await settle(context, { file, state, options, asker: await askerFor(false) });
    if (outcome !== 'change') return outcome;
    // The file is written by now, so this is a second run: the first question is what to change.
    file = await settingsFile({ config: resolve(host.cwd, file.path) }, host);
    answers = NO_ANSWERS;
  }
}

interface Asking {
  readonly file: SettingsFile;
  readonly answers: InitAnswers;
  readonly facts: Facts;
  readonly options: InitOptions;
  readonly askerFor: (canGoBack: boolean) => Promise<Asker>;
}

function ask(context: InitContext, { file, answers, facts, options, askerFor }: Asking): Promise<State> {
  const settings = startingSettings(context, file, facts, options);
  const named = sectionsOf(answers);
  const isSecond = file.before !== undefined;
  const asksWhatToChange = isSecond && (answers.change !== undefined || (named.length === 0 && !context.isAuto));
  const sections = isSecond ? named : SECTIONS;
  const start: State = {
    facts,
    settings,
    sections,
    kinds: [],
    room: undefined,
    pagerdutyRegion: undefined,
    isSigned: false,
    noise: undefined,
    accepted: [],
    acceptsAll: false,
  };
  const plan = planOf(context, { asksWhatToChange, hasNetworks: answers.trusted !== undefined });
  return interview(start, { plan, askerFor, flags: (asker) => fromFlags({ ...answers }, asker) });
}

interface Settling {
  readonly file: SettingsFile;
  readonly state: State;
  readonly options: InitOptions;
  readonly asker: Asker;
}

async function settle(context: InitContext, { file, state, options, asker }: Settling): Promise<DeployStep> {
  const { parts, words, tell } = context;
  refuseWithoutChannels(state);
  const isChanged = await parts.writeSettings(file, state.settings, context.language);
  await tell(isChanged ? words.written(file.shown) : words.unchanged(file.shown));
  return options.deploy ? deploy(context, state, asker) : EXIT.done;
}

/** Without a terminal, answers that have no suggestion must be given. */
function noTerminal({ answers }: InitOptions, { before }: SettingsFile): UserError {
  const isMissing = before === undefined && answers.channels === undefined;
  const { message, hint } = refusalFrom(INIT_WORDS, (words) => words.noTerminal(isMissing));
  return new UserError(message, { hint });
}
