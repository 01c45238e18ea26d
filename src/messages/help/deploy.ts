/** Help of `login-watch deploy`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type DeployHelp = HelpWords<{
  options: 'plan' | 'protect' | 'unprotect';
  examples: 'plan' | 'deploy' | 'pipeline' | 'policy';
}>;

const en: DeployHelp = {
  description:
    'Deploys the notifier of login-watch.yaml to your account, or updates it. It shows every change first, asks once, and shows the progress.',
  options: {
    plan: 'show the changes and stop; exit with status 1 if there are any',
    protect: 'turn on termination protection of every stack: nobody can delete them until it is off again',
    unprotect: 'turn it off again, before `destroy`',
  },
  examples: {
    plan: 'Show the changes',
    deploy: 'Deploy them',
    pipeline: 'From a CI pipeline',
    policy: 'The permissions that the deploying identity needs',
  },
};

const ja: DeployHelp = {
  description:
    'login-watch.yaml の通知機能をAWSアカウントにデプロイ、または更新します。最初に変更をすべて表示し、1回だけ確認してから、進行状況を表示します。',
  options: {
    plan: '変更内容を表示して終了（変更があれば終了ステータス1）',
    protect: '全スタックの削除保護を有効にする（無効にするまで誰も削除できない）',
    unprotect: '削除保護を無効に戻す（`destroy` の前に）',
  },
  examples: {
    plan: '変更内容を表示',
    deploy: 'デプロイ',
    pipeline: 'CIパイプラインから実行',
    policy: 'デプロイに必要な権限を表示',
  },
};

export const DEPLOY_HELP: WordTable<DeployHelp> = { en, ja };
