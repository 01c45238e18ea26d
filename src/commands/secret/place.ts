/**
 * The parameter for a secret: from a flag, the settings, or the usual name. Works with refused settings, because moving
 * a secret out of them corrects them.
 */
import { type SecretKind, secretCalled } from '../../channels/kinds.ts';
import { allChannels, type NamedSecret, secretsOf } from '../../channels/secrets-of.ts';
import { namesOf } from '../../core/names.ts';
import type { Settings } from '../../core/settings.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { SECRET_WORDS } from '../../messages/settings/secrets.ts';
import { findSettings, loadSettings } from '../../settings/load.ts';

export interface ParameterOptions {
  readonly kind: SecretKind;
  /** Name of the parameter; undefined means: the one of the settings, or the usual one. */
  readonly parameter: string | undefined;
  readonly config?: string;
}

export interface ParameterPlace {
  /** Parameter name. */
  readonly name: string;
  /** The settings refer to it. */
  readonly isInSettings: boolean;
  /** The host of one's own that the settings allow for such a URL. */
  readonly host: string | undefined;
}

export async function placeOf({ kind, parameter, config }: ParameterOptions, world: Host): Promise<ParameterPlace> {
  const settings = await settingsOrName(world.cwd, config);
  const all = allChannels(settings).flatMap(secretsOf);
  const host = all.find((one) => one.kind === kind && one.host !== undefined)?.host;
  if (parameter !== undefined) {
    return { name: checked(parameter), isInSettings: namesIn(all, kind).includes(parameter), host };
  }
  // The second channel of health is meant where no alert channel is of this kind.
  const own = namesIn(settings.channels.flatMap(secretsOf), kind);
  const named = own.length > 0 ? own : namesIn(all, kind);
  const [only, ...more] = named;
  if (only === undefined)
    return { name: `${namesOf(settings.name).parameters}/${secretCalled(kind).parameter}`, isInSettings: false, host };
  if (more.length === 0) return { name: only, isInSettings: true, host };
  const { message, hint } = refusalFrom(SECRET_WORDS, ({ severalPlaces }) => severalPlaces(kind, named));
  throw new UserError(message, { hint });
}

/** The names of the parameters that hold secrets of this kind. */
function namesIn(secrets: readonly NamedSecret[], kind: SecretKind): readonly string[] {
  const places = secrets.flatMap((secret) => (secret.kind === kind ? [secret.place] : []));
  return [...new Set(places)].filter((place) => place.startsWith('ssm:')).map((place) => place.slice('ssm:'.length));
}

function checked(parameter: string): string {
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
  if (/^(?:\/[\w.-]+){1,15}$/.test(parameter) && parameter.length <= 1_000) return parameter;
  const { message, hint } = refusalFrom(SECRET_WORDS, ({ badParameter }) => badParameter);
  throw new UserError(message, { hint });
}

type Naming = Pick<Settings, 'name' | 'channels' | 'health'>;

async function settingsOrName(cwd: string, config: string | undefined): Promise<Naming> {
  try {
    return (await loadSettings({ cwd, config })).settings;
  } catch (error) {
    const found = await findSettings({ cwd, config });
    if (!(error instanceof UserError) || found === undefined) throw error;
    const name = /^name:\s*["']?([a-zA-Z](?:-?[a-zA-Z0-9]){0,39})["']?\s*(?:#.*)?$/m.exec(found.text)?.[1];
    return { name: name ?? DEFAULT_SETTINGS.name, channels: [] };
  }
}
