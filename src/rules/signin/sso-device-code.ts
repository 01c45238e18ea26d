/** A token of IAM Identity Center by a device code: a program got a person's access to all their accounts. */
import { isByDeviceCode } from '../../core/record/sign-in-events.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';

export const ssoDeviceCode: Rule = {
  id: 'sso-device-code',
  theme: 'signin',
  title: {
    en: 'Identity Center token by device code from an untrusted network',
    ja: '信頼するネットワーク以外からのデバイスコードによるIdentity Centerトークン取得',
  },
  severity: 'high',
  why: {
    en: 'A person confirms a code in the browser, and the program that made the code gets a token for all their accounts, wherever it runs. Phishing sends people such codes; older AWS CLIs (`aws sso login`, before 2.22) and devices without a browser use them rightly. The address is that of the program. From a trusted network, or if none is set (⚪), it is reported as info. Tokens by the browser on the same device, and refreshed ones, are quiet: their sign-in is reported.',
    ja: '本人がブラウザーでコードを承認すると、コードを作成したプログラムが、どこで動いていても本人の全アカウントのトークンを受け取る。フィッシングに使われるが、古いAWS CLI（2.22より前の `aws sso login`）やブラウザーのないデバイスでは正規の方法でもある。アドレスはプログラムのもの。信頼するネットワークからの場合や、未設定の場合（⚪）は info として通知する。同じデバイスのブラウザーによるトークンと更新は、サインインを通知するため対象外。',
  },
  respond: {
    en: [
      'Ask the person, by phone or in person, whether they confirmed a code, and where it came from.',
      'If it was not theirs: delete their active sessions in Identity Center, and revoke the role sessions in every account that they are assigned to.',
      'Have people update the AWS CLI, which then needs no code.',
    ],
    ja: [
      '電話や対面で、本人がコードを承認したか、そのコードがどこから来たかを確認する。',
      '本人でなければ、Identity Centerでアクティブなセッションを削除し、割り当てられた全アカウントのロールセッションを取り消す。',
      'AWS CLIを更新してもらう。新しいバージョンではコードが不要になる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/end-active-sessions.html',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
  ],
  attack: ['T1528', 'T1566'],
  when: {
    eventSource: ['sso.amazonaws.com'],
    eventName: ['CreateToken'],
  },
  outcome: 'any',
  check(event, context) {
    // While the person hasn't confirmed yet, each question is a failure.
    if (!isByDeviceCode(event) || event.outcome === 'failure') return undefined;
    const { verdict } = context.verdict(event.origin, event.epoch);
    if (verdict === 'untrusted') return { mark: '🔴' };
    const title = { en: 'Identity Center token by device code', ja: 'デバイスコードによるIdentity Centerトークン取得' };
    return { severity: 'info', title, mark: MARKS[verdict] };
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} signed in to a program by IAM Identity Center and a device code${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)} IAM Identity Center のデバイスコードでプログラムにサインインしました`,
  },
};

const MARKS = { trusted: '🟢', 'not-judged': '⚪', 'not-an-address': '⚠' } as const;
