/** The input of every step besides its state: words, the world, and the steps' rights there. */
import type { SecretKind } from '../../../channels/kinds.ts';
import type { Language } from '../../../core/rule.ts';
import type { ChannelSettings, SecretReference, Settings } from '../../../core/settings.ts';
import { visible } from '../../../core/text.ts';
import type { SendResult } from '../../../delivery/send.ts';
import type { Host } from '../../../host.ts';
import type { InitWords } from '../../../messages/set-up/init.ts';
import { wrap } from '../../../render/wrap.ts';
import type { Asker } from '../../shared/asking/asker.ts';
import type { EarlierStack, LastSignIn, Noise, Trail, Who } from './state.ts';

/** A plan that can be run or thrown away; AWS holds its change sets until one of the two is done. */
export interface Planned {
  /** Stacks, resources, permissions; to be shown as it is. */
  readonly text: string;
  readonly isEmpty: boolean;
  /** Gives back what failed in regions that only forward, each told as a line. */
  readonly perform: () => Promise<readonly string[]>;
  readonly drop: () => Promise<void>;
}

export interface Proof {
  /** Each hop and how long it took; to be shown as it is. */
  readonly text: string;
  readonly isWhole: boolean;
  /** The last sentence. */
  readonly verdict: string;
}

export interface Missing {
  readonly actions: readonly string[];
  /** The policy that allows them, as JSON. */
  readonly policy: string;
}

/** All that `init` asks of the world. Errors: `UserError`. */
export interface InitParts {
  readonly readIdentity: () => Promise<Who>;
  /** Actions that the caller lacks, as far as that can be found out. */
  readonly missingPermissions: (settings: Settings, language: Language) => Promise<Missing>;
  readonly readTrails: (who: Who) => Promise<readonly Trail[]>;
  readonly readStacks: (name: string, who: Who) => Promise<readonly EarlierStack[]>;
  readonly readLastSignIn: (who: Who) => Promise<LastSignIn | undefined>;
  readonly hasSecret: (name: string) => Promise<boolean>;
  /** Replaces what is there. */
  readonly storeSecret: (kind: SecretKind, name: string, value: string) => Promise<void>;
  /** One sample alert. `typed` are secrets that aren't stored yet. */
  readonly sendTest: (
    channel: ChannelSettings,
    settings: Settings,
    typed: ReadonlyMap<SecretReference, string>,
  ) => Promise<readonly SendResult[]>;
  readonly foresee: (settings: Settings, language: Language) => Promise<Noise>;
  /** `before` is what the file says now; undefined where there is none. Gives back whether anything changed. */
  readonly writeSettings: (file: SettingsFile, settings: Settings, language: Language) => Promise<boolean>;
  readonly prepareDeploy: (settings: Settings, language: Language) => Promise<Planned>;
  readonly prove: (settings: Settings, language: Language) => Promise<Proof>;
}

export interface SettingsFile {
  readonly path: string;
  /** For people. */
  readonly shown: string;
  readonly before: { readonly text: string; readonly settings: Settings } | undefined;
}

export interface InitContext {
  readonly host: Host;
  readonly words: InitWords;
  readonly language: Language;
  readonly parts: InitParts;
  /** `--yes`: nobody is asked. */
  readonly isAuto: boolean;
  /** Flags that change what is done, not what is answered. */
  readonly sendsTests: boolean;
  /** The given source of a kind's secret, if any: the environment, or `--secret`. */
  readonly secretFor: (kind: SecretKind, ownHost?: string) => GivenSecret | undefined;
  readonly tell: (text: string) => Promise<void>;
}

export type GivenSecret =
  | { readonly from: 'value'; readonly value: string }
  | { readonly from: 'parameter'; readonly name: string };

const WIDEST = 100;

/** Prose on standard error, in the width there is; each line by itself. What stands in it from AWS can't drive a terminal. */
export const teller =
  ({ stderr }: Host) =>
  async (text: string): Promise<void> => {
    const width = Math.min(stderr.columns, WIDEST);
    const lines = text.split('\n').flatMap((line) => (line === '' ? [''] : wrap(visible(line), width)));
    await stderr.write(lines.map((line) => `${line}\n`).join(''));
  };

/** Prints the heading of a part of the interview. */
export const heading = async ({ host, tell }: InitContext, text: string): Promise<void> => {
  if (host.isPlain || !host.stderr.colour) {
    await tell(`\n${text}`);
    return;
  }
  const { Chalk } = await import('chalk');
  await host.stderr.write(`\n${new Chalk({ level: 1 }).bold(text)}\n`);
};

/** Prints the heading of a question before it asks. */
export function withHeadings(asker: Asker, context: InitContext): Asker {
  const print = async (text: string | undefined) => (text === undefined ? undefined : heading(context, text));
  return {
    async select(question) {
      await print(question.heading);
      return asker.select(question);
    },
    async checkbox(question) {
      await print(question.heading);
      return asker.checkbox(question);
    },
    async input(question) {
      await print(question.heading);
      return asker.input(question);
    },
    password: (question) => asker.password(question),
  };
}
