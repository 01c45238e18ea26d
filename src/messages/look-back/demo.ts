/** The words around the made-up day of `login-watch demo`, in each language. */
import type { Language } from '../../core/rule.ts';
import type { WordTable } from '../../core/words.ts';

export interface DemoWords {
  /** The name of the trusted network. */
  readonly office: string;
  readonly inSlack: string;
  /** The real parts and the made-up ones. */
  readonly madeUp: string;
  readonly next: string;
  /** Each command line that `next` lists, explained. */
  readonly commands: Readonly<Record<'replay' | 'files' | 'init', string>>;
}

const WORDS: WordTable<DemoWords> = {
  en: {
    office: 'Tokyo office',
    inSlack: 'Messages in Slack:',
    madeUp:
      'That was a made-up day. The AWS SDK, the rules and the sender are the real ones; AWS and Slack were servers on this machine.',
    next: 'Next, with your own account:',
    commands: {
      replay: 'who signed in to it',
      files: 'the same from a trail’s files, without access to AWS',
      init: 'set up alerts',
    },
  },
  ja: {
    office: '東京オフィス',
    inSlack: 'Slackに届いたメッセージ：',
    madeUp:
      'これは架空の1日です。AWS SDK、ルール、送信処理は本物で、AWSとSlackはこのマシン上のサーバーで代用しました。',
    next: '次は、ご自分のアカウントでお試しください：',
    commands: {
      replay: '誰がサインインしたかを表示',
      files: 'AWSにアクセスせず、証跡のファイルから表示',
      init: '通知を設定',
    },
  },
};

export const demoWordsIn = (language: Language): DemoWords => WORDS[language];
