/** Why a trail can't feed the notifier, in each language. */
import type { Language } from '../core/rule.ts';

export interface TrailWords {
  readonly notLogging: string;
  readonly oneRegion: (region: string) => string;
  readonly noLogGroup: (pipelines: readonly string[]) => string;
  readonly logGroupOfAccount: (pipelines: readonly string[], account: string) => string;
  readonly logGroupInRegion: (pipelines: readonly string[], region: string) => string;
  readonly bucketOfAccount: (account: string) => string;
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
  noLogGroup: (pipelines) => `${needs(pipelines)} a log group, and it writes to none`,
  logGroupOfAccount: (pipelines, account) => `${needs(pipelines)} its log group, which is in account ${account}`,
  logGroupInRegion: (pipelines, region) => `${needs(pipelines)} its log group, which is in ${region}`,
  bucketOfAccount: (account) => `pipeline s3 needs its bucket, which belongs to account ${account}`,
  none: (region) => `there is no trail in ${region}, and without one AWS tells nobody`,
  noneFits: (pipelines) => `no trail can feed the pipelines ${pipelines.join(', ')} from here:`,
  between: '; ',
  makeOne: 'Let a trail be made: `trail: { use: new }` in login-watch.yaml.',
  mendThat: 'Mend that, choose other pipelines, or: ',
  missing: (name, region) => `there is no trail ${name} that records ${region}`,
  thereAre: (names) => (names === '' ? 'There is none at all. ' : `There are: ${names}. `),
};

const used = (pipelines: readonly string[]) => `パイプライン ${pipelines.join(' と ')} に必要なロググループ`;

const ja: TrailWords = {
  notLogging: '記録していない',
  oneRegion: (region) => `${region} しか記録せず、サインインは複数のリージョンに記録される`,
  noLogGroup: (pipelines) => `${used(pipelines)}に書き込んでいない`,
  logGroupOfAccount: (pipelines, account) => `${used(pipelines)}がアカウント ${account} にある`,
  logGroupInRegion: (pipelines, region) => `${used(pipelines)}が ${region} にある`,
  bucketOfAccount: (account) => `パイプライン s3 に必要なバケットがアカウント ${account} のもの`,
  none: (region) => `${region} に証跡がありません。証跡がなければAWSからは何も届きません`,
  noneFits: (pipelines) => `ここからパイプライン ${pipelines.join(', ')} に使える証跡がありません：`,
  between: '、',
  makeOne: 'login-watch.yaml に `trail: { use: new }` と書くと、新しい証跡を作ります。',
  mendThat: 'これを直すか、別のパイプラインを選んでください。',
  missing: (name, region) => `${region} を記録する証跡 ${name} がありません`,
  thereAre: (names) => (names === '' ? '証跡は1つもありません。' : `既にある証跡：${names}。`),
};

export const trailWordsIn = (language: Language): TrailWords => ({ en, ja })[language];
