/** Files of a trail in another account: which bucket has them, and who owns it. */
import { type Pipeline, type Settings, type TrailBucket, trailBucketOf } from '../../../core/settings.ts';
import { wordsFrom } from '../../../core/words.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import type { Asker, Choice } from '../../shared/asking/asker.ts';
import type { InitContext } from '../state/context.ts';
import type { Facts } from '../state/state.ts';

const S3 = 's3://';

/** `s3://acme-org-trail`, as an answer and as the flag's value. Undefined for the name of a trail. */
export const bucketIn = (answer: string): string | undefined =>
  answer.startsWith(S3) ? answer.slice(S3.length).replace(/\/+$/, '') : undefined;

/** The answer that keeps the bucket of the settings; undefined if they name none. */
export function keptBucket(settings: Settings): string | undefined {
  const from = trailBucketOf(settings);
  return from === undefined ? undefined : `${S3}${from.bucket}`;
}

/** The bucket of the settings, and those of trails that other accounts own. */
export function bucketChoices(
  { trails, who }: Facts,
  settings: Settings,
  { files, filesWhy }: InitContext['words'],
): readonly Choice[] {
  const kept = trailBucketOf(settings)?.bucket;
  const foreign = trails.filter(({ owner, isLogging }) => owner !== who.account && isLogging);
  const buckets = new Set([...(kept === undefined ? [] : [kept]), ...foreign.map(({ bucket }) => bucket)]);
  return [...buckets]
    .filter((bucket) => bucket !== '')
    .map((bucket) => ({
      value: `${S3}${bucket}`,
      name: files(bucket, foreign.find((trail) => trail.bucket === bucket)?.name),
      description: filesWhy,
    }));
}

/** Asks for the owner, whom AWS doesn't name. The bucket of the settings keeps its topic and its key. */
export async function askOwner(
  bucket: string,
  settings: Settings,
  asker: Asker,
  words: InitContext['words'],
): Promise<Settings['trail']> {
  const kept = trailBucketOf(settings);
  const before: TrailBucket | undefined = kept?.bucket === bucket ? kept : undefined;
  const account = await asker.input({
    message: words.bucketOwner(bucket),
    flag: 'trail-account',
    ...(before === undefined || before.account === '' ? {} : { default: before.account }),
    check: (text) => (/^\d{12}$/.test(text) ? undefined : wordsFrom(INIT_WORDS, ({ noAccount }) => noAccount)),
  });
  return { ...before, use: 'existing', bucket, account };
}

/** These bring records from a bucket elsewhere: its log group is its owner's. */
export const canRead = (pipelines: readonly Pipeline[]): boolean =>
  pipelines.includes('s3') && !pipelines.includes('logs') && !pipelines.includes('alarms');

/** Pipelines for a bucket elsewhere, as near to these as can be. */
export const forBucket = (pipelines: readonly Pipeline[]): readonly Pipeline[] =>
  canRead(pipelines) ? pipelines : pipelines.includes('events') ? ['events', 's3'] : ['s3'];
