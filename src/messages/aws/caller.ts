/** AWS's answers about the caller and the account's regions, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface CallerWords {
  readonly noAnswer: { readonly message: string; readonly hint: string };
  /** `refusal`: AWS's, as a sentence. */
  readonly regionsUnknown: (refusal: string) => string;
  /** Neither the command line, nor the environment, nor the profile names a region. */
  readonly assumedRegion: (region: string) => string;
}

const en: CallerWords = {
  noAnswer: {
    message: 'The answer to sts:GetCallerIdentity names no caller.',
    hint: 'Check AWS_ENDPOINT_URL: AWS itself always names the caller.',
  },
  assumedRegion: (region) =>
    `No region is configured, so ${region} is used. Name another with --region, AWS_REGION or the profile’s \`region\`.`,
  regionsUnknown: (refusal) =>
    `${refusal}, so regions that are not enabled by default were not looked at; name them with --regions`,
};

const ja: CallerWords = {
  noAnswer: {
    message: 'sts:GetCallerIdentity の応答に呼び出し元が含まれていません。',
    hint: 'AWS_ENDPOINT_URL を確認してください。AWS自身の応答には必ず呼び出し元が含まれます。',
  },
  assumedRegion: (region) =>
    `リージョンが設定されていないため、${region} を使います。別のリージョンは --region、AWS_REGION、プロファイルの \`region\` のいずれかで指定してください。`,
  regionsUnknown: (refusal) =>
    `${refusal}。そのため、既定で有効ではないリージョンは確認していません。--regions で指定してください`,
};

export const CALLER_WORDS: WordTable<CallerWords> = { en, ja };
