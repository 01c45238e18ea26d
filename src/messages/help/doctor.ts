/** Help of `login-watch doctor`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type DoctorHelp = HelpWords<{
  options: 'for';
  examples: 'all' | 'replay' | 'json';
  exit: 'done' | 'found' | 'refused';
}>;

const en: DoctorHelp = {
  description:
    'Checks the requirements of login-watch: Node.js, credentials, clock, network, permissions, settings and their secrets. For each problem it says how to fix it.\nNothing is changed, and no secret is shown.',
  options: { for: 'check the permissions of these commands only, joined by commas (default: all)' },
  examples: {
    all: 'Check everything',
    replay: 'Only the permissions that replay needs',
    json: 'With another profile, as JSON',
  },
  exit: { done: 'nothing failed', found: 'something failed', refused: 'the run was interrupted' },
};

const ja: DoctorHelp = {
  description:
    'login-watchに必要な環境（Node.js、認証情報、時計、ネットワーク、権限、設定とそのシークレット）を確認し、問題があれば直し方を示します。\n何も変更せず、シークレットも表示しません。',
  options: { for: '権限を確認するコマンド（カンマ区切り、既定：すべて）' },
  examples: {
    all: 'すべて確認',
    replay: 'replay に必要な権限だけを確認',
    json: '別のプロファイルで、JSONとして出力',
  },
  exit: { done: '失敗なし', found: '失敗あり', refused: '途中で中断' },
};

export const DOCTOR_HELP: WordTable<DoctorHelp> = { en, ja };
