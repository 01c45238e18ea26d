/** Language, time zone and business hours. */
import { LANGUAGES, SEVERITIES } from '../../../core/rule.ts';
import type { BusinessHours, Settings } from '../../../core/settings.ts';
import { WEEKDAYS, type Weekday } from '../../../core/time.ts';
import { wordsFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { messagesIn } from '../../../messages/messages.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';

const NONE = '-';
const MUTABLE = SEVERITIES.filter((severity) => severity !== 'critical');
const USUALLY_MUTED: BusinessHours['mute'] = ['info', 'low', 'medium'];

export function languageStep({ words }: InitContext): Step<State> {
  return {
    id: 'language',
    async ask(state, asker) {
      const language = await asker.select({
        message: words.languageQuestion,
        flag: 'alertLanguage',
        choices: LANGUAGES.map((value) => ({ value, name: { en: 'English', ja: '日本語' }[value] })),
        default: state.settings.language,
      });
      return { ...state, settings: { ...state.settings, language } };
    },
  };
}

export function timezoneStep({ words }: InitContext): Step<State> {
  return {
    id: 'timezone',
    async ask(state, asker) {
      const timezone = await asker.input({
        message: words.timezoneQuestion,
        flag: 'timezone',
        default: state.settings.timezone,
        check: (text) => (isZone(text) ? undefined : wordsFrom(INIT_WORDS, ({ noZone }) => noZone)),
      });
      return { ...state, settings: { ...state.settings, timezone } };
    },
  };
}

/** That of this machine, where it is one that AWS takes. */
export function localZone({ env }: Host): string {
  const zone = env['TZ'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : 'UTC';
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

export function hoursStep({ words }: InitContext): Step<State> {
  return {
    id: 'hours',
    async ask(state, asker) {
      const { settings } = state;
      const old = settings.businessHours;
      const text = await asker.input({
        message: words.hoursQuestion,
        flag: 'hours',
        default: old === undefined ? NONE : hoursText(old),
        check: (given) =>
          given === NONE || parseHours(given) !== undefined
            ? undefined
            : wordsFrom(INIT_WORDS, ({ noHours }) => noHours),
      });
      const hours = parseHours(text);
      if (hours === undefined) return { ...state, settings: withoutHours(settings) };
      const mute = old?.mute ?? USUALLY_MUTED;
      return { ...state, settings: { ...settings, businessHours: { ...hours, mute } } };
    },
  };
}

export function muteStep({ words, language }: InitContext): Step<State> {
  return {
    id: 'mute',
    async ask(state, asker) {
      const { settings } = state;
      if (settings.businessHours === undefined) return state;
      const { severity } = messagesIn(language);
      const mute = await asker.checkbox({
        message: words.muteQuestion,
        flag: 'mute',
        choices: MUTABLE.map((value) => ({ value, name: severity[value] })),
        checked: settings.businessHours.mute,
      });
      return { ...state, settings: { ...settings, businessHours: { ...settings.businessHours, mute } } };
    },
  };
}

function withoutHours({ businessHours: _, ...rest }: Settings): Settings {
  return rest;
}

/** `mon-fri 09:00-18:00`, `mon,wed 22:00-06:00` */
function parseHours(text: string): Omit<BusinessHours, 'mute'> | undefined {
  const [, days = '', from = '', to = ''] =
    /^(\S+)\s+((?:[01]\d|2[0-3]):[0-5]\d)\s*[-–〜~]\s*((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text.trim().toLowerCase()) ??
    [];
  const parsed = days.split(',').map(parseDays);
  const all = parsed.flatMap((part) => part ?? []);
  if (from === '' || from === to || parsed.includes(undefined)) return undefined;
  return { days: WEEKDAYS.filter((day) => all.includes(day)), from, to };
}

/** One day, or a span that may go over the weekend. */
function parseDays(text: string): readonly Weekday[] | undefined {
  const [first, last = first, ...more] = text
    .split('-')
    .map((name) => WEEKDAYS.findIndex((day) => day.startsWith(name) && name.length === 3));
  if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => WEEKDAYS[(first + index) % 7]).flatMap((day) => day ?? []);
}

function hoursText({ days, from, to }: BusinessHours): string {
  const [first, last] = [days[0], days.at(-1)];
  const span = first === undefined || last === undefined ? undefined : parseDays(`${first}-${last}`);
  const isSpan = days.length > 2 && span?.length === days.length && span.every((day) => days.includes(day));
  return `${isSpan ? `${first}-${last}` : days.join(',')} ${from}-${to}`;
}
