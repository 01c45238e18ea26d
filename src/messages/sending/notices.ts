/** Messages of the notifier about itself, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface NoticeWords {
  readonly dead: {
    readonly title: (channel: string, since: string) => string;
    /** `why`: a sentence without its full stop. */
    readonly lastAnswer: (why: string) => string;
    readonly waiting: string;
    /** `kind`: of the channel, for `secret set`; undefined if it has no secret. */
    readonly mend: (kind: string | undefined) => string;
  };
  readonly back: {
    readonly title: (channel: string) => string;
    readonly since: (since: string) => string;
  };
}

const en: NoticeWords = {
  dead: {
    title: (channel, since) => `⚠ Alerts don’t reach ${channel} since ${since}`,
    lastAnswer: (why) => `Last answer: ${why}.`,
    waiting: 'Its alerts wait in the outbox for up to 13 days, and are sent in order as soon as it accepts them.',
    mend: (kind) =>
      kind === undefined
        ? 'Correct its settings and run `login-watch deploy`: the alerts then leave within minutes.'
        : `Correct its secret (\`login-watch secret set ${kind}\`) or its settings (\`login-watch deploy\`): the alerts then leave within minutes.`,
  },
  back: {
    title: (channel) => `✅ Alerts reach ${channel} again`,
    since: (since) => `It accepted none since ${since}. What waited is being sent now, in order.`,
  },
};

const ja: NoticeWords = {
  dead: {
    title: (channel, since) => `⚠ ${since} から ${channel} に通知が届いていません`,
    lastAnswer: (why) => `最後の応答：${why}`,
    waiting: '通知は最長13日間、送信待ちのキューに残り、受け付けられるようになり次第、順に送信されます。',
    mend: (kind) =>
      kind === undefined
        ? '設定を直して `login-watch deploy` を実行してください。数分以内に送信されます。'
        : `シークレット（\`login-watch secret set ${kind}\`）または設定（\`login-watch deploy\`）を直してください。数分以内に送信されます。`,
  },
  back: {
    title: (channel) => `✅ ${channel} に通知が届くようになりました`,
    since: (since) => `${since} から届いていませんでした。待っていた通知を順に送信しています。`,
  },
};

export const NOTICE_WORDS: WordTable<NoticeWords> = { en, ja };
