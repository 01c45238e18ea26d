/** Notes beside the changes: other owners' resources that change, and facts to know before saying yes. */
import { parametersOf } from '../channels/secrets-of.ts';
import { namesHealth } from '../core/mail-lists.ts';
import type { Settings } from '../core/settings.ts';
import type { DeployNote } from '../messages/set-up/deploy.ts';
import { lessExact } from '../settings/less-exact.ts';
import { keyNotes } from './keys.ts';
import type { Survey } from './survey.ts';

/** Buckets of other people's that will tell EventBridge of their objects, too. */
export const mergesOf = ({ bucket }: Survey): readonly string[] =>
  bucket?.tellsEventBridge === false ? [bucket.name] : [];

export function notesOf(
  settings: Settings,
  { identity, trail, trails, regions, keys, bucket, filtersUnread }: Survey,
): readonly DeployNote[] {
  const { channels, health, pipelines, rules } = settings;
  const notes: DeployNote[] = lessExact(settings).map((said) => ({ code: 'less-exact', said }));
  if (channels.length === 0) notes.push({ code: 'no-channel' });
  if (!namesHealth(settings)) notes.push({ code: 'no-mail' });
  if (health?.channel !== undefined) {
    const used = parametersOf(channels);
    const shared = parametersOf([health.channel]).filter((name) => used.includes(name));
    notes.push({ code: 'health-channel', kind: health.channel.kind, shared });
  }
  if (trail.use !== 'new' && trail.trail?.hasReads === false) notes.push({ code: 'no-reads', trail: trail.trail.name });
  if (trail.use === 'bucket' && pipelines.includes('events') && !trails.some(({ isLogging }) => isLogging))
    notes.push({ code: 'events-without-trail' });
  if (!pipelines.includes('events') && rules['findings']?.on !== false) notes.push({ code: 'findings-by-events' });
  if (pipelines.includes('events') && regions.notCovered !== undefined) notes.push({ code: 'regions-unknown' });
  if (filtersUnread !== undefined) notes.push({ code: 'filters-unread', why: [filtersUnread] });
  notes.push(...keyNotes(keys, identity, bucket));
  return notes;
}
