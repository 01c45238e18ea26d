/** Repeated refusals: a caller tries out the rights of stolen credentials. */
import type { TrailEvent } from '../../core/event.ts';
import type { Language, Rule, Told } from '../../core/rule.ts';
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
    en: `${CALLS} refusals of one user or role within ${MINUTES} minutes: somebody feels their way with credentials that are not theirs, or a deployment broke. What services do for others, and calls from other accounts, are left out. Sessions of one role count together. A program that is refused all day is sent once a day; a replay shows every burst. Refused reads count, so AWS must be asked for read-only events.`,
    ja: `同じユーザーまたはロールの呼び出しが${MINUTES}分以内に${CALLS}回拒否された。他人の認証情報で何ができるかを探っているか、デプロイに不具合がある。サービスによる代理の呼び出しや、他アカウントからの呼び出しは除く。同じロールのセッションは合わせて数える。一日中拒否されるプログラムの通知は1日1回で、リプレイではすべて表示する。読み取りの拒否も数えるため、読み取り専用イベントも必要になる。`,
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
      '自社のプログラムであれば、権限を与えるか、呼び出しをやめるように直す。',
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
  check: ({ actor }) =>
    actor.kind === 'service' || actor.kind === 'account' ? undefined : { routine: { by: ['network'], days: 1 } },
  window: { by: ['account', 'principal'], minutes: MINUTES, count: CALLS },
  say: {
    en: (told) =>
      `${caller(told, 'en')} was denied ${told.events.length} calls within ${MINUTES} minutes (${calls(told.events, 'en')})${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${caller(told, 'ja')}が${fromWhere.ja(told)}行った呼び出しが${MINUTES}分以内に${told.events.length}回拒否されました（${calls(told.events, 'ja')}）`,
  },
};

/** The role alone if several of its sessions were refused. */
function caller({ event, events }: Told, language: Language): string {
  const { role } = event.actor;
  const sessions = new Set(events.map(({ actor }) => actor.session));
  if (role === undefined || sessions.size < 2) return who[language](event);
  return language === 'ja'
    ? ja`ロール ${shown(role)}（セッション${sessions.size}件）`
    : `Role ${shown(role)} (${sessions.size} sessions)`;
}

/** `s3 ListBuckets, iam ListUsers, ec2 DescribeInstances and 4 more`, in order of time. */
function calls(events: readonly TrailEvent[], language: Language): string {
  const names = [...new Set(events.map(({ source, name }) => `${source.replace(/\.amazonaws\.com$/, '')} ${name}`))];
  const rest = names.length - CALLS_SHOWN;
  const some = names.slice(0, CALLS_SHOWN).map(shown).join(', ');
  if (rest <= 0) return some;
  return language === 'ja' ? `${some} ほか${rest}種類` : `${some} and ${rest} more`;
}
