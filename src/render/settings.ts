/** Settings -> what they mean in a few lines, and what in them is probably not meant. */
import stringWidth from 'string-width';
import { fromOf, routingOf } from '../channels/secrets-of.ts';
import { stateOf } from '../core/inspection/activate.ts';
import { mailLists } from '../core/mail-lists.ts';
import { doubtsAbout } from '../core/network.ts';
import type { Language, Rule, Words } from '../core/rule.ts';
import {
  type ChannelSettings,
  type Settings,
  type TableSettings,
  type TrustedNetwork,
  trailBucketOf,
  trailNameOf,
} from '../core/settings.ts';
import { visible } from '../core/text.ts';
import { localTime } from '../core/time.ts';
import { wordsFrom } from '../core/words.ts';
import { REMARK_WORDS, type RemarkWords } from '../messages/settings/remarks.ts';
import { SETTINGS_REPORT, type SettingsReportWords } from '../messages/settings/settings-report.ts';

interface Look {
  readonly language: Language;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Why patterns in the settings can never match. */
  readonly dead: readonly Words[];
  /** Own rules that AWS can't be asked for exactly. */
  readonly lessExact: readonly Words[];
}

export function renderSettings(
  file: string,
  settings: Settings,
  rules: readonly Rule[],
  { language, now, dead, lessExact }: Look,
): string {
  const words = SETTINGS_REPORT[language];
  const rows = rowsOf(settings, rules, words);
  const width = Math.max(...rows.map(([name]) => stringWidth(name)));
  const lines = rows.map(([name, text]) => `  ${name}${' '.repeat(width - stringWidth(name))}  ${visible(text)}`);
  const head = dead.length === 0 ? words.inOrder(visible(file)) : words.withDoubts(visible(file), dead.length);
  return `${[
    head,
    ...lines,
    ...under(words.neverFires, dead, language),
    ...under(words.worthALook, [...remarksOn(settings, rules, now), ...lessExact], language),
  ].join('\n')}\n`;
}

const under = (head: string, said: readonly Words[], language: Language): readonly string[] =>
  said.length === 0 ? [] : ['', head, ...said.map((one) => `  ${visible(one[language])}`)];

type Row = readonly [name: string, text: string];

function rowsOf(settings: Settings, rules: readonly Rule[], words: SettingsReportWords): readonly Row[] {
  const { name, language, timezone, trusted, pipelines, trail, channels, businessHours: hours, own } = settings;
  const on = rules.filter((rule) => stateOf(rule, settings).on).length;
  const { row } = words;
  const from = trailBucketOf(settings);
  const named = from === undefined ? trailNameOf(settings) : words.trailBucket(from.bucket, from.account);
  const ofTrail = trail.use === 'new' ? words.newTrail : (named ?? words.existingTrail);
  // Undefined: shown in another row, or not at all.
  const rows: Readonly<Record<keyof Settings, Row | undefined>> = {
    name: [row.name, name],
    language: [row.language, words.timesIn(language, timezone)],
    timezone: undefined,
    trusted: [
      row.trusted,
      listed(
        trusted.map((network) => networkText(network, words)),
        words.noNetwork,
      ),
    ],
    trail: [row.trail, ofTrail],
    pipelines: [row.pipelines, pipelines.join(', ')],
    channels: [
      row.channels,
      listed(
        channels.map((channel) => channelText(channel, words)),
        words.noChannel,
      ),
    ],
    health: [row.health, listed(healthTexts(settings, words), words.noHealth)],
    table: settings.table && [row.table, listed(guardsOf(settings.table, words), words.asItIs)],
    businessHours: hours && [
      row.hours,
      words.hours(hours.days.join(' '), hours.from, hours.to, listed(hours.mute, words.nothing)),
    ],
    rules: [row.rules, words.rules(on, rules.length - on, own.length)],
    own: undefined,
    watched: undefined,
    accounts: undefined,
    people: undefined,
    names: undefined,
    breakGlass: undefined,
    mailDomains: undefined,
    schedulerRole: undefined,
  };
  return Object.values(rows).filter((one) => one !== undefined);
}

