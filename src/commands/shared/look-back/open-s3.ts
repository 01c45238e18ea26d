/** A trail's bucket as a source, and a line that says how far it is. */
import type { Aws } from '../../../aws/clients.ts';
import type { Rule } from '../../../core/rule.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { S3_WORDS } from '../../../messages/look-back/s3.ts';
import { preselect } from '../../../selection/preselection.ts';
import type { Wanted } from '../../../sources/collect.ts';
import { parseS3 } from '../../../sources/s3/address.ts';
import { S3Bucket } from '../../../sources/s3/bucket.ts';
import { Verifier } from '../../../sources/s3/digests/verifier.ts';
import type { Span } from '../../../sources/s3/objects.ts';
import { explainS3, s3Archive } from '../../../sources/s3/s3-archive.ts';
import type { Progress } from '../../../sources/s3/state.ts';
import { startReading } from '../progress.ts';
import type { Opened, TrailOptions } from './open-trail.ts';
import { publicKeys } from './public-keys.ts';

export interface S3Place {
  /** `s3://BUCKET/PREFIX` */
  readonly address: string;
  /** The state file. */
  readonly resume: string | undefined;
  readonly isPayer: boolean;
  /** The log files are held against CloudTrail's digest files. */
  readonly isVerified: boolean;
  readonly progress?: Progress | undefined;
}

interface Looked {
  /** Undefined where each record is to be parsed. */
  readonly rules: readonly Rule[] | undefined;
  readonly outside: NonNullable<Wanted['outside']>;
}

export async function openS3(
  aws: Aws,
  { address: text, isPayer, isVerified, progress }: S3Place,
  { regions, language }: TrailOptions,
  host: Host,
  span: Span,
  { rules, outside }: Looked,
): Promise<Opened> {
  const address = parseS3(text);
  if (address === undefined) {
    const { message, hint } = refusalFrom(S3_WORDS, ({ notAddress }) => notAddress(text));
    throw new UserError(message, { hint });
  }
  const preselection = rules === undefined ? undefined : preselect(rules);
  const clock = { now: host.now, sleep: host.sleep };
  const client = await aws.s3Reader();
  const { meter, stop } = startReading(host, language, S3_WORDS[language ?? 'en'].reading);
  const bucket = new S3Bucket({ client, bucket: address.bucket, isPayer, clock, signal: host.signal });
  const isWanted = (region: string) => regions === undefined || regions.includes(region);
  const verifier = isVerified
    ? new Verifier({
        ...{ address, bucket, span, isWanted, now: host.now() },
        keysOf: (region) => publicKeys(aws, region, span, host),
        explain: (error, action) => explainS3(error, action, { bucket, isPayer }),
      })
    : undefined;
  const source = s3Archive({
    ...{ address, bucket, span, isWanted, verifier },
    selection: preselection === undefined ? undefined : { ...preselection, outside },
    meter,
    progress,
    isPayer,
  });
  return {
    source,
    finish: stop,
    notes: [],
    ...(verifier === undefined ? {} : { verification: verifier.verification }),
  };
}
