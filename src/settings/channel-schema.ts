/** The `channels` part of `login-watch.yaml`. */
import { z } from 'zod';
import { LANGUAGES, SEVERITIES } from '../core/rule.ts';
import type { SecretReference } from '../core/settings.ts';

/** Fields that hold a place of a secret: whatever stands there is never shown, because it may be the secret itself. */
export const SECRET_FIELDS: readonly string[] = ['webhook', 'token', 'url', 'secret'];

const isReference = (text: string): text is SecretReference =>
  /^ssm:\/[\w./-]+$/.test(text) || /^env:[A-Za-z_]\w*$/.test(text);

const secretOf = (kind: string) =>
  z
    .string()
    .refine(
      isReference,
      `must name a place, \`ssm:/name\` or \`env:NAME\`, not hold the secret; move it with \`login-watch secret set ${kind}\``,
    );

const routing = {
  from: z.enum(SEVERITIES).optional().describe('Least severity that is told; default info'),
  rules: z.array(z.string()).optional().describe('Only these rule ids or themes'),
  except: z.array(z.string()).optional().describe('Not these rule ids or themes'),
  language: z.enum(LANGUAGES).optional().describe('Default: that of the settings'),
  name: z.string().min(1).optional().describe('To tell two of a kind apart'),
};

const id = z.number().int().positive();

export const CHANNELS = z
  .strictObject({
    slack: z.strictObject({ webhook: secretOf('slack'), ...routing }).optional(),
    chatwork: z
      .strictObject({ room: id, token: secretOf('chatwork'), to: z.array(id).optional(), ...routing })
      .optional(),
    teams: z.strictObject({ webhook: secretOf('teams'), ...routing }).optional(),
    discord: z.strictObject({ webhook: secretOf('discord'), ...routing }).optional(),
    webhook: z
      .strictObject({ url: secretOf('webhook'), secret: secretOf('webhook').optional(), ...routing })
      .optional(),
    email: z.strictObject({ to: z.array(z.email('is no mail address')).min(1), ...routing }).optional(),
  })
  .refine(
    (channel) => Object.keys(channel).length === 1,
    'must name exactly one kind: slack, chatwork, teams, discord, webhook or email',
  );

export type RawChannel = z.infer<typeof CHANNELS>;
