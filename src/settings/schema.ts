/**
 * The definition of `login-watch.yaml`. The JSON Schema for editors is made from it, and so are the names that errors
 * suggest. A message of our own is the key of a sentence (`problem.ts`) that follows the path.
 */
import { z } from 'zod';
import { coversTooMuch, coversWorld, isNetwork } from '../core/network.ts';
import { PatternError, parsePattern } from '../core/patterns/pattern.ts';
import { LANGUAGES, SEVERITIES } from '../core/rule.ts';
import { PIPELINES, type Settings } from '../core/settings.ts';
import { WEEKDAYS } from '../core/time.ts';
import { CHANNEL, HEALTH_CHANNEL } from './channel-schema.ts';
import { PATTERN_PROBLEM, problem } from './problem.ts';

const text = z.string().min(1);
const severity = z.enum(SEVERITIES);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, problem('time'));
const account = z.string().regex(/^\d{12}$/, problem('accountId'));
const arn = z.string().regex(/^arn:[\w-]+:[\w-]+:/, problem('arn'));

/** An event pattern, checked by the same parser that matches with it. */
const pattern = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  try {
    parsePattern(value);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const { path, reason } = error;
    context.addIssue({ code: 'custom', message: PATTERN_PROBLEM, params: { reason }, path: placeIn(path) });
  }
});

/** `errorCode[0].prefix` -> the keys to it. */
function placeIn(path: string): (string | number)[] {
  const keys = path.match(/[^.[\]]+/g) ?? [];
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

const trusted = z
  .strictObject({
    cidr: z
      .string()
      .refine(isNetwork, {
        error: problem('network'),
        abort: true,
      })
      .refine((cidr) => !coversWorld([cidr]), { error: problem('wholeInternet'), abort: true })
      .refine((cidr) => !coversTooMuch([cidr]), { error: problem('tooWide') })
      .describe('An address or a CIDR block, IPv4 or IPv6'),
    name: text.exactOptional().describe('What people call this network; shown in alerts'),
    until: z
      .string()
      .refine(isDay, problem('day'))
      .exactOptional()
      .describe('YYYY-MM-DD: the last day, in the time zone of the settings, on which it is trusted'),
  })
  .describe('A network from which people sign in');

/** One that is too wide by itself has a sentence of its own. */
function areNarrowTogether(networks: readonly { readonly cidr: string }[]): boolean {
  const cidrs = networks.map(({ cidr }) => cidr);
  return !coversTooMuch(cidrs) || cidrs.some((cidr) => coversTooMuch([cidr]));
}

function isDay(day: string): boolean {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}

const muted = z.enum(SEVERITIES).exclude(['critical'], {
  error: ({ input }) => (input === 'critical' ? problem('criticalMuted') : undefined),
});

const businessHours = z
  .strictObject({
    days: z.array(z.enum(WEEKDAYS)).min(1).describe('Days on which the hours begin'),
    from: clock.describe('HH:MM on the clock of the time zone: when they begin'),
    to: clock.describe('HH:MM: when they end; before the beginning it means on the next day'),
    mute: z.array(muted).describe('Severities that are kept for the digest at the end of the hours; never critical'),
  })
  .refine(({ from, to }) => from !== to, {
    error: problem('endlessHours'),
    path: ['to'],
  });

const ruleSetting = z
  .strictObject({
    on: z.boolean().exactOptional().describe('Switch the rule, or all rules of the theme, on or off'),
    severity: severity.exactOptional().describe('Tell it with this severity, whatever the circumstances'),
    except: pattern.exactOptional().describe('An EventBridge event pattern: records that match it are no finding'),
  })
  .describe('What you say about a rule, or about all rules of a theme');

const window = z.strictObject({
  by: z.array(text).min(1).describe('Count together: account, user, address, network, name, region, or a record path'),
  minutes: z.number().int().min(1).max(43_200).describe('Within so many minutes, at most 30 days'),
  count: z.number().int().min(1).max(10_000).describe('So many different events make it fire'),
  distinct: text.exactOptional().describe('Count different values of this field instead of events'),
});

const ownRule = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, problem('ruleId'))
      .describe('What it is called everywhere: lower-case words joined by hyphens'),
    title: text.describe('A few words'),
    severity: severity.describe('How bad it is'),
    when: pattern.describe('An EventBridge event pattern over the CloudTrail record (not over an event with `detail`)'),
    window: window.exactOptional().describe('Tell it only when it happens often'),
    say: text.exactOptional().describe('One sentence with {field.path} places, filled from the record'),
    examples: z
      .strictObject({
        fires: z.array(z.unknown()).describe('Records, or lists of records, on which it must fire'),
        quiet: z.array(z.unknown()).describe('Records, or lists of records, on which it must not fire'),
      })
      .exactOptional()
      .describe('Records to try the rule with'),
  })
  .describe('A rule of your own');

const trail = z.discriminatedUnion('use', [
  z
    .strictObject({
      use: z.literal('existing').describe('One that is there'),
      name: text.exactOptional().describe('Name or ARN; default: a trail that fits'),
      bucket: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, problem('bucketName'))
        .exactOptional()
        .describe('In place of a name: the bucket of a trail of another account, for pipeline s3'),
      account: account.exactOptional().describe('The account that owns the bucket'),
      topic: z
        .string()
        .regex(/^arn:[\w-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, problem('topicArn'))
        .exactOptional()
        .describe('SNS topic (ARN) that hears of new files; default: a rule of the owner’s EventBridge sends them'),
      key: z
        .string()
        .regex(/^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, problem('keyArn'))
        .exactOptional()
        .describe('KMS key (ARN) of the files, where they have one'),
    })
    .superRefine(checkBucket),
  z.strictObject({ use: z.literal('new').describe('Make one') }),
]);

