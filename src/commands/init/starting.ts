/** The start of an interview: suggestions by the file or the account, and the parts that flags name. */
import { DEFAULT_SETTINGS, PIPELINES, type Settings, trailBucketOf } from '../../core/settings.ts';
import { localZone } from './questions/habits.ts';
import { bucketIn, forBucket } from './questions/trail-bucket.ts';
import type { InitAnswers } from './state/answers.ts';
import type { InitContext, SettingsFile } from './state/context.ts';
import { type Facts, SECTIONS, type Section } from './state/state.ts';
import { suggested } from './state/trail-fit.ts';

/** Sections asked again on a second run because a flag names them. */
export function sectionsOf(answers: InitAnswers): readonly Section[] {
  const { trail, trailAccount, pipelines, channels, room, pagerduty, sign, mail, health } = answers;
  const { stored, trustOwn, trusted } = answers;
  const { alertLanguage, timezone, hours, mute, accounts, names, rules, forecast, quiet } = answers;
  const flags: Readonly<Record<Section, readonly (string | undefined)[]>> = {
    trail: [trail, trailAccount],
    pipelines: [pipelines],
    channels: [channels, room, pagerduty, sign, mail, stored],
    health: [health],
    trusted: [trustOwn, trusted],
    language: [alertLanguage],
    timezone: [timezone],
    hours: [hours, mute],
    accounts: [accounts],
    names: [names],
    rules: [rules, forecast, quiet],
  };
  return SECTIONS.filter((section) => flags[section].some((answer) => answer !== undefined));
}

export const NO_ANSWERS: InitAnswers = {
  change: undefined,
  trail: undefined,
  trailAccount: undefined,
  pipelines: undefined,
  channels: undefined,
  room: undefined,
  pagerduty: undefined,
  sign: undefined,
  mail: undefined,
  health: undefined,
  stored: undefined,
  trustOwn: undefined,
  trusted: undefined,
  alertLanguage: undefined,
  timezone: undefined,
  hours: undefined,
  mute: undefined,
  accounts: undefined,
  names: undefined,
  rules: undefined,
  forecast: undefined,
  quiet: undefined,
};

/** As far as flags tell: what decides which permissions are needed. */
export function settingsAhead(context: InitContext, file: SettingsFile, facts: Looked, options: Given): Settings {
  const settings = startingSettings(context, file, facts, options);
  const { trail, pipelines } = options.answers;
  const asked = pipelines?.split(',').map((name) => name.trim());
  return {
    ...settings,
    ...(asked === undefined ? {} : { pipelines: PIPELINES.filter((pipeline) => asked.includes(pipeline)) }),
    ...(trail === undefined || bucketIn(trail) !== undefined
      ? {}
      : { trail: trail === 'new' ? { use: 'new' } : { use: 'existing', name: trail } }),
  };
}

interface Given {
  readonly name: string | undefined;
  readonly answers: InitAnswers;
}

type Looked = Pick<Facts, 'trails' | 'who'>;

/** The file's settings, or the suggestions for this account. */
export function startingSettings(
  context: InitContext,
  { before }: SettingsFile,
  facts: Looked,
  { name, answers }: Given,
): Settings {
  const named = name === undefined ? {} : { name };
  if (before !== undefined) return withBucket({ ...before.settings, ...named }, answers);
  const trail = suggested(facts);
  const { account, alias } = facts.who;
  const starting: Settings = {
    ...DEFAULT_SETTINGS,
    ...named,
    language: context.language,
    timezone: localZone(context.host),
    ...(alias === undefined ? {} : { accounts: { [account]: alias } }),
    trail: trail === undefined ? { use: 'new' } : { use: 'existing', name: trail.name },
  };
  return withBucket(starting, answers);
}

/** A bucket that a flag names is a choice like that of the file, though its trail isn't seen from here. */
function withBucket(settings: Settings, { trail, trailAccount }: InitAnswers): Settings {
  const bucket = trail === undefined ? undefined : bucketIn(trail);
  if (bucket === undefined) return settings;
  const kept = trailBucketOf(settings);
  const before = kept?.bucket === bucket ? kept : { bucket, account: '' };
  return {
    ...settings,
    trail: { use: 'existing', ...before, ...(trailAccount === undefined ? {} : { account: trailAccount }) },
    pipelines: forBucket(settings.pipelines),
  };
}
