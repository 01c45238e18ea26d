/** The places that commands read: files, or one address in S3. */
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import { ATHENA_WORDS } from '../../../messages/look-back/athena.ts';
import { DIGEST_WORDS } from '../../../messages/look-back/digest-files.ts';
import { FILE_WORDS } from '../../../messages/look-back/files.ts';
import { S3_WORDS, type S3Words } from '../../../messages/look-back/s3.ts';
import { isS3, parseS3 } from '../../../sources/s3/address.ts';
import { athenaOf } from './athena-flags.ts';
import type { GatherOptions } from './gather.ts';

interface Flags {
  readonly s3?: string | undefined;
  readonly resume?: string | undefined;
  readonly requesterPays?: true | undefined;
  readonly verify?: true | undefined;
  readonly threads?: number | undefined;
  readonly athena?: true | undefined;
  readonly table?: string | undefined;
  readonly workgroup?: string | undefined;
  readonly maxScan?: string | undefined;
  readonly yes?: boolean | undefined;
}

/** An address among the files is `--s3` too. */
export function placesOf(
  paths: readonly string[],
  { s3, resume, requesterPays, verify, threads, ...flags }: Flags,
): Pick<GatherOptions, 'files' | 's3' | 'athena' | 'threads'> {
  const files = paths.filter((path) => !isS3(path));
  const addresses = [...paths.filter(isS3), ...(s3 === undefined ? [] : [s3])];
  const [address, another] = addresses;
  if (threads !== undefined && files.length === 0)
    throw refusalOf(refusalFrom(FILE_WORDS, ({ threadsAlone }) => threadsAlone));
  const athena = athenaOf(flags);
  if (athena !== undefined && paths.length + addresses.length > 0)
    throw refusalOf(refusalFrom(ATHENA_WORDS, ({ notBoth }) => notBoth));
  if (address === undefined) {
    if (resume !== undefined || requesterPays === true) throw refusal(({ resumeAlone }) => resumeAlone);
    if (verify === true) throw refusalOf(refusalFrom(DIGEST_WORDS, ({ verifyAlone }) => verifyAlone));
    return { files, threads, ...(athena === undefined ? {} : { athena }) };
  }
  if (another !== undefined) throw refusal(({ several }) => several);
  if (files.length > 0) throw refusal(({ mixed }) => mixed);
  if (parseS3(address) === undefined) throw refusal(({ notAddress }) => notAddress(address));
  if (verify === true && resume !== undefined) throw refusalOf(refusalFrom(DIGEST_WORDS, ({ notBoth }) => notBoth));
  return { files, s3: { address, resume, isPayer: requesterPays === true, isVerified: verify === true } };
}

function refusal(pick: (words: S3Words) => { readonly message: string; readonly hint: string }): UserError {
  return refusalOf(refusalFrom(S3_WORDS, pick));
}

const refusalOf = ({ message, hint }: ReturnType<typeof refusalFrom>) => new UserError(message, { hint });
