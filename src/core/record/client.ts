/** The program that somebody signed in with or worked with, in one word. */
import type { TrailEvent } from '../event.ts';
import { booleanAt } from '../fields.ts';

/** `browser`, `aws-cli`, `mcp:claude`; undefined where the record doesn't tell. Callers choose their user agent. */
export function clientOf({ signIn, type, userAgent, record }: TrailEvent): string | undefined {
  const oauth = signIn?.oauth;
  if (oauth?.kind === 'cli') return 'aws-cli';
  if (oauth !== undefined) return `mcp:${oauth.program?.toLowerCase().replaceAll(' ', '-') ?? 'unknown'}`;
  if (/^aws-cli\//.test(userAgent ?? '')) return 'aws-cli';
  if (booleanAt(record, 'sessionCredentialFromConsole') === true || /^Mozilla\//.test(userAgent ?? ''))
    return 'browser';
  return /^AwsConsoleSignIn$/i.test(type) && userAgent === undefined ? 'browser' : undefined;
}
