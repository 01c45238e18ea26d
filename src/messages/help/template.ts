/** Help of `login-watch template`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type TemplateHelp = HelpWords<{ arguments: 'name'; options: 'output'; examples: 'read' | 'review' }>;

const en: TemplateHelp = {
  description:
    'Prints a CloudFormation template with your settings compiled in, and how to deploy it by hand.\nThe templates are artifacts, trail, notifier, alarms and forwarder; `login-watch deploy` deploys those that you need.',
  arguments: { name: 'artifacts, trail, notifier, alarms or forwarder' },
  options: { output: 'write it to a file' },
  examples: { read: 'The resources of the notifier', review: 'For a review, or a pipeline of your own' },
};

const ja: TemplateHelp = {
  description:
    '設定を組み込んだCloudFormationテンプレートと、手動でデプロイする方法を出力します。\nテンプレートは artifacts、trail、notifier、alarms、forwarder です。`login-watch deploy` は必要なものだけをデプロイします。',
  arguments: { name: 'artifacts、trail、notifier、alarms、forwarder のいずれか' },
  options: { output: 'ファイルに出力' },
  examples: { read: '通知機能を構成するリソース', review: 'レビューや独自のパイプライン用' },
};

export const TEMPLATE_HELP: WordTable<TemplateHelp> = { en, ja };
