/** Help of `login-watch status`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type StatusHelp = HelpWords<{
  options: 'drift';
  examples: 'check' | 'drift' | 'json';
  exit: 'done' | 'found' | 'refused';
}>;

const en: StatusHelp = {
  description:
    'Checks that the notifier is healthy and that alerts reach someone: stacks, trail, pipelines, queues, e-mail subscriptions and the function. For each problem it says how to fix it.\nNothing is changed.',
  options: { drift: 'also check for manual changes to the deployed resources (takes minutes)' },
  examples: {
    check: 'Would an alert arrive?',
    drift: 'Were deployed resources changed by hand?',
    json: 'For a monitoring program',
  },
  exit: {
    done: 'nothing failed',
    found: 'something failed, or nothing is deployed',
    refused: 'AWS or the network refused a request, or the run was interrupted',
  },
};

const ja: StatusHelp = {
  description:
    'デプロイ済みの通知機能が正常で、通知が届く状態かを確認します。スタック、証跡、パイプライン、キュー、メールの購読、関数を調べ、問題があれば直し方を示します。\n何も変更しません。',
  options: { drift: 'デプロイ済みのリソースに対する手動の変更も確認（数分かかります）' },
  examples: {
    check: '通知が届くかを確認',
    drift: '手動で変更されていないかを確認',
    json: '監視プログラム用',
  },
  exit: {
    done: '失敗なし',
    found: '失敗あり、または未デプロイ',
    refused: 'AWSまたはネットワークがリクエストを拒否、あるいは途中で中断',
  },
};

export const STATUS_HELP: WordTable<StatusHelp> = { en, ja };
