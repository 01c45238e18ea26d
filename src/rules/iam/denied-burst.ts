/** Repeated refusals: a caller tries out the rights of stolen credentials. */
import type { TrailEvent } from '../../core/event.ts';
import type { Language, Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';

const MINUTES = 10;
const CALLS = 20;
const CALLS_SHOWN = 3;

export const deniedBurst: Rule = {
  id: 'denied-burst',
  theme: 'iam',
  title: { en: 'Many denied calls', ja: '大量のアクセス拒否' },
  severity: 'medium',
  why: {
    en: `${CALLS} refusals of one user or role within ${MINUTES} minutes: somebody feels their way with credentials that are not theirs, or a deployment broke. What services do for others, and calls from other accounts, are left out. Refused reads count, so AWS must be asked for read-only events.`,
    ja: `1つのユーザーやロールが${MINUTES}分以内に${CALLS}回拒否された。他人の認証情報で何ができるかを探っているか、デプロイが壊れている。サービスによる代理の呼び出しや、他アカウントからの呼び出しは除く。読み取りの拒否も数えるため、読み取り専用イベントも必要になる。`,
  },
  respond: {
    en: [
      'Look at which calls were refused: lists and descriptions of many services mean somebody is looking around.',
      'Ask the owner of the user or role; if they know nothing of it, deactivate the credentials.',
      'If it is a program of yours: give it the permission, or stop the calls.',
    ],
    ja: [
      '拒否された操作を確認する。多くのサービスの一覧や詳細の取得は、偵察の兆候。',
      'ユーザーやロールの持ち主に確認し、心当たりがなければ認証情報を無効化する。',
      '自社のプログラムであれば、権限を与えるか、呼び出しをやめさせる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1580', 'T1526'],
  cis: ['1.2:3.1', '1.4:4.1'],
  securityHub: ['CloudWatch.2'],
  when: {
    errorCode: [{ prefix: 'AccessDenied' }, { suffix: 'UnauthorizedOperation' }],
    userIdentity: { invokedBy: [{ exists: false }] },
  },
  outcome: 'any',
  check: ({ actor }) => (actor.kind === 'service' || actor.kind === 'account' ? undefined : {}),
  window: { by: ['user'], minutes: MINUTES, count: CALLS },
  say: {
    en: (told) =>
      `${who.en(told.event)} was denied ${told.events.length} calls within ${MINUTES} minutes (${calls(told.events, 'en')})${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}行った呼び出しが${MINUTES}分以内に${told.events.length}回拒否されました（${calls(told.events, 'ja')}）`,
  },
};

/** `s3 ListBuckets, iam ListUsers, ec2 DescribeInstances and 4 more`, in order of time. */
function calls(events: readonly TrailEvent[], language: Language): string {
  const names = [...new Set(events.map(({ source, name }) => `${source.replace(/\.amazonaws\.com$/, '')} ${name}`))];
  const rest = names.length - CALLS_SHOWN;
  const some = names.slice(0, CALLS_SHOWN).map(shown).join(', ');
  if (rest <= 0) return some;
  return language === 'ja' ? `${some} ほか${rest}種類` : `${some} and ${rest} more`;
}
