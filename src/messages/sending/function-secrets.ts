/** Refusals of channels' secrets in the function, in each language; the function holds no other words about secrets. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface FunctionSecretWords {
  readonly notThere: (source: string) => Refusal;
  /** `code`: AWS's, e.g. `AccessDeniedException`. */
  readonly unreadable: (parameter: string, code: string) => Refusal;
  readonly empty: (parameter: string) => Refusal;
}

const en: FunctionSecretWords = {
  notThere: (source) => ({
    message: `The function can't read ${source}: only the command line can`,
    hint: 'Store the secret with `login-watch secret set`.',
  }),
  unreadable: (parameter, code) => ({
    message: `Cannot read the parameter ${parameter} (${code})`,
    hint: 'Check that it exists and that the function may call ssm:GetParameter on it. `login-watch secret set` stores it.',
  }),
  empty: (parameter) => ({
    message: `The parameter ${parameter} is empty`,
    hint: 'Store the secret with `login-watch secret set`.',
  }),
};

const ja: FunctionSecretWords = {
  notThere: (source) => ({
    message: `関数からは ${source} を読み取れません（コマンドラインでのみ使えます）`,
    hint: '`login-watch secret set` でシークレットを保存してください。',
  }),
  unreadable: (parameter, code) => ({
    message: `パラメータ ${parameter} を読み取れません（${code}）`,
    hint: 'パラメータがあり、関数に ssm:GetParameter の権限があることを確認してください。保存は `login-watch secret set` で行えます。',
  }),
  empty: (parameter) => ({
    message: `パラメータ ${parameter} が空です`,
    hint: '`login-watch secret set` でシークレットを保存してください。',
  }),
};

export const FUNCTION_SECRET_WORDS: WordTable<FunctionSecretWords> = { en, ja };
