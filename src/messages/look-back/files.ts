/** Trouble with files of records, in each language. A reason ends a sentence that begins with the file's name. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

/** A place in a text, as the splitter names it. */
export type Place = `${'line' | 'record'} ${number}`;

/** Refusals of the operating system that have a sentence of their own. */
export const OPEN_ERRORS = ['ENOENT', 'EACCES', 'EPERM', 'ELOOP', 'ENOTDIR', 'ENAMETOOLONG'] as const;
type OpenError = (typeof OPEN_ERRORS)[number];

interface Trouble {
  readonly reason: string;
  readonly hint: string;
}

export interface FileWords {
  readonly stdin: string;
  /** `file`, and where in it. */
  readonly at: (file: string, place: Place) => string;
  /** The file's name and a reason, as one sentence. */
  readonly about: (file: string, reason: string) => string;
  /** The same in a list. */
  readonly item: (place: string, reason: string) => string;
  readonly several: (count: number, examples: string, reason: string) => string;
  readonly noFiles: (paths: string) => { readonly message: string; readonly hint: string };
  readonly stopped: string;
  /** `reason`: Node's. */
  readonly threadEnded: (reason: string) => string;
  readonly threadsAlone: { readonly message: string; readonly hint: string };
  readonly binary: Trouble;
  /** `path`: an address in S3. */
  readonly bucket: (path: string) => Trouble;
  /** An archive without a record. */
  readonly noRecordsInside: Trouble;
  readonly archiveDamaged: Trouble;
  readonly archiveCut: Trouble;
  /** A file in a zip archive, packed otherwise than by deflate. */
  readonly zipMethod: Trouble;
  readonly zipEncrypted: Trouble;
  /** `columns`: those that a CSV file lacks. */
  readonly csvLacks: (columns: string) => Trouble;
  readonly cut: (place: Place) => Trouble;
  readonly tooLong: (place: Place) => Trouble;
  readonly tooBig: (limit: string) => Trouble;
  readonly gzipCut: Trouble;
  readonly gzipDamaged: Trouble;
  /** All was unpacked, but it isn't what the checksum was made of. */
  readonly gzipChecksum: Trouble;
  /** Bytes behind the packed data. */
  readonly gzipTrailing: Trouble;
  /** A pipe, a device or a socket, which a program could wait for without end. */
  readonly notRegular: Trouble;
  /** JSON values of another kind beside records. */
  readonly others: (count: number, kind: string | undefined) => string;
  readonly notJson: string;
  readonly brokenJson: string;
  readonly isNotJson: string;
  readonly empty: string;
  readonly giveTrailFiles: string;
  readonly unopened: Readonly<Record<OpenError, Trouble>>;
  /** `code`: Node's. */
  readonly unopenedOtherwise: (code: string) => Trouble;
}

const denied = {
  reason: "can't be read: permission denied",
  hint: 'Check its permissions, or read it as another user.',
};
const fetchAgain = 'Fetch the file again.';

