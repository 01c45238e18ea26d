/** What is said beside the changes: what of other people's is added to, and what is good to know before saying yes. */
import type { Settings } from '../../core/settings.ts';
import type { Survey } from './survey.ts';

export function mergesOf({ bucket }: Survey): readonly string[] {
  if (bucket === undefined || bucket.tellsEventBridge) return [];
  return [`bucket ${bucket.name} will tell EventBridge of its objects too; what else listens to it stays as it is`];
}

export function notesOf({ channels, pipelines, rules }: Settings, { trail, regions }: Survey): readonly string[] {
  const notes: string[] = [];
  if (channels.length === 0)
    notes.push('no channel is set up: findings are kept in the login table’s history, and nobody is told');
  if (!channels.some(({ kind }) => kind === 'email'))
    notes.push('no e-mail channel is set up, so nobody is told if the notifier itself is unwell');
  if (trail.use === 'existing' && trail.trail.hasReads === false)
    notes.push(
      `trail ${trail.trail.name} has no read events: sign-ins by \`aws login\` and role sessions are not in it`,
    );
  if (!pipelines.includes('events') && rules['findings']?.on !== false)
    notes.push('GuardDuty findings and AWS’s sign-in anomalies come by pipeline events only');
  if (pipelines.includes('events') && regions.notCovered !== undefined)
    notes.push(
      'AWS did not tell which regions are enabled (account:ListRegions), so only those that every account has get a forwarder',
    );
  return notes;
}
