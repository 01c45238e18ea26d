/** What may stand in `login-watch.yaml`. The JSON Schema for editors is made from the same definition. */
import { z } from 'zod';
import { isNetwork } from '../core/network.ts';
import { PatternError, parsePattern } from '../core/pattern.ts';
import { LANGUAGES, SEVERITIES } from '../core/rule.ts';
import { PIPELINES, WEEKDAYS } from '../core/settings.ts';
import { CHANNELS } from './channel-schema.ts';

const severity = z.enum(SEVERITIES);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day; write HH:MM, quoted: "09:00"');
const account = z.string().regex(/^\d{12}$/, 'is no account id; write its 12 digits in quotes');

/** An event pattern, parsed by the very code that will match with it. */
const pattern = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  try {
    parsePattern(value);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    context.addIssue({ code: 'custom', message: `is no event pattern: ${error.message}`, path: placeIn(error.path) });
  }
});

/** `detail.errorCode[0].prefix` -> the keys to it. */
function placeIn(path: string): (string | number)[] {
  const keys = path.match(/[^.[\]]+/g) ?? [];
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

const trusted = z.strictObject({
  cidr: z
    .string()
    .refine(isNetwork, 'is no address and no CIDR block, as 203.0.113.0/24 or 2001:db8::/32')
    .describe('An address or a CIDR block, IPv4 or IPv6'),
  name: z.string().min(1).optional().describe('What people call this network; shown in alerts'),
  until: z
    .string()
    .refine(isDay, 'is no day; write YYYY-MM-DD')
    .optional()
    .describe('The last day, in the time zone of the settings, on which it is trusted'),
});

function isDay(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

const businessHours = z
  .strictObject({
    days: z.array(z.enum(WEEKDAYS)).min(1).describe('Days on which the hours begin'),
    from: clock.describe('Begin, HH:MM on the clock of the time zone'),
    to: clock.describe('End; before the begin it means: on the next day'),
    mute: z
      .array(severity.exclude(['critical']))
      .describe('Severities kept for the digest at the end; critical is never muted'),
  })
  .refine(({ from, to }) => from !== to, {
    message: 'is the same as `from`; hours that never end mute everything',
    path: ['to'],
  });

const ruleSetting = z.strictObject({
  on: z.boolean().optional().describe('Switch the rule, or all of a theme, on or off'),
  severity: severity.optional().describe('Say it with this severity, whatever the circumstances'),
  except: pattern.optional().describe('An EventBridge event pattern: records that match it are no finding'),
});

const ownRule = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'is no id; write lower-case words joined by hyphens')
    .describe('Its name everywhere'),
  title: z.string().min(1).describe('A few words'),
  severity,
  when: pattern.describe('An EventBridge event pattern over the record'),
  window: z
    .strictObject({
      by: z
        .array(z.string().min(1))
        .min(1)
        .describe('account, user, address, network, name, region, or a path in the record'),
      minutes: z.number().int().min(1).max(43_200),
      count: z.number().int().min(1).max(10_000),
      distinct: z.string().min(1).optional().describe('Count different values of this instead of events'),
    })
    .optional(),
  say: z.string().min(1).optional().describe('One sentence with {field.path} places'),
  examples: z
    .strictObject({ fires: z.array(z.unknown()), quiet: z.array(z.unknown()) })
    .optional()
    .describe('Records to test the rule with: `login-watch rules test`'),
});

export const settingsSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/, 'is no name; write up to 40 letters, digits and hyphens, a letter first')
    .optional()
    .describe('Prefix of everything that is deployed'),
  language: z.enum(LANGUAGES).optional().describe('Of alerts and reports'),
  timezone: z
    .string()
    .refine(isZone, 'is no time zone; write an IANA name, as Asia/Tokyo')
    .optional()
    .describe('IANA time zone'),
  trusted: z.array(trusted).optional().describe('Networks from which a sign-in is 🟢'),
  pipelines: z.array(z.enum(PIPELINES)).min(1).optional().describe('How records reach the notifier'),
  trail: z
    .strictObject({ use: z.enum(['existing', 'new']), name: z.string().min(1).optional() })
    .optional()
    .describe('The trail to use, or `new` to make one'),
  channels: z.array(CHANNELS).optional().describe('Who is told, and how'),
  businessHours: businessHours.optional().describe('When less is told'),
  rules: z.record(z.string(), ruleSetting).optional().describe('By rule id or theme; a rule’s own entry wins'),
  own: z.array(ownRule).optional().describe('Rules of your own'),
  watched: z
    .array(z.string().min(1))
    .optional()
    .describe('Names or ARNs (with *) of buckets, topics, log groups, … that matter more'),
  accounts: z.array(account).optional().describe('Your other accounts: sharing with them is quiet'),
  breakGlass: z.array(z.string().min(1)).optional().describe('Users and roles (names or ARNs, with *) for emergencies'),
  mailDomains: z
    .array(z.string().regex(/^[^@\s]+\.[^@\s]+$/, 'is no domain, as example.com'))
    .optional()
    .describe('Where alert subscriptions may go'),
  schedulerRole: z.string().startsWith('arn:').optional().describe('Written by a deploy'),
});

export type RawSettings = z.infer<typeof settingsSchema>;

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
