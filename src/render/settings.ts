/** Settings -> what they mean in a few lines, and what in them is probably not meant. */
import { routingOf } from '../channels/secrets-of.ts';
import { stateOf } from '../core/activate.ts';
import type { Rule, Words } from '../core/rule.ts';
import type { ChannelSettings, Settings, TrustedNetwork } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import { localTime } from '../core/time.ts';
import { wordsFrom } from '../core/words.ts';
import { REMARK_WORDS } from '../messages/remarks.ts';

export function renderSettings(file: string, settings: Settings, rules: readonly Rule[], now: number): string {
  const rows = rowsOf(settings, rules);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}  ${visible(text)}`);
  const remarks = remarksOn(settings, rules, now).map((remark) => `  ${visible(remark.en)}`);
  const rest = remarks.length === 0 ? [] : ['', 'Worth a look:', ...remarks];
  return `${[`${visible(file)} is in order.`, ...lines, ...rest].join('\n')}\n`;
}

type Row = readonly [name: string, text: string];

function rowsOf(settings: Settings, rules: readonly Rule[]): readonly Row[] {
  const { name, language, timezone, trusted, pipelines, trail, channels, businessHours: hours, own } = settings;
  const on = rules.filter((rule) => stateOf(rule, settings).on).length;
  const ours = own.length === 0 ? '' : `, ${own.length} of them your own`;
  // Undefined: told in another row, or not at all.
  const rows: Readonly<Record<keyof Settings, Row | undefined>> = {
    name: ['name', name],
    language: ['language', `${language}, times in ${timezone}`],
    timezone: undefined,
    trusted: ['trusted', listed(trusted.map(networkText), 'no network')],
    trail: ['trail', trail.use === 'new' ? 'a new one' : (trail.name ?? 'an existing one')],
    pipelines: ['pipelines', pipelines.join(', ')],
    channels: ['channels', listed(channels.map(channelText), 'nobody is told')],
    businessHours: hours && [
      'hours',
      `${hours.days.join(' ')} ${hours.from}-${hours.to}; kept for later: ${listed(hours.mute, 'nothing')}`,
    ],
    rules: ['rules', `${on} on, ${rules.length - on} off${ours}`],
    own: undefined,
    watched: undefined,
    accounts: undefined,
    breakGlass: undefined,
    mailDomains: undefined,
    schedulerRole: undefined,
  };
  return Object.values(rows).filter((row) => row !== undefined);
}

const listed = (texts: readonly string[], none: string) => (texts.length === 0 ? none : texts.join(', '));

function networkText({ cidr, name, until }: TrustedNetwork): string {
  return `${name === undefined ? '' : `${name} `}${cidr}${until === undefined ? '' : ` until ${until}`}`;
}

function channelText(channel: ChannelSettings): string {
  const { name, from = 'info' } = routingOf(channel);
  const to = channel.kind === 'chatwork' ? ` room ${channel.chatwork.room}` : '';
  return `${channel.kind}${to}${name === undefined ? '' : ` "${name}"`} from ${from}`;
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
    ...expired.map((network) => wordsFrom(REMARK_WORDS, (words) => words.expired(networkText(network)))),
    ...idle.map(({ rule, because }) => wordsFrom(REMARK_WORDS, (words) => words.staysOff(rule, because))),
    ...unheard.map(({ id }) => wordsFrom(REMARK_WORDS, (words) => words.needsEvents(id))),
  ];
}
