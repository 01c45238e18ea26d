/** Changes that turn a settings file into other settings. */
import { isDeepStrictEqual } from 'node:util';
import { routingOf } from '../../channels/secrets-of.ts';
import type { ChannelSettings, RuleSetting, Settings } from '../../core/settings.ts';
import { SECTIONS } from '../to-raw.ts';
import type { SettingsChanges } from './changes.ts';

/** How a section changes: as a whole, or only those of its entries that differ. */
const CHANGES = {
  name: 'whole',
  language: 'whole',
  timezone: 'whole',
  trusted: 'entries',
  pipelines: 'whole',
  trail: 'whole',
  channels: 'entries',
  health: 'whole',
  table: 'whole',
  businessHours: 'whole',
  rules: 'entries',
  own: 'whole',
  watched: 'whole',
  accounts: 'whole',
  people: 'whole',
  names: 'whole',
  breakGlass: 'whole',
  mailDomains: 'whole',
  schedulerRole: 'whole',
} as const satisfies Record<keyof Settings, 'whole' | 'entries'>;

const WHOLE = SECTIONS.filter((key) => CHANGES[key] === 'whole');

/** Only differences, so that all else in the file stays as people wrote it. */
export function difference(before: Settings, after: Settings): SettingsChanges {
  const whole = WHOLE.filter((key) => !isDeepStrictEqual(before[key], after[key])).map((key) => [
    key,
    after[key] ?? null,
  ]);
  const cidrs = after.trusted.map(({ cidr }) => cidr);
  const without = {
    channels: before.channels.filter((old) => !after.channels.some((one) => isSame(one, old))).map(identityOf),
    trusted: before.trusted.map(({ cidr }) => cidr).filter((cidr) => !cidrs.includes(cidr)),
  };
  const channels = after.channels.filter((one) => !before.channels.some((old) => isDeepStrictEqual(old, one)));
  const trusted = after.trusted.filter((one) => !before.trusted.some((old) => isDeepStrictEqual(old, one)));
  const rules = changedRules(before, after);
  return {
    ...Object.fromEntries(whole),
    ...(channels.length === 0 ? {} : { channels }),
    ...(trusted.length === 0 ? {} : { trusted }),
    ...(Object.keys(rules).length === 0 ? {} : { rules }),
    ...(without.channels.length + without.trusted.length === 0 ? {} : { without }),
  };
}

function changedRules(before: Settings, after: Settings): NonNullable<SettingsChanges['rules']> {
  const ids = [...new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])];
  const changed = ids.filter((id) => !isDeepStrictEqual(before.rules[id], after.rules[id]));
  return Object.fromEntries(changed.map((id) => [id, ruleChange(before.rules[id] ?? {}, after.rules[id])]));
}

function ruleChange(before: RuleSetting, after: RuleSetting | undefined) {
  if (after === undefined) return null;
  const gone = Object.keys(before).filter((key) => !(key in after));
  return { ...after, ...Object.fromEntries(gone.map((key) => [key, null])) };
}

function identityOf(channel: ChannelSettings) {
  const { name } = routingOf(channel);
  return { kind: channel.kind, ...(name === undefined ? {} : { name }) };
}

const isSame = (a: ChannelSettings, b: ChannelSettings) => isDeepStrictEqual(identityOf(a), identityOf(b));
