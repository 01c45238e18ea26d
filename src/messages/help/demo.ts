/** Help of `login-watch demo`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type DemoHelp = HelpWords<{ examples: 'first' | 'otherLanguage' }>;

const en: DemoHelp = {
  description:
    'Shows a made-up day: who signed in, and the alerts as they arrive in Slack.\nServers on this machine stand in for AWS and Slack. No account, settings or network is needed, and none is used.',
  examples: { first: 'Before anything is installed', otherLanguage: 'In Japanese' },
};

const ja: DemoHelp = {
  description:
    '架空の1日のサインインと、Slackに届く通知を表示します。\nAWSとSlackはこのマシン上のサーバーで代用します。アカウント、設定、ネットワークは不要で、使用もしません。',
  examples: { first: 'インストールせずに試す', otherLanguage: '日本語で表示' },
};

export const DEMO_HELP: WordTable<DemoHelp> = { en, ja };
