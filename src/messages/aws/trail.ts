/** Why a trail can't feed the notifier, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface TrailWords {
  readonly notLogging: string;
  readonly oneRegion: (region: string) => string;
  readonly noLogGroup: (pipelines: readonly string[]) => string;
  readonly logGroupOfAccount: (pipelines: readonly string[], account: string) => string;
  readonly logGroupInRegion: (pipelines: readonly string[], region: string) => string;
  /** `owner`: of the trail. */
  readonly bucketOfAccount: (owner: string, bucket: string) => string;
  readonly none: (region: string) => string;
  readonly noneFits: (pipelines: readonly string[]) => string;
  readonly between: string;
  readonly makeOne: string;
  readonly mendThat: string;
  readonly missing: (name: string, region: string) => string;
  readonly thereAre: (names: string) => string;
}

const needs = (pipelines: readonly string[]) => `pipeline ${pipelines.join(' and ')} needs`;

const en: TrailWords = {
  notLogging: 'it is not logging',
  oneRegion: (region) => `it records ${region} only, and sign-ins land in several regions`,
  noLogGroup: (pipelines) => `${needs(pipelines)} a log group, and it doesn’t write to one`,
  logGroupOfAccount: (pipelines, account) => `${needs(pipelines)} its log group, which is in account ${account}`,
  logGroupInRegion: (pipelines, region) => `${needs(pipelines)} its log group, which is in ${region}`,
  bucketOfAccount: (owner, bucket) =>
    `it is a trail of account ${owner}, so pipeline s3 needs \`bucket: ${bucket}\` and \`account:\` (the bucket’s owner) under \`trail\` in place of a name`,
  none: (region) => `No CloudTrail trail covers ${region}, so no events would be delivered`,
  noneFits: (pipelines) => `No trail can feed the pipelines ${pipelines.join(', ')} from here:`,
  between: '; ',
  makeOne: 'Run `login-watch init`, or set `trail: { use: new }` in login-watch.yaml to create one.',
  mendThat: 'Fix the trail or choose other pipelines. ',
  missing: (name, region) => `No trail named ${name} records ${region}`,
  thereAre: (names) => (names === '' ? 'There are no trails. ' : `Existing trails: ${names}. `),
};

const used = (pipelines: readonly string[]) => `パイプライン ${pipelines.join(' と ')} に必要なロググループ`;

const ja: TrailWords = {
  notLogging: '記録していない',
  oneRegion: (region) => `${region} しか記録せず、サインインは複数のリージョンに記録される`,
  noLogGroup: (pipelines) => `${used(pipelines)}に書き込んでいない`,
  logGroupOfAccount: (pipelines, account) => `${used(pipelines)}がアカウント ${account} にある`,
  logGroupInRegion: (pipelines, region) => `${used(pipelines)}が ${region} にある`,
  bucketOfAccount: (owner, bucket) =>
    `アカウント ${owner} の証跡のため、パイプライン s3 には名前の代わりに \`trail\` の \`bucket: ${bucket}\` と \`account:\`（バケットの所有者）が必要`,
  none: (region) => `${region} を記録する証跡がないため、イベントが届きません`,
  noneFits: (pipelines) => `ここからパイプライン ${pipelines.join('、')} に使える証跡がありません：`,
  between: '、',
  makeOne:
    '`login-watch init` を実行するか、login-watch.yaml に `trail: { use: new }` と書くと、新しい証跡を作成します。',
  mendThat: 'これを直すか、別のパイプラインを選んでください。',
  missing: (name, region) => `${region} を記録する証跡 ${name} がありません`,
  thereAre: (names) => (names === '' ? '証跡は1つもありません。' : `既にある証跡：${names}。`),
};

export const TRAIL_WORDS: WordTable<TrailWords> = { en, ja };
