import { GUARD_BREAKS } from '../../../sandbox/scripted/doors.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(GUARD_BREAKS, {
  'no guard': {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: 'There is no sign-in guard, so a stolen password or session works from any network.',
    ja: 'サインインの制限がないため、盗まれたパスワードやセッションはどのネットワークからでも使えます。',
  },
  'guard that was never turned on': {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: 'Statements of a sign-in guard exist, but console authorization is off, so they have no effect.',
    ja: 'サインインを制限するステートメントはありますが、コンソール認可が無効のため、効果がありません。',
  },
  'guard on, without statements': {
    changed: ['door.sign-in-guard unknown'],
    of: 'door.sign-in-guard',
    en: "The sign-in guard is on without a statement of this account; the organization's policies aren't looked at.",
    ja: 'サインインの制限は有効ですが、このアカウントのステートメントがありません。組織のポリシーは確認していません。',
  },
  'guard that is wider': {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: "The sign-in guard lets in 198.51.100.0/24, which the settings don't trust.",
    ja: 'サインインの制限は、設定で信頼していない 198.51.100.0/24 からのサインインを許可しています。',
  },
  'guard that is narrower': {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: 'The sign-in guard shuts out 203.0.113.0/24, which the settings trust.',
    ja: 'サインインの制限は、設定で信頼している 203.0.113.0/24 からのサインインを拒否しています。',
  },
  'guard of another network': {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: "The sign-in guard lets in 198.51.100.0/24, which the settings don't trust. The sign-in guard shuts out 203.0.113.0/24 and 2001:db8::/32, which the settings trust.",
    ja: 'サインインの制限は、設定で信頼していない 198.51.100.0/24 からのサインインを許可しています。サインインの制限は、設定で信頼している 203.0.113.0/24、2001:db8::/32 からのサインインを拒否しています。',
  },
  'guard of the first phase only': {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: 'The sign-in guard restricts networks only before people authenticate, not after (signin:AuthorizeOAuth2Access, signin:CreateOAuth2Token).',
    ja: 'サインインの制限は認証の前だけを対象とし、認証の後（signin:AuthorizeOAuth2Access、signin:CreateOAuth2Token）のネットワークを制限していません。',
  },
  'guard with a condition of its own': {
    changed: ['door.sign-in-guard unknown'],
    of: 'door.sign-in-guard',
    en: "The sign-in guard is on, but its condition DateGreaterThan aws:CurrentTime can't be judged here.",
    ja: 'サインインの制限は有効ですが、条件 DateGreaterThan aws:CurrentTime はここでは評価できません。',
  },
  "guard that shuts out Identity Center's portal": {
    changed: ['door.sign-in-guard fail'],
    of: 'door.sign-in-guard',
    en: "The sign-in guard restricts networks, which shuts out people who come through IAM Identity Center's portal.",
    ja: 'サインインの制限がネットワークを条件としているため、IAM Identity Centerのポータルを使う人はサインインできません。',
  },
});