function guardsOf({ pointInTimeRecovery, deletionProtection }: TableSettings, words: SettingsReportWords) {
  return [
    ...(pointInTimeRecovery === undefined ? [] : [words.recovery(pointInTimeRecovery)]),
    ...(deletionProtection === undefined ? [] : [words.protection(deletionProtection)]),
  ];
}

const listed = (texts: readonly string[], none: string) => (texts.length === 0 ? none : texts.join(', '));

function networkText({ cidr, name, until }: TrustedNetwork, words: SettingsReportWords): string {
  return `${name === undefined ? '' : `${name} `}${cidr}${until === undefined ? '' : words.until(until)}`;
}

function channelText(channel: ChannelSettings, words: SettingsReportWords): string {
  const { name } = routingOf(channel);
  const isEu = channel.kind === 'pagerduty' && channel.pagerduty.region === 'eu';
  const to = channel.kind === 'chatwork' ? words.room(channel.chatwork.room) : isEu ? ' (EU)' : '';
  return words.from(`${channel.kind}${to}${name === undefined ? '' : ` "${name}"`}`, fromOf(channel));
}

/** Trusted networks that are wider than they probably should be, or have bits behind their prefix. */
export function doubtfulNetworks({ trusted }: Settings): readonly Words[] {
  return trusted.flatMap((network) => {
    const { isWide, meant } = doubtsAbout(network.cidr);
    const said = (pick: (words: RemarkWords, text: string) => string) =>
      wordsFrom(REMARK_WORDS, (words, language) => pick(words, networkText(network, SETTINGS_REPORT[language])));
    return [
      ...(isWide ? [said((words, text) => words.wide(text))] : []),
      ...(meant === undefined ? [] : [said((words, text) => words.hostBits(text, meant))]),
    ];
  });
}

/** Settings that are allowed, and probably not meant. */
export function remarksOn(settings: Settings, rules: readonly Rule[], now: number): readonly Words[] {
  const today = localTime(now, settings.timezone).date;
  const expired = settings.trusted.filter(({ until }) => until !== undefined && until < today);
  const idle = rules.flatMap((rule) => {
    const { because } = stateOf(rule, settings);
    const isWanted = [rule.id, rule.theme].some((key) => settings.rules[key]?.on === true);
    return isWanted && because.startsWith('needs ') ? [{ rule: rule.id, because }] : [];
  });
  const unheard = rules.filter(
    ({ id, on }) => on !== undefined && settings.rules[id]?.on === true && !settings.pipelines.includes('events'),
  );
  return [
    ...(settings.channels.length === 0 ? [wordsFrom(REMARK_WORDS, (words) => words.noChannel)] : []),
    ...(settings.trusted.length === 0 ? [wordsFrom(REMARK_WORDS, (words) => words.noTrusted)] : []),
    ...expired.map((network) =>
      wordsFrom(REMARK_WORDS, (words, language) => words.expired(networkText(network, SETTINGS_REPORT[language]))),
    ),
    ...doubtfulNetworks(settings),
    ...idle.map(({ rule, because }) => wordsFrom(REMARK_WORDS, (words) => words.staysOff(rule, because))),
    ...unheard.map(({ id }) => wordsFrom(REMARK_WORDS, (words) => words.needsEvents(id))),
  ];
}

/** Those who hear that the notifier is unwell; without `health` the first mail list. */
function healthTexts(settings: Settings, words: SettingsReportWords): readonly string[] {
  const { health } = settings;
  if (health === undefined) return mailLists(settings)[0] ?? [];
  const { email = [], channel, heartbeat } = health;
  const second = channel === undefined ? [] : [channel.kind];
  return [...email, ...second, ...(heartbeat === undefined ? [] : [words.heartbeat(heartbeat)])];
}
