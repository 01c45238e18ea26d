/** Reading a trail's bucket, in each language. Reasons stand behind an object's or a folder's address. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface S3Words {
  /** While the bucket is read. */
  readonly reading: string;
  readonly notAddress: (text: string) => Refusal;
  readonly noBucket: (bucket: string) => Refusal;
  /** `--s3`, or an address among files, beside local files. */
  readonly mixed: Refusal;
  readonly several: Refusal;
  /** No object of the window lies there. */
  readonly nothing: (address: string, from: string, to: string) => string;
  readonly check: string;
  /** Several objects of one trouble. */
  readonly objects: (count: number, examples: string, reason: string) => string;
  readonly vanished: string;
  readonly cut: string;
  readonly slow: string;
  readonly frozen: (storage: string) => string;
  readonly again: string;
  readonly restore: string;
  readonly payer: string;
  readonly folder: (address: string, reason: string) => string;
  /** Folders that `--regions` leaves out. */
  readonly regionsLeftOut: (count: number) => string;
  readonly resumed: (objects: number, from: string, to: string) => string;
  readonly otherQuery: (file: string) => Refusal;
  readonly badState: (file: string) => Refusal;
  /** `code`: Node's, e.g. `ENOSPC`. */
  readonly stateFails: (file: string, code: string) => Refusal;
  readonly resumeAlone: Refusal;
  /** With `--verbose`. */
  readonly requests: (lists: number, objects: number) => string;
}

const en: S3Words = {
  reading: 'Reading the bucket',
  notAddress: (text) => ({
    message: `${text} is not an address in S3`,
    hint: 'Write s3://BUCKET/PREFIX, such as s3://my-trail-bucket/AWSLogs.',
  }),
  noBucket: (bucket) => ({
    message: `There is no bucket ${bucket}`,
    hint: 'Check its name: `aws cloudtrail describe-trails` shows the bucket of each trail.',
  }),
  mixed: {
    message: 'Files and addresses in S3 cannot be read in one run',
    hint: 'Name only files, or only one address.',
  },
  several: {
    message: 'Only one address in S3 can be read in one run',
    hint: 'Name a folder that holds both, or run twice.',
  },
  nothing: (address, from, to) => `${address}: no log files for ${from} to ${to} lie there`,
  check: 'Check the bucket, the prefix and the period.',
  objects: (count, examples, reason) => `${counted(count, 'object')} (${examples}): ${reason}`,
  vanished: 'was deleted while the bucket was read',
  cut: 'the connection broke before its end, each time',
  slow: 'took longer than two minutes, each time',
  frozen: (storage) => `is archived (${storage}) and can't be read as it is`,
  again: 'Run it again.',
  restore: 'Restore the objects first: `aws s3api restore-object`.',
  payer: 'If the bucket bills its readers, add --requester-pays.',
  folder: (address, reason) => `${address}: ${reason}`,
  regionsLeftOut: (count) => `folders of ${counted(count, 'region')} left out by --regions`,
  resumed: (objects, from, to) =>
    `Resuming: ${counted(objects, 'object')} done before; the period is ${from} to ${to}.`,
  otherQuery: (file) => ({
    message: `${file} belongs to another run: the address, rules or regions differ`,
    hint: 'Use the same flags, name another file, or delete it to begin anew.',
  }),
  badState: (file) => ({
    message: `${file} is not a state file of --resume`,
    hint: 'Name another file; this one is left as it is.',
  }),
  stateFails: (file, code) => ({
    message: `The state file ${file} cannot be used (${code})`,
    hint: 'Name a file that you may write, on a disk that has space.',
  }),
  resumeAlone: { message: '--resume and --requester-pays need --s3', hint: 'Add --s3 s3://BUCKET/PREFIX.' },
  requests: (lists, objects) => `S3: ${counted(lists, 'list request')}, ${counted(objects, 'object')}`,
};

const ja: S3Words = {
  reading: 'バケットを読み込んでいます',
  notAddress: (text) => ({
    message: `${text} はS3のアドレスではありません`,
    hint: 's3://my-trail-bucket/AWSLogs のように s3://BUCKET/PREFIX の形で指定してください。',
  }),
  noBucket: (bucket) => ({
    message: `バケット ${bucket} はありません`,
    hint: '名前を確認してください。各証跡のバケットは `aws cloudtrail describe-trails` で表示できます。',
  }),
  mixed: {
    message: 'ファイルとS3のアドレスを同時に読み込むことはできません',
    hint: 'ファイルだけ、またはアドレス1つだけを指定してください。',
  },
  several: {
    message: '一度に読み込めるS3のアドレスは1つです',
    hint: '両方を含むフォルダーを指定するか、2回に分けて実行してください。',
  },
  nothing: (address, from, to) => `${address}：${from} から ${to} までのログファイルがありません`,
  check: 'バケット、プレフィックス、対象期間を確認してください。',
  objects: (count, examples, reason) => `${count}個のオブジェクト（${examples}）：${reason}`,
  vanished: '読み込み中に削除されました',
  cut: '何度試しても途中で接続が切れました',
  slow: '何度試しても2分以内に読み込めませんでした',
  frozen: (storage) => `アーカイブ済み（${storage}）のため、そのままでは読み込めません`,
  again: 'もう一度実行してください。',
  restore: '先にオブジェクトを復元してください：`aws s3api restore-object`',
  payer: '料金を読み手に請求するバケットの場合は --requester-pays を付けてください。',
  folder: (address, reason) => `${address}：${reason}`,
  regionsLeftOut: (count) => `--regions により${count}個のリージョンのフォルダーを除外`,
  resumed: (objects, from, to) =>
    `再開します：${objects}個のオブジェクトは読み込み済み、対象期間は ${from} から ${to} まで`,
  otherQuery: (file) => ({
    message: `${file} は別の実行のものです（アドレス、ルール、リージョンのいずれかが異なります）`,
    hint: '同じオプションを指定するか、別のファイルを指定するか、削除して最初から実行してください。',
  }),
  badState: (file) => ({
    message: `${file} は --resume の状態ファイルではありません`,
    hint: '別のファイルを指定してください。このファイルはそのまま残します。',
  }),
  stateFails: (file, code) => ({
    message: `状態ファイル ${file} を使用できません（${code}）`,
    hint: '書き込み可能で、空き容量のある場所のファイルを指定してください。',
  }),
  resumeAlone: {
    message: '--resume と --requester-pays には --s3 が必要です',
    hint: '--s3 s3://BUCKET/PREFIX を付けてください。',
  },
  requests: (lists, objects) => `S3：一覧のリクエスト ${lists}回、オブジェクト ${objects}個`,
};

export const S3_WORDS: WordTable<S3Words> = { en, ja };
