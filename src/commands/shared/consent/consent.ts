/** The user's consent, once for each settings file, to what it has sent and where: variables, and hosts of no vendor. */
import { factsOf, secretCalled } from '../../../channels/kinds.ts';
import type { NamedSecret } from '../../../channels/secrets-of.ts';
import type { ChannelSettings, SecretReference } from '../../../core/settings.ts';
import { visible } from '../../../core/text.ts';
import { UserError } from '../../../core/user-error.ts';
import { checkTarget, isLoopback } from '../../../delivery/target.ts';
import type { Host } from '../../../host.ts';
import { CONSENT_WORDS } from '../../../messages/settings/consent.ts';
import { askYes, isInteractive } from '../asking/ask.ts';
import { ConsentNeeded, type Lacking } from './needed.ts';
import { variableOf } from './read-secret.ts';

/** The settings in force: their file, if there is one, and all channels that it sets up. */
export interface SettingsInForce {
  readonly file: string | undefined;
  readonly channels: readonly ChannelSettings[];
}

export interface ConsentOptions {
  /** Variables and hosts that the command line allows. */
  readonly allowEnv?: readonly string[];
  readonly allowHost?: readonly string[];
  /** Places that the command line itself names, which need no consent. */
  readonly typedPlaces?: readonly SecretReference[];
  /** Refuse instead of asking, in a terminal too. */
  readonly asksNothing?: boolean;
}

/** A secret that is about to be used; `value` is undefined if it isn't known yet, or can't be used. */
export interface Use extends NamedSecret {
  readonly value: string | undefined;
}

/** Asks about what isn't allowed yet, and keeps the answer. Throws a `ConsentNeeded` without a yes, or a terminal. */
export async function askConsent(
  uses: readonly Use[],
  { file, channels }: SettingsInForce,
  options: ConsentOptions,
  host: Host,
): Promise<void> {
  const lacking = await lackingConsent(uses, { file, channels }, options, host);
  if (lacking === undefined) return;
  if (options.asksNothing || !isInteractive(host)) throw new ConsentNeeded(lacking);
  await ask(lacking, host);
  const { allow, allowedFor } = await import('../../../settings/consents.ts');
  const naming = { file: lacking.file, channels };
  const before = await allowedFor(naming, host.env);
  const after = { env: [...before.env, ...lacking.env.keys()], hosts: [...before.hosts, ...lacking.hosts.keys()] };
  const problem = await allow(naming, after, host.env);
  if (problem === undefined) return;
  await host.stderr.write(`${CONSENT_WORDS[host.language ?? 'en'].notKept(visible(problem.file), problem.code)}\n`);
}

/** Undefined if all is allowed: by the command line, or by an answer before. */
export async function lackingConsent(
  uses: readonly Use[],
  { file, channels }: SettingsInForce,
  { allowEnv = [], allowHost = [], typedPlaces = [] }: ConsentOptions,
  host: Host,
): Promise<Lacking | undefined> {
  // Without a file, all channels come from the command line or from variables of the program's own.
  if (file === undefined) return undefined;
  const ofFile = uses.filter(({ place }) => !typedPlaces.includes(place));
  const [variables, hosts] = [byName(ofFile, variableToAsk), byName(ofFile, hostToAsk)];
  if (variables.size + hosts.size === 0) return undefined;
  const { allowedFor } = await import('../../../settings/consents.ts');
  const before = await allowedFor({ file, channels }, host.env);
  const lacking = {
    file,
    env: without(variables, [...allowEnv, ...before.env]),
    hosts: without(hosts, [...allowHost, ...before.hosts]),
  };
  return lacking.env.size + lacking.hosts.size === 0 ? undefined : lacking;
}

async function ask(lacking: Lacking, host: Host): Promise<void> {
  const words = CONSENT_WORDS[host.language ?? 'en'];
  const file = visible(lacking.file);
  const isAllowed = async (said: string, name: string) => {
    await host.stderr.write(`${said}\n`);
    return askYes(words.ask(name), host);
  };
  for (const [name, of] of lacking.env) {
    if (await isAllowed(words.namesVariable(file, name, of.join(', ')), name)) continue;
    throw new ConsentNeeded({ ...lacking, env: new Map([[name, of]]), hosts: new Map() });
  }
  for (const [name, of] of lacking.hosts) {
    if (await isAllowed(words.sendsTo(file, name, of.join(', ')), name)) continue;
    throw new ConsentNeeded({ ...lacking, env: new Map(), hosts: new Map([[name, of]]) });
  }
}

function byName(uses: readonly Use[], nameOf: (use: Use) => string | undefined): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const use of uses) {
    const name = nameOf(use);
    if (name !== undefined) found.set(name, [...new Set([...(found.get(name) ?? []), use.kind])]);
  }
  return found;
}

const without = <Value>(all: ReadonlyMap<string, Value>, names: readonly string[]): ReadonlyMap<string, Value> =>
  new Map([...all].filter(([name]) => !names.includes(name)));

/** The program's own variables were meant for it. One that can't be used is refused for that, without a question. */
function variableToAsk({ place, value }: Use): string | undefined {
  const variable = variableOf(place);
  return value === undefined || variable?.startsWith('LOGIN_WATCH_') ? undefined : variable;
}

/** The host that a URL leads to, if that is neither the vendor's nor this machine. */
function hostToAsk(use: Use): string | undefined {
  const url = urlOf(use);
  if (url === undefined || isLoopback(url.hostname)) return undefined;
  const vendors = factsOf(secretCalled(use.kind).channel).target?.hosts;
  return vendors?.test(url.hostname) ? undefined : url.host;
}

/** Undefined for tokens and keys, and for a URL that the sender refuses. */
function urlOf({ kind, value, host }: Use): URL | undefined {
  const { form, channel } = secretCalled(kind);
  if (value === undefined || form !== 'url') return undefined;
  try {
    return checkTarget(channel, value, host);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
