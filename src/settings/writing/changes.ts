/** Changes to a settings file, and the data that results. */
import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../core/fields.ts';
import type { ChannelSettings, RuleSetting, Settings, TrustedNetwork } from '../../core/settings.ts';
import { type Raw, rawChannel } from '../to-raw.ts';

/** Null removes. */
type OrNull<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> | null };
type RuleChange = OrNull<RuleSetting>;

interface Parts {
  /** By rule id or theme; of an existing entry only the named fields change. Null removes the entry. */
  readonly rules?: Readonly<Record<string, RuleChange | null>>;
  /** Added; one of the same kind and name is replaced. */
  readonly channels?: readonly ChannelSettings[];
  /** Added; one of the same network is replaced. */
  readonly trusted?: readonly TrustedNetwork[];
  /** Removed: channels by kind and name, networks by `cidr`. */
  readonly without?: {
    readonly channels?: readonly { readonly kind: ChannelSettings['kind']; readonly name?: string }[];
    readonly trusted?: readonly string[];
  };
}

/** All other sections are set as a whole; null removes a section, so that its default holds. */
export type SettingsChanges = OrNull<Omit<Settings, 'rules' | 'channels' | 'trusted'>> & Parts;

/** The data of the file with the changes made. */
export function changedData(data: Raw, changes: SettingsChanges): Raw {
  const { rules, channels, trusted, without, ...whole } = changes;
  const parts = {
    ...(rules === undefined ? {} : { rules: changedRules(data['rules'], rules) }),
    ...(channels === undefined && without?.channels === undefined
      ? {}
      : { channels: changedChannels(listOf(data['channels']), channels ?? [], without?.channels ?? []) }),
    ...(trusted === undefined && without?.trusted === undefined
      ? {}
      : { trusted: changedNetworks(listOf(data['trusted']), trusted ?? [], without?.trusted ?? []) }),
  };
  // An empty section is removed.
  const emptied = Object.entries(parts).filter(([, value]) => Object.keys(value).length === 0);
  const gone = emptied.filter(([key]) => Object.keys(Object(data[key])).length > 0 || !(key in data));
  return withoutNulls({ ...data, ...whole, ...parts, ...Object.fromEntries(gone.map(([key]) => [key, null])) });
}

function changedRules(old: unknown, changes: NonNullable<SettingsChanges['rules']>): Raw {
  const rules: Raw = isObject(old) ? old : {};
  const changed = Object.entries(changes).map(([id, change]) => {
    const entry: unknown = Object.hasOwn(rules, id) ? rules[id] : undefined;
    return [id, change === null ? null : withoutNulls({ ...(isObject(entry) ? entry : {}), ...change })];
  });
  return withoutNulls({ ...rules, ...Object.fromEntries(changed) });
}

function changedChannels(
  old: readonly unknown[],
  added: readonly ChannelSettings[],
  removed: NonNullable<NonNullable<Parts['without']>['channels']>,
): readonly unknown[] {
  const kept = old.filter((channel) => !removed.some(({ kind, name }) => isSame(channel, { kind, name })));
  return added.reduce<readonly unknown[]>((channels, channel) => {
    const raw = rawChannel(channel);
    return put(channels, raw, (other) => isSame(other, identityOf(raw)));
  }, kept);
}

function changedNetworks(
  old: readonly unknown[],
  added: readonly TrustedNetwork[],
  removed: readonly string[],
): readonly unknown[] {
  const cidrOf = (network: unknown) => (isObject(network) ? network['cidr'] : undefined);
  const kept = old.filter((network) => !removed.some((cidr) => cidr === cidrOf(network)));
  return added.reduce<readonly unknown[]>(
    (networks, network) => put(networks, network, (other) => cidrOf(other) === network.cidr),
    kept,
  );
}

/** In place of the one that it replaces, or at the end. */
function put(list: readonly unknown[], item: unknown, isOld: (other: unknown) => boolean): readonly unknown[] {
  const place = list.findIndex(isOld);
  return place < 0 ? [...list, item] : list.with(place, item);
}

interface Identity {
  readonly kind: string | undefined;
  readonly name: unknown;
}

function identityOf(raw: unknown): Identity {
  const [kind, config] = Object.entries(Object(raw))[0] ?? [];
  return { kind, name: isObject(config) ? config['name'] : undefined };
}

const isSame = (raw: unknown, identity: Identity) => isDeepStrictEqual(identityOf(raw), identity);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const withoutNulls = (data: Raw): Raw =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined));
