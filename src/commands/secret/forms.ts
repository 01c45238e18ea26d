/** Each secret: what it is called, where it is kept, which form it must have. Nothing here shows one. */
import { UserError } from '../../core/user-error.ts';
import { checkTarget } from '../../delivery/target.ts';
import type { SecretKind } from './flags.ts';

interface Secret {
  readonly what: string;
  /** The last part of the usual parameter's name. */
  readonly parameter: string;
  /** What to put into login-watch.yaml. */
  yaml(reference: string): string;
}

const entry = (text: string) => `channels:\n  - ${text}`;

export const SECRETS: Readonly<Record<SecretKind, Secret>> = {
  slack: {
    what: 'Slack webhook URL',
    parameter: 'slack-webhook',
    yaml: (reference) => entry(`slack: { webhook: ${reference} }`),
  },
  chatwork: {
    what: 'Chatwork API token',
    parameter: 'chatwork-token',
    yaml: (reference) => entry(`chatwork: { room: <the room's number>, token: ${reference} }`),
  },
  teams: {
    what: 'Teams Workflows URL',
    parameter: 'teams-webhook',
    yaml: (reference) => entry(`teams: { webhook: ${reference} }`),
  },
  discord: {
    what: 'Discord webhook URL',
    parameter: 'discord-webhook',
    yaml: (reference) => entry(`discord: { webhook: ${reference} }`),
  },
  webhook: {
    what: 'webhook URL',
    parameter: 'webhook-url',
    yaml: (reference) => entry(`webhook: { url: ${reference} }`),
  },
  'webhook-secret': {
    what: 'key that signs what the webhook is sent',
    parameter: 'webhook-secret',
    yaml: (reference) => entry(`webhook: { url: <the place of the URL>, secret: ${reference} }`),
  },
};

interface Problem {
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with the form, in words that hold nothing of the secret. */
export function problemWith(kind: SecretKind, value: string): Problem | undefined {
  if (kind === 'chatwork') return /^[A-Za-z0-9]{16,128}$/.test(value) ? undefined : NO_TOKEN;
  if (kind === 'webhook-secret') return value.length >= 16 && /^\S+$/.test(value) ? undefined : WEAK_KEY;
  try {
    checkTarget(kind, value);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint ?? '' };
    throw error;
  }
}

const NO_TOKEN: Problem = {
  message: 'that has not the form of a Chatwork API token (letters and digits, no spaces)',
  hint: 'Copy it from Chatwork: Service Integration, API Token.',
};
const WEAK_KEY: Problem = {
  message: 'a key must have at least 16 characters and no spaces',
  hint: 'Make one with `openssl rand -hex 32`, and give the same one to the receiver.',
};