/** A bucket takes its owner's account, and the place of a name. */
function checkBucket(
  trail: { readonly [K in 'name' | 'bucket' | 'account' | 'topic' | 'key']?: string },
  context: z.RefinementCtx,
): void {
  const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', message, path: [key] });
  const { bucket, account: owner, name } = trail;
  if (bucket !== undefined && owner === undefined) refuse('account', problem('bucketAccount'));
  if (bucket !== undefined && name !== undefined) refuse('name', problem('bucketOrName'));
  if (bucket !== undefined) return;
  for (const key of ['account', 'topic', 'key'] as const)
    if (trail[key] !== undefined) refuse(key, problem('ofBucket'));
}

const sections = {
  $schema: text.exactOptional().describe('For editors'),
  name: z
    .string()
    // CloudTrail refuses two hyphens together, and CloudFormation makes one of them in the names of roles.
    .regex(/^(?=.{1,40}$)[a-zA-Z](?:-?[a-zA-Z0-9])*$/, problem('name'))
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
    .refine((name) => !/^(?:aws|ssm)/i.test(name), problem('nameReserved'))
    .exactOptional()
    .describe('Prefix of everything that is deployed'),
  language: z.enum(LANGUAGES).exactOptional().describe('Of alerts and reports; default en'),
  timezone: z
    .string()
    .refine(isZone, problem('timezone'))
    .exactOptional()
    .describe('IANA name, as Asia/Tokyo; default UTC'),
  trusted: z
    .array(trusted)
    .refine(areNarrowTogether, { error: problem('tooWideTogether') })
    .exactOptional()
    .describe('Networks from which a sign-in is 🟢; from all others it is 🔴'),
  pipelines: z
    .array(z.enum(PIPELINES))
    .min(1)
    .exactOptional()
    .describe('How records reach the notifier; default events and logs'),
  trail: trail.exactOptional().describe('The trail whose records are watched; default an existing one'),
  channels: z.array(CHANNEL).exactOptional().describe('Where alerts go'),
  health: z
    .strictObject({
      email: z
        .array(z.email(problem('mail')))
        .min(1)
        .exactOptional()
        .describe('Mail addresses; each is asked to confirm'),
      channel: HEALTH_CHANNEL.exactOptional().describe(
        'A second channel, by a function that shares nothing with the notifier; its secret is in ssm:',
      ),
      heartbeat: clock
        .exactOptional()
        .describe('HH:MM: a message each day with what was seen in 24 hours; default none'),
    })
    .refine(({ email, channel }) => email !== undefined || channel !== undefined, { error: problem('healthNobody') })
    .exactOptional()
    .describe('Who hears that the notifier itself is unwell, whatever the channels'),
  table: z
    .strictObject({
      pointInTimeRecovery: z
        .boolean()
        .exactOptional()
        .describe('Continuous backups of the last 35 days, billed by the size of the table; default: left as it is'),
      deletionProtection: z
        .boolean()
        .exactOptional()
        .describe('Nobody can delete the table while it is on; default: left as it is'),
    })
    .exactOptional()
    .describe('How the table of sign-ins is protected'),
  businessHours: businessHours.exactOptional().describe('When less severe findings wait'),
  rules: z.record(z.string(), ruleSetting).exactOptional().describe('By rule id or theme; the entry of a rule wins'),
  own: z.array(ownRule).exactOptional().describe('Rules of your own'),
  watched: z.array(text).exactOptional().describe('Names or ARNs (with *) of buckets, topics, … that matter more'),
  accounts: z
    .union([z.array(account), z.record(account, text)], { error: problem('accounts') })
    .exactOptional()
    .describe('Your other accounts, a list of ids or a name for each: sharing with them is quiet'),
  people: z
    .record(text, text)
    .exactOptional()
    .describe('Names of users of Identity Center, by id: for those whose name CloudTrail does not record'),
  names: z
    .strictObject({
      identityCenter: z
        .boolean()
        .exactOptional()
        .describe(
          'Of users and groups of Identity Center (identitystore:DescribeUser, DescribeGroup), where no record holds them; default false',
        ),
    })
    .exactOptional()
    .describe('Names that the notifier asks AWS for'),
  breakGlass: z.array(text).exactOptional().describe('Users and roles (names or ARNs, with *) for emergencies'),
  mailDomains: z
    .array(z.string().regex(/^[^@\s]+\.[^@\s]+$/, problem('domain')))
    .exactOptional()
    .describe('Domains that alert subscriptions may go to'),
  schedulerRole: arn.exactOptional().describe('Written by a deploy; leave it alone'),
} satisfies Record<keyof Settings | '$schema', z.ZodType>;

export const settingsSchema = z.strictObject(sections);

export type RawSettings = z.infer<typeof settingsSchema>;

function isZone(name: string): boolean {
  // Intl accepts offsets (`+09:00`), which never change, but AWS Scheduler doesn't.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
