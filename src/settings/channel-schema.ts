/** The `channels` part of `login-watch.yaml`. */
import { z } from 'zod';
import type { SecretKind } from '../channels/kinds.ts';
import { isMention, type MentioningKind, MOST_MENTIONS, meantBy, wordsOf } from '../channels/mentions.ts';
import { LANGUAGES, SEVERITIES } from '../core/rule.ts';
import { CHANNEL_KINDS, type ChannelKind, PAGERDUTY_REGIONS } from '../core/settings.ts';
import { problem } from './problem.ts';

// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html#sysman-parameter-name-constraints
const PARAMETER_NAME = /^\/[\w./-]{1,1000}$/;
const VARIABLE_NAME = /^[A-Za-z_]\w*$/;

/** Errors never quote this value, because it may be the secret itself. */
const placeOf = (secret: string, kind: SecretKind) =>
  z
    .union(
      [
        z.templateLiteral(['ssm:', z.string().regex(PARAMETER_NAME)]),
        z.templateLiteral(['env:', z.string().regex(VARIABLE_NAME)]),
      ],
      {
        error: (issue) =>
          issue.input === undefined || issue.input === null
            ? problem('secretMissing', kind)
            : problem('secretInClear', kind),
      },
    )
    .describe(`Where ${secret} is kept: ssm:/name or env:NAME. \`login-watch secret set ${kind}\` stores it`);

