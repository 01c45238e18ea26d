/** A sign-in by `aws login`, or an agent that was let act for a person: 🟢 or 🔴 by network, ⚪ if none is trusted. */
import type { OAuth, TrailEvent } from '../../core/event.ts';
import type { Context } from '../../core/inspection/context.ts';
import { isAuthorisation, OAUTH_EVENTS } from '../../core/record/oauth.ts';
import type { Hit, Mark, NetworkVerdict, Rule, Severity, Told, Words } from '../../core/rule.ts';
import { because, fromWhere, ja, shown, who } from '../../core/say.ts';

interface Facts {
  /** Set if the token was taken elsewhere: the authorisation. */
  readonly start?: TrailEvent;
}

export const signinOauth: Rule<Facts> = {
  id: 'signin-oauth',
  theme: 'signin',
  title: {
    en: 'AWS CLI or agent signed in from an untrusted network',
    ja: '信頼するネットワーク以外からのAWS CLIまたはエージェントのサインイン',
  },
  severity: 'high',
  why: {
    en: 'By `aws login` a browser session becomes credentials of the AWS CLI, and an agent that was let in acts with the person’s own permissions, for up to 12 hours. From a trusted network, or if none is set (⚪), it is reported as info. High whatever the network: a sign-in for another device (`--remote`), which is how such a sign-in is phished, and a token taken from another address than the authorisation within 15 minutes. Root is critical. Tokens refreshed later are quiet, from wherever they come. The calls count as reads, so a trail without read events doesn’t hold them.',
    ja: '`aws login` ではブラウザーのセッションがAWS CLIの認証情報になり、許可されたエージェントは本人の権限で最長12時間操作できる。信頼するネットワークからの場合や、未設定の場合（⚪）は info として通知する。別のデバイスのためのサインイン（`--remote`。フィッシングに使われる形式）と、許可から15分以内に別のアドレスから取得されたトークンは、ネットワークに関係なく high。ルートユーザーは critical。その後のトークンの更新は、どこからでも通知しない。これらは読み取りとして記録されるため、読み取りイベントを含まない証跡には残らない。',
  },
  respond: {
    en: [
      'Ask the person, by phone or in person, whether they signed in and for which program and device.',
      'If it was not them: change the password and revoke the session (`aws signin batch-revoke-sessions`), which ends its tokens.',
      'Look at what was done since with their name, in all regions.',
      'Allow only what you use: `signin:OAuthRedirectUri` and `signin:OAuthClientId` in policies name the programs, and `aws login --remote` can be denied.',
    ],
    ja: [
      '電話や対面で、本人がサインインしたか、どのプログラムとデバイスのためかを確認する。',
      '本人でなければ、パスワードを変更し、セッションを取り消す（`aws signin batch-revoke-sessions`）。トークンも無効になる。',
      'すべてのリージョンで、その人の名前によるそれ以降の操作を調べる。',
      '使うものだけを許可する。ポリシーの `signin:OAuthRedirectUri` と `signin:OAuthClientId` でプログラムを限定でき、`aws login --remote` は拒否できる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/signin/latest/userguide/aws-mcp-server.html',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html',
    'https://docs.aws.amazon.com/signin/latest/userguide/reference-signin-condition-keys.html',
  ],
  attack: ['T1078.004', 'T1528'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: OAUTH_EVENTS },
  outcome: 'any',
  check(event, context) {
    const { oauth } = event.signIn ?? {};
    if (oauth === undefined || oauth.grant === 'refresh_token') return undefined;
    if (event.outcome === 'failure') return isAuthorisation(event) ? failed(event) : undefined;
    return { ...weighed(event, oauth, context), facts: {} };
  },
  chain: {
    by: ['account', 'user', 'client'],
    startedBy: { eventName: ['AuthorizeOAuth2Access'] },
    minutes: 15,
    hours: 12,
    join(event, start, context) {
      if (!isElsewhere(event, start, context)) return undefined;
      const { verdict } = context.verdict(event.origin, event.epoch);
      const title = { en: 'Token taken from another address', ja: '別のアドレスからのトークン取得' };
      const severity = event.actor.kind === 'root' ? 'critical' : 'high';
      return { severity, mark: verdict === 'untrusted' ? '🔴' : '⚠', title, facts: { start } };
    },
  },
  say: {
    en: (told) => {
      const { event, facts, context } = told;
      if (facts.start !== undefined) {
        const place = fromWhere.en({ event: facts.start, context });
        return `${who.en(event)} ${deed(facts.start).en}${place}, but the token was taken${fromWhere.en(told)}${forDevice(event, facts.start).en}`;
      }
      return `${who.en(event)} ${deed(event).en}${fromWhere.en(told)}${aside(told).en}`;
    },
    ja: (told) => {
      const { event, facts, context } = told;
      if (facts.start !== undefined) {
        const place = fromWhere.ja({ event: facts.start, context });
        return ja`${who.ja(event)}が${place}${deed(facts.start).ja}（トークンは${fromWhere.ja(told)}${forDevice(event, facts.start).ja}取得されました）`;
      }
      return ja`${who.ja(event)}が${fromWhere.ja(told)}${deed(event).ja}${aside(told).ja}`;
    },
  },
  reason: {
    en: ({ event, facts, context }) => {
      if (facts.start !== undefined) return 'token taken from another address';
      if (event.signIn?.oauth?.isCrossDevice) return 'for another device';
      return context.verdict(event.origin, event.epoch).verdict === 'untrusted' ? 'not trusted' : '';
    },
    ja: ({ event, facts, context }) => {
      if (facts.start !== undefined) return 'トークンは別のアドレスから';
      if (event.signIn?.oauth?.isCrossDevice) return '別のデバイス';
      return context.verdict(event.origin, event.epoch).verdict === 'untrusted' ? '信頼されていないネットワーク' : '';
    },
  },
};

function failed({ actor }: TrailEvent): Hit<Facts> {
  const title = { en: 'Failed sign-in to the AWS CLI or of an agent', ja: 'AWS CLIまたはエージェントのサインイン失敗' };
  return { alone: true, severity: actor.kind === 'root' ? 'high' : 'medium', mark: '⚠', title, facts: {} };
}

const MARKS: Readonly<Record<NetworkVerdict['verdict'], Mark>> = {
  trusted: '🟢',
  untrusted: '🔴',
  'not-judged': '⚪',
  'not-an-address': '⚠',
};

/** Graver than the network alone: root, and a sign-in for another device. */
function weighed({ actor, origin, epoch }: TrailEvent, { isCrossDevice, kind }: OAuth, context: Context): Hit<Facts> {
  const { verdict } = context.verdict(origin, epoch);
  const grave: Severity | undefined = actor.kind === 'root' ? 'critical' : isCrossDevice ? 'high' : undefined;
  const severity = grave ?? (verdict === 'untrusted' ? undefined : 'info');
  const mark = grave !== undefined && verdict !== 'untrusted' ? '⚠' : MARKS[verdict];
  return { severity, mark, ...titleOf(actor.kind === 'root', isCrossDevice, kind, verdict === 'untrusted') };
}

function titleOf(
  isRoot: boolean,
  isCrossDevice: boolean,
  kind: OAuth['kind'],
  isUntrusted: boolean,
): { title?: Words } {
  if (isRoot) return { title: TITLES.root };
  if (isCrossDevice) return { title: TITLES.crossDevice };
  return isUntrusted ? {} : { title: TITLES[kind] };
}

const TITLES = {
  root: {
    en: 'Root sign-in to the AWS CLI or of an agent',
    ja: 'ルートユーザーによるAWS CLIまたはエージェントのサインイン',
  },
  crossDevice: { en: 'Sign-in to the AWS CLI on another device', ja: '別のデバイスのAWS CLIへのサインイン' },
  cli: { en: 'Sign-in to the AWS CLI', ja: 'AWS CLIへのサインイン' },
  agent: { en: 'Agent let in', ja: 'エージェントへの許可' },
} satisfies Record<string, Words>;

/**
 * Two trusted networks are one office. A device with IPv4 and IPv6 may use one in the browser and the other in the
 * program, so those differ only if one of them isn't trusted.
 */
function isElsewhere(event: TrailEvent, start: TrailEvent, context: Context): boolean {
  const [one, other] = [event.origin.address, start.origin.address];
  if (one === undefined || other === undefined || one === other) return false;
  const [verdict, before] = [event, start].map(({ origin, epoch }) => context.verdict(origin, epoch).verdict);
  if (verdict === 'trusted' && before === 'trusted') return false;
  return one.includes(':') === other.includes(':') || verdict !== before;
}

function deed(event: TrailEvent): Words {
  const oauth = event.signIn?.oauth;
  if (oauth?.kind === 'cli') return isAuthorisation(event) ? cliDeed(event, oauth) : tokenDeed(cliOf(oauth));
  const program = programOf(oauth);
  const access = shown(oauth?.resource);
  if (!isAuthorisation(event))
    return tokenDeed({ en: `${program.en} (${access})`, ja: ja`${program.ja}（${access}）` });
  return event.outcome === 'failure'
    ? {
        en: `failed to let ${program.en} act for them (${access})`,
        ja: ja`${program.ja}への代理操作の許可に失敗しました（${access}）`,
      }
    : { en: `let ${program.en} act for them (${access})`, ja: ja`${program.ja}に代理操作を許可しました（${access}）` };
}

const cliOf = ({ isCrossDevice }: OAuth): Words =>
  isCrossDevice
    ? { en: 'the AWS CLI on another device', ja: '別のデバイスの AWS CLI' }
    : { en: 'the AWS CLI on this device', ja: 'このデバイスの AWS CLI' };

function cliDeed({ outcome }: TrailEvent, oauth: OAuth): Words {
  const { en, ja: japanese } = cliOf(oauth);
  return outcome === 'failure'
    ? { en: `failed to sign in to ${en}`, ja: ja`${japanese}へのサインインに失敗しました` }
    : { en: `signed in to ${en}`, ja: ja`${japanese}にサインインしました` };
}

const tokenDeed = (program: Words): Words => ({
  en: `got a token for ${program.en}`,
  ja: ja`${program.ja}のトークンを取得しました`,
});

function programOf(oauth: OAuth | undefined): Words {
  if (oauth?.program !== undefined) return { en: shown(oauth.program), ja: shown(oauth.program) };
  return oauth?.isLocal
    ? { en: 'an agent on this device', ja: 'このデバイスのエージェント' }
    : { en: 'an agent', ja: 'エージェント' };
}

/** The device, if the authorisation was for the browser's own. */
const forDevice = ({ signIn }: TrailEvent, start: TrailEvent): Words =>
  signIn?.oauth?.isCrossDevice && !start.signIn?.oauth?.isCrossDevice
    ? { en: ' for another device', ja: '別のデバイスのために' }
    : { en: '', ja: '' };

/** The reason why it is graver, or AWS's reason for a failure. */
function aside({ event, context }: Told<Facts>): Words {
  const oauth = event.signIn?.oauth;
  if (event.outcome === 'failure') return { en: because.en(event), ja: because.ja(event) };
  if (oauth?.isCrossDevice)
    return { en: '; such sign-ins are also phished', ja: '（フィッシングにも使われる形式です）' };
  if (context.verdict(event.origin, event.epoch).verdict === 'not-an-address') {
    return {
      en: '; without a valid IP address the network can’t be judged',
      ja: '（有効なIPアドレスではないため、ネットワークを判定できません）',
    };
  }
  return { en: '', ja: '' };
}