const en: FileWords = {
  stdin: 'standard input',
  at: (file, place) => `${file}, ${place}`,
  about: (file, reason) => `${file} ${reason}`,
  item: (place, reason) => `${place}: ${reason}`,
  several: (count, examples, reason) => `${count} files (${examples}): each ${reason}`,
  noFiles: (paths) => ({
    message: `${paths} holds no files`,
    hint: 'Name the folder that holds the trail’s files, or the files themselves.',
  }),
  stopped: 'reading was stopped here; the rest was not read',
  threadEnded: (reason) => `a thread ended (${reason}); its files were read all the same`,
  threadsAlone: { message: '--threads is for reading files', hint: 'Name files or folders.' },
  binary: { reason: 'is a binary file', hint: 'CloudTrail files are JSON, packed with gzip or not.' },
  bucket: (path) => ({
    reason: 'is an address in S3, which is not read from here',
    hint: `Fetch the files first: \`aws s3 cp --recursive ${path} ./trail\`, then \`login-watch replay ./trail\`.`,
  }),
  noRecordsInside: { reason: 'is an archive without CloudTrail records', hint: 'Pack the files of the trail.' },
  archiveDamaged: { reason: 'is damaged (its archive is not valid); the rest was not read', hint: fetchAgain },
  archiveCut: { reason: 'is cut short (its archive ends in the middle); the rest was not read', hint: fetchAgain },
  zipMethod: {
    reason: 'is packed by a method other than deflate, and was not read',
    hint: 'Unpack it first, and read the result.',
  },
  zipEncrypted: { reason: 'is encrypted, and was not read', hint: 'Unpack it first, and read the result.' },
  csvLacks: (columns) => ({
    reason: `is a CSV file without whole records: it lacks ${columns}`,
    hint: 'Download the events as JSON instead, or with a column that holds the whole record.',
  }),
  cut: (place) => ({ reason: `ends in the middle of ${place}`, hint: fetchAgain }),
  tooLong: (place) => ({
    reason: `holds a JSON value that is too long for a record at ${place}; the rest was not read`,
    hint: 'Use CloudTrail files as AWS wrote them.',
  }),
  tooBig: (limit) => ({
    reason: `unpacks to more than ${limit}; the rest was not read`,
    hint: 'If you trust it, unpack it yourself and read the result.',
  }),
  gzipCut: { reason: 'is cut short (its gzip data ends in the middle); the rest was not read', hint: fetchAgain },
  gzipDamaged: { reason: 'is damaged (its gzip data is not valid); the rest was not read', hint: fetchAgain },
  gzipChecksum: {
    reason: 'is damaged (its gzip checksum is wrong): records may be missing or changed',
    hint: fetchAgain,
  },
  gzipTrailing: {
    reason: 'has bytes behind its gzip data that are not gzip; they were not read',
    hint: fetchAgain,
  },
  notRegular: {
    reason: 'is a pipe, a device or a socket, not a file',
    hint: 'Name a file or a folder; `-` reads standard input.',
  },
  others: (count, kind) =>
    `also holds ${counted(count, 'JSON value')} that ${count === 1 ? "isn't a" : "aren't"} CloudTrail record${count === 1 ? '' : 's'}${kind === undefined ? '' : ` (it ${kind})`}`,
  notJson: 'not JSON',
  brokenJson: 'broken JSON',
  isNotJson: 'is not JSON',
  empty: 'is empty',
  giveTrailFiles:
    'Use CloudTrail files (.json, .json.gz), JSON lines, or the output of `aws cloudtrail lookup-events` or `aws logs filter-log-events`.',
  unopened: {
    ENOENT: { reason: 'does not exist', hint: 'Check the path; `-` reads standard input.' },
    EACCES: denied,
    EPERM: denied,
    ELOOP: {
      reason: 'is a link that leads back to itself',
      hint: 'Mend the link, or name the file that it should lead to.',
    },
    ENOTDIR: { reason: 'does not exist', hint: 'Check the path: a part of it is a file, not a folder.' },
    ENAMETOOLONG: { reason: 'is too long for a path', hint: 'Check the path.' },
  },
  unopenedOtherwise: (code) => ({ reason: `can't be read (${code})`, hint: 'Check the path.' }),
};

const jaPlace = (place: Place) => {
  const [unit, number] = place.split(' ');
  return unit === 'line' ? `${number}行目` : `${number}件目の記録`;
};
const jaDenied = {
  reason: '読み取り権限がありません',
  hint: '権限を確認するか、別のユーザーで読み込んでください。',
};
const jaFetchAgain = 'ファイルを取得し直してください。';

