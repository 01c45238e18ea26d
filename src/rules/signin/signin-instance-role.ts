/** The credentials of an EC2 instance in a browser: stolen from its metadata service, most likely. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown } from '../../core/say.ts';
import { SIGN_IN_EVENTS } from './console-login.ts';

/** EC2 names the session of an instance's role for the instance. */
const INSTANCE_ID = /^i-[0-9a-f]{8,17}$/;

export const signinInstanceRole: Rule = {
  id: 'signin-instance-role',
  theme: 'signin',
  title: {
    en: 'Console sign-in with the role of an EC2 instance',
    ja: 'EC2インスタンスのロールによるコンソールサインイン',
  },
  severity: 'high',
  why: {
    en: 'Machines don’t use the console. Credentials taken from an instance can be turned into a console session, and then hide behind a browser. Credentials of other workloads (containers, functions) are not recognised here.',
    ja: 'インスタンスがコンソールを使うことはない。インスタンスから盗んだ認証情報はコンソールのセッションに変換でき、ブラウザーの操作に紛れる。コンテナや関数など、他のワークロードの認証情報はここでは判別できない。',
  },
  respond: {
    en: [
      'Revoke the sessions of the role, and give the instance new credentials by stopping and starting it after an inspection.',
      'Find how the credentials got out: require IMDSv2 and look for server-side request forgery in what runs there.',
      'Look up all events of this session name in all regions.',
    ],
    ja: [
      'ロールのセッションを取り消し、調査のうえインスタンスを停止・起動して認証情報を更新する。',
      '漏えいの経路を調べる。IMDSv2を必須にし、動作中のアプリケーションのSSRFを確認する。',
      'すべてのリージョンで、このセッション名のイベントを調べる。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html',
  ],
  attack: ['T1552.005', 'T1078.004'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['ConsoleLogin', 'GetSigninToken'] },
  check(event) {
    return event.outcome === 'success' && INSTANCE_ID.test(event.actor.session ?? '') ? {} : undefined;
  },
  say: {
    en: (told) => {
      const { session, role } = told.event.actor;
      const deed =
        told.event.name === 'ConsoleLogin' ? 'signed in to the console' : 'asked for a console sign-in token';
      return `The credentials of instance ${shown(session)} (role ${shown(role)}) ${deed}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { session, role } = told.event.actor;
      const deed =
        told.event.name === 'ConsoleLogin'
          ? 'コンソールにサインインしました'
          : 'コンソールのサインイントークンを取得しました';
      return ja`インスタンス ${shown(session)}（ロール ${shown(role)}）の認証情報が使われ、${fromWhere.ja(told)}${deed}`;
    },
  },
};
