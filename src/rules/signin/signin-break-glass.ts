/** An emergency user or role of the settings was used, or its use was tried. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import { shortName } from '../../core/record/resource-name.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { because, fromWhere, ja, shown, who } from '../../core/say.ts';

interface Facts {
  /** The user or role of the settings, as the event names it. */
  readonly emergency: string;
}

const SESSION_ISSUER = 'userIdentity.sessionContext.sessionIssuer.arn';

export const signinBreakGlass: Rule<Facts> = {
  id: 'signin-break-glass',
  theme: 'signin',
  title: { en: 'Emergency access used', ja: '緊急用アクセスの使用' },
  severity: 'critical',
  needs: 'breakGlass',
  why: {
    en: 'Emergency users and roles (`breakGlass` in the settings) exist to be used once a year and noticed at once. Failed uses are reported too: somebody is trying the emergency door.',
    ja: '緊急用のユーザーとロール（設定の `breakGlass`）は、めったに使われず、使われたらすぐ気付くべきもの。失敗した試みも通知する。',
  },
  respond: {
    en: [
      'Find the incident or ticket that this belongs to.',
      'If there is none: treat it as a break-in, disable the user or the role, and look at everything done with it.',
      'Afterwards change the credentials and put them back under seal.',
    ],
    ja: [
      '対応するインシデントやチケットを確認する。',
      'なければ侵害として扱い、ユーザーやロールを無効にし、それによる操作をすべて調べる。',
      '終了後は認証情報を変更し、再び封印して保管する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_emergency_process.html',
  ],
  attack: ['T1078.004'],
  when: {
    eventSource: ['signin.amazonaws.com', 'sts.amazonaws.com'],
    eventName: ['ConsoleLogin', 'SwitchRole', 'AssumeRole', 'AuthorizeOAuth2Access'],
  },
  outcome: 'any',
  check(event, context) {
    const emergency = namesOf(event).find(context.isBreakGlass);
    return emergency === undefined ? undefined : { facts: { emergency } };
  },
  say: {
    en: (told) => {
      const { event, facts } = told;
      const deed = DEEDS[event.outcome].en(event.name, shown(shortName(facts.emergency)));
      return `${who.en(event)} ${deed}${fromWhere.en(told)}${because.en(event)}`;
    },
    ja: (told) => {
      const { event, facts } = told;
      const deed = DEEDS[event.outcome].ja(event.name, shown(shortName(facts.emergency)));
      return ja`${who.ja(event)}が${fromWhere.ja(told)}${deed}${because.ja(event)}`;
    },
  },
};

/** Where somebody signed in; undefined for a role that was taken on. */
const placeOf = (name: string): Words | undefined =>
  name === 'ConsoleLogin'
    ? { en: 'the console', ja: 'コンソール' }
    : name === 'AuthorizeOAuth2Access'
      ? { en: 'the AWS CLI or for an agent', ja: 'AWS CLI またはエージェント' }
      : undefined;

const DEEDS = {
  success: {
    en: (name: string, emergency: string) => {
      const place = placeOf(name)?.en;
      return place === undefined
        ? `took on emergency role ${emergency}`
        : `signed in to ${place} by emergency access ${emergency}`;
    },
    ja: (name: string, emergency: string) => {
      const place = placeOf(name)?.ja;
      return place === undefined
        ? ja`緊急用ロール ${emergency} を引き受けました`
        : ja`緊急用アクセス ${emergency} で${place}にサインインしました`;
    },
  },
  failure: {
    en: (name: string, emergency: string) => {
      const place = placeOf(name)?.en;
      return place === undefined
        ? `failed to take on emergency role ${emergency}`
        : `failed to sign in to ${place} by emergency access ${emergency}`;
    },
    ja: (name: string, emergency: string) => {
      const place = placeOf(name)?.ja;
      return place === undefined
        ? ja`緊急用ロール ${emergency} の引き受けに失敗しました`
        : ja`緊急用アクセス ${emergency} での${place}サインインに失敗しました`;
    },
  },
};

/** Names and ARNs that the settings may hold. Not the session name: callers choose that. */
function namesOf({ name, actor, record, signIn }: TrailEvent): readonly string[] {
  const taken = name === 'AssumeRole' ? textAt(record, 'requestParameters.roleArn') : undefined;
  const user = actor.kind === 'role' || actor.hidden ? [] : [actor.name, actor.arn];
  const role = [actor.role, signIn?.permissionSet, textAt(record, SESSION_ISSUER), roleArnOf(actor.arn)];
  return [taken, ...user, ...role].filter((text) => text !== undefined);
}

/** `arn:aws:sts::111122223333:assumed-role/Admin/alice` -> `arn:aws:iam::111122223333:role/Admin`. */
function roleArnOf(arn: string | undefined): string | undefined {
  const [, before, account, role] = /^(arn:[^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn ?? '') ?? [];
  return role === undefined ? undefined : `${before}:iam::${account}:role/${role}`;
}
