/** The folders of a trail's bucket, and of them those that can hold events of a window. */
import { mapConcurrent } from '../../aws/map-concurrent.ts';
import { loadedAhead } from '../files/ahead.ts';
import type { S3Bucket } from './bucket.ts';

/** `AWSLogs/[o-…/]ACCOUNT/CloudTrail/REGION/`, with dated folders in it. */
export interface RegionFolder {
  readonly kind: 'region';
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
}
/** Any other place: each key beginning so. */
export interface PlainFolder {
  readonly kind: 'plain';
  readonly prefix: string;
}
/** A folder whose list AWS refused. */
export interface Refused {
  readonly kind: 'refused';
  readonly prefix: string;
  readonly error: unknown;
}
export type Folder = RegionFolder | PlainFolder | Refused;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
const LAYOUT =
  /^(?<root>(?:.*\/)?AWSLogs\/)(?<org>o-[a-z0-9]{10,32}\/)?(?:(?<account>\d{12})\/(?:CloudTrail\/(?:(?<region>[a-z0-9-]+)\/)?)?)?(?<rest>.*)$/s;
const ACCOUNT = /\/(\d{12})\/$/;
const ORGANIZATION = /\/o-[a-z0-9]{10,32}\/$/;
/** Also one that is newer than this program. */
const REGION = /^[a-z]{2,6}(?:-[a-z]+)+-\d{1,2}$/;
const AHEAD = 8;
/** Folders of a bucket in which trails with a prefix of their own are looked for. */
const MOST_ROOTS = 200;

interface Finding {
  readonly bucket: S3Bucket;
  readonly isWanted: (region: string) => boolean;
  /** Called for a region's folder that wasn't asked for. */
  readonly onLeftOut: (prefix: string) => void;
  /** The folder of an account that its regions' lie in. */
  readonly kept?: Kept;
}

/** Log files, or the digest files about them. */
export type Kept = 'CloudTrail' | 'CloudTrail-Digest';

/** Folders in S3's order. An error is thrown only for the first list: nothing can be read then. */
export async function* foldersIn(prefix: string, options: Finding): AsyncGenerator<Folder> {
  const begin = await asFolder(prefix, options.bucket);
  const { root, org = '', account, region, rest = '' } = LAYOUT.exec(begin)?.groups ?? {};
  if (root === undefined) yield* inUnknown(begin, options);
  else if (options.kept === 'CloudTrail-Digest' && account !== undefined && region !== undefined)
    yield { kind: 'region', prefix: `${root}${org}${account}/CloudTrail-Digest/${region}/`, account, region };
  else if (rest !== '') yield { kind: 'plain', prefix: begin };
  else if (account === undefined) yield* inAccounts(await foldersOf(begin, options.bucket), org === '', options);
  else if (region === undefined)
    yield* inRegions(`${root}${org}${account}/`, await regionsOf(`${root}${org}${account}/`, options), options);
  else yield { kind: 'region', prefix: begin, account, region };
}

/** `AWSLogs` without the slash is meant as the folder, if there is one. */
async function asFolder(prefix: string, bucket: S3Bucket): Promise<string> {
  if (prefix === '' || prefix.endsWith('/')) return prefix;
  const found = await foldersOf(prefix, bucket);
  return found.includes(`${prefix}/`) ? `${prefix}/` : prefix;
}

async function* inUnknown(prefix: string, options: Finding): AsyncGenerator<Folder> {
  const roots = await rootsIn(prefix, options.bucket);
  if (roots.length === 0) yield { kind: 'plain', prefix };
  for (const root of roots) yield* inAccounts(await foldersOf(root, options.bucket), true, options);
}

/** A trail may have a prefix, and a bucket several trails. */
async function rootsIn(prefix: string, bucket: S3Bucket): Promise<readonly string[]> {
  const folders = await foldersOf(prefix, bucket);
  const isRoot = (folder: string) => /(?:^|\/)AWSLogs\/$/.test(folder);
  const others = folders.filter((folder) => !isRoot(folder)).slice(0, MOST_ROOTS);
  const deeper = await mapConcurrent(others, AHEAD, (folder) => foldersOf(folder, bucket).catch(() => []));
  return [...folders, ...deeper.flat()].filter(isRoot).toSorted();
}

async function* inAccounts(folders: readonly string[], mayHaveOrgs: boolean, options: Finding): AsyncGenerator<Folder> {
  const accounts = folders.filter((folder) => ACCOUNT.test(folder));
  const load = (account: string) => regionsOf(account, options).catch((error: unknown) => ({ error }));
  for await (const { item, loaded } of loadedAhead(listed(accounts), load, AHEAD)) {
    if ('error' in loaded) yield { kind: 'refused', prefix: item, error: loaded.error };
    else yield* inRegions(item, loaded, options);
  }
  if (!mayHaveOrgs) return;
  for (const org of folders.filter((folder) => ORGANIZATION.test(folder))) {
    yield* inAccounts(await foldersOf(org, options.bucket), false, options);
  }
}

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const regionsOf = (account: string, { bucket, kept = 'CloudTrail' }: Finding) =>
  foldersOf(`${account}${kept}/`, bucket);

function* inRegions(place: string, folders: readonly string[], { isWanted, onLeftOut }: Finding): Generator<Folder> {
  const [, account = ''] = ACCOUNT.exec(place) ?? [];
  for (const prefix of folders) {
    const region = prefix.slice(0, -1).split('/').at(-1) ?? '';
    if (!REGION.test(region)) continue;
    if (isWanted(region)) yield { kind: 'region', prefix, account, region };
    else onLeftOut(prefix);
  }
}

/** The folders right below, of all pages. */
async function foldersOf(prefix: string, bucket: S3Bucket): Promise<readonly string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = await bucket.list({ prefix, delimiter: '/', token });
    found.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []));
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return found;
}
