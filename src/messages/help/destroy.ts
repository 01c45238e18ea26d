/** Help of `login-watch destroy`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type DestroyHelp = HelpWords<{
  options: 'all' | 'yes' | 'confirm' | 'regions';
  examples: 'ask' | 'script' | 'all' | 'allScript';
}>;

const en: DestroyHelp = {
  description:
    'Removes the deployment: forwarders, alarms, the notifier and its code. It first lists what is removed and what is kept.\nStored sign-ins, a trail that login-watch created and its records are kept unless --all is given; secrets are always kept.',
  options: {
    all: 'also remove the trail, its bucket and log group, and the table of sign-ins; asks for the name',
    yes: "don't ask for confirmation; with --all the name is still required",
    confirm: 'with --all: `name` of the settings, if it can’t be typed',
    regions: 'regions to search for forwarders (default: every enabled region)',
  },
  examples: {
    ask: 'See what would be removed, and decide',
    script: 'In a script',
    all: 'Everything, records included',
    allScript: 'The same in a script',
  },
};

const ja: DestroyHelp = {
  description:
    'デプロイしたもの（フォワーダー、アラーム、通知機能とそのコード）を削除します。最初に、削除するものと残すものを表示します。\nサインイン履歴、login-watchが作成した証跡とその記録は、--all を付けない限り残します。シークレットは常に残します。',
  options: {
    all: '証跡とそのバケットとロググループ、サインインのテーブルも削除（名前の入力が必要）',
    yes: '確認せずに実行（--all では名前の指定が必要）',
    confirm: '--all の場合：設定の `name`（入力できない環境向け）',
    regions: 'フォワーダーを探すリージョン（既定：有効な全リージョン）',
  },
  examples: {
    ask: '削除対象を見て判断',
    script: 'スクリプトから実行',
    all: '記録も含めてすべて削除',
    allScript: '同じことをスクリプトから実行',
  },
};

export const DESTROY_HELP: WordTable<DestroyHelp> = { en, ja };
