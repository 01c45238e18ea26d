/** The option that gives a channel's secret on the command line. */
import type { ChannelKind } from '../../core/settings.ts';

/** Undefined for mail, which has no secret. */
export function secretFlag(kind: ChannelKind): '--webhook-url' | '--url' | '--token' | undefined {
  if (kind === 'email') return undefined;
  if (kind === 'chatwork') return '--token';
  return kind === 'webhook' ? '--url' : '--webhook-url';
}
