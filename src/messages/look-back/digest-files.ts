/** Results of `--verify`, in each language. Each reason stands behind the address of a file or a folder. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

export interface DigestWords {
  readonly changed: string;
  readonly missing: string;
  readonly unsigned: string;
  /** No digest file about the window lies in the folder. */
  readonly none: string;
  readonly notDigest: string;
  readonly elsewhere: string;
  readonly unknownKey: string;
  readonly badSignature: string;
  readonly deleted: string;
  readonly replaced: string;
  readonly gap: (from: string, to: string) => string;
  readonly notTrail: string;
  /** The next step for all of them. */
  readonly next: string;
  /** The line of the summary. */
  readonly summary: (digestFiles: number, counts: Readonly<Record<string, number>>) => string;
  readonly verifyAlone: { readonly message: string; readonly hint: string };
  readonly notBoth: { readonly message: string; readonly hint: string };
}

const en: DigestWords = {
  changed: 'was changed after CloudTrail delivered it',
  missing: 'was deleted: a digest file names it',
  unsigned: 'is named by no digest file that AWS signed',
  none: 'holds no digest files for this period: validation of log files is off, or they were deleted',
  notDigest: 'is not a signed digest file',
  elsewhere: 'is a digest file that CloudTrail wrote to another place',
  unknownKey: 'is signed with a key that AWS does not list',
  badSignature: 'has a signature that does not fit: it was changed',
  deleted: 'was deleted: the next digest file names it',
  replaced: 'is not the digest file that the next one names',
  gap: (from, to) => `no digest file covers ${from} to ${to}: log files of that time cannot be checked`,
  notTrail: 'does not lie where a trail writes it, so that no digest file is about it',
  next: 'Look for who deleted or changed objects in the bucket, and take its findings as incomplete until then.',
  summary: (digestFiles, { unchanged = 0, ...rest }) => {
    const others = Object.entries(rest).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${NAMES.en[name]}`]));
    return `verified by ${counted(digestFiles, 'digest file')}: ${[`${unchanged} of the log files unchanged`, ...others].join(', ')}`;
  },
  verifyAlone: { message: '--verify needs --s3', hint: 'Add --s3 s3://BUCKET/PREFIX.' },
  notBoth: {
    message: '--verify and --resume cannot be used together',
    hint: 'Run without --resume: each log file is read for its hash.',
  },
};

const NAMES: Readonly<Record<'en' | 'ja', Readonly<Record<string, string>>>> = {
  en: {
    changed: 'changed',
    missing: 'deleted',
    unsigned: 'in no signed digest file',
    pending: 'too new for a digest file',
    unchecked: 'not checked',
  },
  ja: {
    changed: '変更あり',
    missing: '削除',
    unsigned: '署名付きダイジェストファイルに記載なし',
    pending: '新しすぎてダイジェストファイルが未作成',
    unchecked: '未検証',
  },
};

const ja: DigestWords = {
  changed: 'CloudTrailの配信後に変更されています',
  missing: '削除されています（ダイジェストファイルには記載があります）',
  unsigned: 'AWSが署名したダイジェストファイルに記載がありません',
  none: 'この期間のダイジェストファイルがありません。ログファイルの検証が無効か、削除されています',
  notDigest: '署名付きのダイジェストファイルではありません',
  elsewhere: 'CloudTrailが別の場所に書き込んだダイジェストファイルです',
  unknownKey: 'AWSの公開鍵一覧にない鍵で署名されています',
  badSignature: '署名が一致しません。変更されています',
  deleted: '削除されています（次のダイジェストファイルに記載があります）',
  replaced: '次のダイジェストファイルが指すものと一致しません',
  gap: (from, to) =>
    `${from} から ${to} までを対象とするダイジェストファイルがないため、その間のログファイルは検証できません`,
  notTrail: '証跡の書き込み先にないため、対応するダイジェストファイルがありません',
  next: 'バケットのオブジェクトを削除または変更した操作を調べ、それまでは検出結果が不完全である可能性を考慮してください。',
  summary: (digestFiles, { unchanged = 0, ...rest }) => {
    const others = Object.entries(rest).flatMap(([name, count]) =>
      count === 0 ? [] : [`${NAMES.ja[name]} ${count}個`],
    );
    return `ダイジェストファイル${digestFiles}個で検証：${[`変更のないログファイル ${unchanged}個`, ...others].join('、')}`;
  },
  verifyAlone: { message: '--verify には --s3 が必要です', hint: '--s3 s3://BUCKET/PREFIX を付けてください。' },
  notBoth: {
    message: '--verify と --resume は同時に使用できません',
    hint: '--resume を外して実行してください。ハッシュを計算するため、すべてのログファイルを読み込みます。',
  },
};

export const DIGEST_WORDS: WordTable<DigestWords> = { en, ja };