const ja: FileWords = {
  stdin: '標準入力',
  at: (file, place) => `${file} の${jaPlace(place)}`,
  about: (file, reason) => `${file}：${reason}`,
  item: (place, reason) => `${place}：${reason}`,
  several: (count, examples, reason) => `${count}個のファイル（${examples}）：${reason}`,
  noFiles: (paths) => ({
    message: `${paths} にファイルがありません`,
    hint: '証跡のファイルがあるフォルダーか、ファイルそのものを指定してください。',
  }),
  stopped: 'ここで読み込みを中断したため、以降は読み込んでいません',
  threadEnded: (reason) => `スレッドが1つ終了しました（${reason}）。担当していたファイルは、すべて読み込みました`,
  threadsAlone: {
    message: '--threads はファイルの読み込みにのみ使えます',
    hint: 'ファイルまたはフォルダーを指定してください。',
  },
  binary: { reason: 'バイナリファイルです', hint: 'CloudTrailのファイルはJSONです（gzip圧縮も可）。' },
  bucket: (path) => ({
    reason: 'S3のアドレスのため、直接は読み込めません',
    hint: `先にファイルを取得してください：\`aws s3 cp --recursive ${path} ./trail\` の後に \`login-watch replay ./trail\``,
  }),
  noRecordsInside: {
    reason: 'CloudTrailの記録を含まないアーカイブです',
    hint: '証跡のファイルをまとめたものを指定してください。',
  },
  archiveDamaged: {
    reason: '破損しているため（アーカイブが不正）、以降は読み込んでいません',
    hint: jaFetchAgain,
  },
  archiveCut: {
    reason: '途中で切れているため（アーカイブが不完全）、以降は読み込んでいません',
    hint: jaFetchAgain,
  },
  zipMethod: {
    reason: 'deflate以外の方式で圧縮されているため読み込んでいません',
    hint: '先に展開し、その結果を指定してください。',
  },
  zipEncrypted: {
    reason: '暗号化されているため読み込んでいません',
    hint: '先に展開し、その結果を指定してください。',
  },
  csvLacks: (columns) => ({
    reason: `記録の全体を含まないCSVファイルです（不足：${columns}）`,
    hint: 'イベントをJSONでダウンロードするか、記録全体の列を含めてください。',
  }),
  cut: (place) => ({ reason: `${jaPlace(place)}の途中で終わっています`, hint: jaFetchAgain }),
  tooLong: (place) => ({
    reason: `${jaPlace(place)}に記録としては長すぎるJSONの値があるため、以降は読み込んでいません`,
    hint: 'AWSが出力したままのCloudTrailファイルを指定してください。',
  }),
  tooBig: (limit) => ({
    reason: `展開すると ${limit} を超えるため、以降は読み込んでいません`,
    hint: '信頼できるファイルであれば、自分で展開したものを指定してください。',
  }),
  gzipCut: {
    reason: '途中で切れているため（gzipデータが不完全）、以降は読み込んでいません',
    hint: jaFetchAgain,
  },
  gzipDamaged: {
    reason: '破損しているため（gzipデータが不正）、以降は読み込んでいません',
    hint: jaFetchAgain,
  },
  gzipChecksum: {
    reason: '破損しています（gzipのチェックサムが一致しません）。記録の欠落や変化の可能性があります',
    hint: jaFetchAgain,
  },
  gzipTrailing: {
    reason: 'gzipデータの後ろにgzipではないバイトがあります（その部分は読み込んでいません）',
    hint: jaFetchAgain,
  },
  notRegular: {
    reason: 'ファイルではなく、パイプ、デバイスまたはソケットです',
    hint: 'ファイルかフォルダーを指定してください。`-` で標準入力を読み込みます。',
  },
  others: (count, kind) =>
    `CloudTrailの記録ではないJSONの値が${count}個含まれています${kind === undefined ? '' : `（${kind}）`}`,
  notJson: 'JSONではありません',
  brokenJson: 'JSONが壊れています',
  isNotJson: 'JSONではありません',
  empty: '空です',
  giveTrailFiles:
    'CloudTrailのファイル（.json、.json.gz）、JSON Lines、または `aws cloudtrail lookup-events` や `aws logs filter-log-events` の出力を指定してください。',
  unopened: {
    ENOENT: { reason: '存在しません', hint: 'パスを確認してください。`-` は標準入力を読み込みます。' },
    EACCES: jaDenied,
    EPERM: jaDenied,
    ELOOP: {
      reason: '自分自身に戻るリンクです',
      hint: 'リンクを直すか、リンク先のファイルを指定してください。',
    },
    ENOTDIR: {
      reason: '存在しません',
      hint: 'パスを確認してください。途中にフォルダーではなくファイルがあります。',
    },
    ENAMETOOLONG: { reason: 'パスが長すぎます', hint: 'パスを確認してください。' },
  },
  unopenedOtherwise: (code) => ({ reason: `読み込めません（${code}）`, hint: 'パスを確認してください。' }),
};

export const FILE_WORDS: WordTable<FileWords> = { en, ja };