/** A host name, with a port if need be; no scheme, no path. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::\d{1,5})?$/i;
const host = {
  host: z
    .string()
    .regex(HOST, problem('host'))
    .exactOptional()
    .describe("A host of your own at which the URL may be, beside the vendor's, for example a relay"),
};

const routing = {
  from: z.enum(SEVERITIES).exactOptional().describe('Lowest severity that this channel gets; default info'),
  rules: z.array(z.string().min(1)).exactOptional().describe('Only these rule ids or themes; default all'),
  except: z.array(z.string().min(1)).exactOptional().describe('Not these rule ids or themes'),
  language: z.enum(LANGUAGES).exactOptional().describe('Default: that of the settings'),
  name: z.string().min(1).exactOptional().describe('Name in reports, for two channels of one kind'),
};

/** One severity's mentions; each mistake is named as what it probably is. */
const mentioned = (kind: MentioningKind) =>
  z.string().superRefine((text, context) => {
    const words = wordsOf(text);
    const message =
      words.length === 0 || words.length > MOST_MENTIONS
        ? problem('mentionCount', String(MOST_MENTIONS))
        : words.map((word) => mentionProblem(kind, word)).find((one) => one !== undefined);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

function mentionProblem(kind: MentioningKind, word: string): string | undefined {
  if (isMention(kind, word)) return undefined;
  const meant = meantBy(kind, word);
  if (meant !== undefined) return problem('mentionMeant', meant);
  if (kind === 'teams')
    return problem(/^@?(?:here|channel|everyone|team)$/i.test(word) ? 'mentionAllInTeams' : 'mentionTeams');
  if (kind === 'slack') return problem(word.startsWith('@') ? 'mentionNameInSlack' : 'mentionSlack');
  return problem(word.startsWith('@') ? 'mentionNameInDiscord' : 'mentionDiscord');
}

const mention = (kind: MentioningKind, examples: string) => {
  const entry = mentioned(kind).exactOptional().describe(examples);
  return {
    mention: z
      .strictObject({ critical: entry, high: entry, medium: entry, low: entry, info: entry })
      .exactOptional()
      .describe('Who is mentioned, by severity; also in graver messages that have no entry'),
  };
};

const chatworkId = z.number().int().positive();

/** One entry a kind. */
const KINDS = {
  slack: z
    .strictObject({
      webhook: placeOf('the webhook URL', 'slack'),
      ...host,
      ...mention('slack', '@here, @channel, ids of users (U…) and user groups (S…)'),
      ...routing,
    })
    .exactOptional()
    .describe('Slack, by incoming webhook'),
  chatwork: z
    .strictObject({
      room: chatworkId.describe('The number behind #!rid in the address of the room'),
      token: placeOf('the API token', 'chatwork'),
      to: z.array(chatworkId).exactOptional().describe('Account ids of those who are addressed with [To:]'),
      ...routing,
    })
    .exactOptional()
    .describe('Chatwork, as the owner of the API token'),
  teams: z
    .strictObject({
      webhook: placeOf('the Workflows URL', 'teams'),
      ...host,
      ...mention('teams', 'Mail addresses or Entra object ids of users'),
      ...routing,
    })
    .exactOptional()
    .describe('Microsoft Teams, by a Workflows webhook'),
  discord: z
    .strictObject({
      webhook: placeOf('the webhook URL', 'discord'),
      ...host,
      ...mention('discord', '@here, @everyone, ids of users, and of roles with & before'),
      ...routing,
    })
    .exactOptional()
    .describe('Discord, by webhook'),
  pagerduty: z
    .strictObject({
      key: placeOf('the integration key', 'pagerduty'),
      region: z.enum(PAGERDUTY_REGIONS).exactOptional().describe('Service region of the PagerDuty account; default us'),
      ...routing,
      from: routing.from.describe('Lowest severity that opens an incident; default high'),
    })
    .exactOptional()
    .describe('PagerDuty, by Events API v2: one incident a story'),
  webhook: z
    .strictObject({
      url: placeOf('the URL', 'webhook'),
      secret: placeOf('the key of the signature', 'webhook-secret').exactOptional(),
      ...routing,
    })
    .exactOptional()
    .describe('Any HTTPS address: the digest as JSON, signed'),
  email: z
    .strictObject({
      to: z
        .array(z.email(problem('mail')))
        .min(1)
        .describe('Mail addresses; each is asked to confirm'),
      ...routing,
    })
    .exactOptional()
    .describe('E-mail, by SNS'),
} satisfies Readonly<Record<ChannelKind, z.ZodType>>;

/** One entry of the list names one kind. */
export const CHANNEL = z
  .strictObject(KINDS)
  .refine((channel) => Object.keys(channel).length === 1, {
    error: problem('oneChannelKind', CHANNEL_KINDS.join(', ')),
  })
  .meta({ minProperties: 1, maxProperties: 1 });

export type RawChannel = z.infer<typeof CHANNEL>;

const { slack, chatwork, teams, discord, pagerduty, webhook } = KINDS;
const routed = { from: true, rules: true, except: true, name: true } as const;
const bare = <Schema extends z.ZodType>(schema: Schema) => schema.exactOptional();

/** The second channel of `health`: one kind without mail, and without what is about findings. */
export const HEALTH_CHANNEL = z
  .strictObject({
    slack: bare(slack.unwrap().omit({ ...routed, mention: true })).describe('Slack, by incoming webhook'),
    chatwork: bare(chatwork.unwrap().omit({ ...routed, to: true })).describe('Chatwork, as the owner of the API token'),
    teams: bare(teams.unwrap().omit({ ...routed, mention: true })).describe('Microsoft Teams, by a Workflows webhook'),
    discord: bare(discord.unwrap().omit({ ...routed, mention: true })).describe('Discord, by webhook'),
    pagerduty: bare(pagerduty.unwrap().omit(routed)).describe('PagerDuty, by Events API v2: an incident a trouble'),
    webhook: bare(webhook.unwrap().omit(routed)).describe('Any HTTPS address, as JSON, signed'),
  })
  .refine((channel) => Object.keys(channel).length === 1, {
    error: problem('oneHealthKind', CHANNEL_KINDS.filter((kind) => kind !== 'email').join(', ')),
  })
  .refine((channel) => !/"env:/.test(JSON.stringify(channel)), { error: problem('healthInEnv') })
  .meta({ minProperties: 1, maxProperties: 1 });
