/** A person of Identity Center made, changed, or given a way to sign in by somebody else. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Rule, Told, Words } from '../../core/rule.ts';
import { shown } from '../../core/say.ts';
import { anyOf, type Call, type Calls, hitOf, tellNamed } from '../calls.ts';
import { isByAws } from '../deed.ts';

const MEMBER: Words = { en: 'Identity Center group changed', ja: 'Identity Centerのグループの変更' };
const DEVICE: Words = {
  en: 'MFA device of an Identity Center user changed',
  ja: 'Identity CenterユーザーのMFAデバイスの変更',
};

/** True if the caller is another than the user: people register devices of their own in the access portal. */
const isOfAnother = ({ record, actor }: TrailEvent) => {
  const user = textAt(record, 'requestParameters.userId');
  return user === undefined || user !== actor.identityCenterUserId;
};

const created: Call = { en: 'created Identity Center user {}', ja: 'Identity Centerのユーザー {} を作成しました' };
const deleted: Call = {
  en: 'deleted Identity Center user {}',
  ja: 'Identity Centerのユーザー {} を削除しました',
  severity: 'low',
};
const joined: Call = {
  en: 'added Identity Center user {} to {also}',
  ja: 'Identity Centerのユーザー {} を{also}に追加しました',
  also: groupIn,
  of: ['memberId.userId', 'member.memberId', 'memberId'],
  title: MEMBER,
};

function groupIn({ event: { record }, context }: Pick<Told, 'event' | 'context'>): Words {
  const id = textAt(record, 'requestParameters.groupId');
  const name = id === undefined ? undefined : context.groupName(id);
  return name === undefined
    ? { en: 'a group', ja: 'グループ' }
    : { en: `group ${shown(name)}`, ja: `グループ ${shown(name)} ` };
}

const CALLS: Calls = {
  'sso-directory': {
    CreateUser: created,
    EnableUser: { en: 'enabled Identity Center user {}', ja: 'Identity Centerのユーザー {} を有効にしました' },
    DeleteUser: deleted,
    DisableUser: {
      en: 'disabled Identity Center user {}',
      ja: 'Identity Centerのユーザー {} を無効にしました',
      severity: 'low',
    },
    UpdateUserName: {
      en: 'renamed Identity Center user {}',
      ja: 'Identity Centerのユーザー {} の名前を変更しました',
    },
    AddMemberToGroup: joined,
    UpdatePassword: {
      en: 'reset the password of Identity Center user {}',
      ja: 'Identity Centerのユーザー {} のパスワードをリセットしました',
      severity: 'high',
      title: { en: 'Password of an Identity Center user reset', ja: 'Identity Centerユーザーのパスワードのリセット' },
      where: isOfAnother,
    },
    VerifyEmail: {
      en: 'sent Identity Center user {} a mail to confirm its address',
      ja: 'Identity Centerのユーザー {} に確認メールを送信しました',
      severity: 'low',
      where: isOfAnother,
    },
    CompleteVirtualMfaDeviceRegistration: {
      en: 'registered an MFA device for Identity Center user {}',
      ja: 'Identity Centerのユーザー {} のMFAデバイスを登録しました',
      severity: 'high',
      title: DEVICE,
      where: isOfAnother,
    },
    CompleteWebAuthnDeviceRegistration: {
      en: 'registered a security key for Identity Center user {}',
      ja: 'Identity Centerのユーザー {} のセキュリティキーを登録しました',
      severity: 'high',
      title: DEVICE,
      where: isOfAnother,
    },
    DeleteMfaDeviceForUser: {
      en: 'removed an MFA device of Identity Center user {}',
      ja: 'Identity Centerのユーザー {} のMFAデバイスを削除しました',
      severity: 'high',
      title: DEVICE,
      where: isOfAnother,
    },
  },
  identitystore: {
    CreateUser: created,
    DeleteUser: deleted,
    CreateGroupMembership: joined,
  },
};

export const idcIdentity: Rule = {
  id: 'idc-identity',
  theme: 'iam',
  title: { en: 'Identity Center user changed', ja: 'Identity Centerのユーザーの変更' },
  severity: 'medium',
  why: {
    en: 'A person of Identity Center may reach every account; a group’s new member gets all that the group may do, in accounts where nothing is recorded. High where somebody else resets a password or changes MFA devices. What people do to themselves, and what an identity provider synchronizes by SCIM, is quiet. Names are hidden in these records; the id is shown, `aws identitystore describe-user` gives the name.',
    ja: 'Identity Centerのユーザーはすべてのアカウントに入れる可能性がある。グループに追加されたユーザーは、記録の残らない他のアカウントでもグループの権限を得る。他人によるパスワードのリセットやMFAデバイスの変更は high。本人による操作と、IDプロバイダーがSCIMで同期した変更は通知しない。記録では名前が伏せられるためIDを表示する。名前は `aws identitystore describe-user` で分かる。',
  },
  respond: {
    en: [
      'Find the request that this belongs to, and ask the person.',
      'If there is none: disable the user, remove the membership or the device, and end its sessions.',
      'Look at what the identity that did it changed besides.',
    ],
    ja: [
      '対応する申請を確認し、本人に心当たりを尋ねる。',
      'なければユーザーを無効にし、グループやデバイスの登録を外し、セッションを終了する。',
      '操作した主体の他の変更を調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html',
  ],
  attack: ['T1136.003', 'T1098.001', 'T1098.003', 'T1556.006'],
  when: anyOf(CALLS),
  check: (event, context) => (isByAws(event) || isByScim(event) ? undefined : hitOf(CALLS, event, context)),
  say: tellNamed(
    CALLS,
    (id, { personName }) => personName(id),
    'userId',
    'responseElements.user.userId',
    'responseElements.userId',
    'userName',
  ),
};

/** An identity provider’s synchronization has a token, and no user behind it. */
const isByScim = ({ actor }: TrailEvent) => actor.kind === 'unknown' || actor.kind === 'web-identity-user';
