/** A credential other than a password or a first access key: a way in that stays, and that few people look for. */
import type { TrailEvent } from '../../core/event.ts';
import { numberAt, textAt } from '../../core/fields.ts';
import type { Hit, Rule, Words } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';
import { isOnItself } from './caller.ts';

export const iamCredentialAdded: Rule = {
  id: 'iam-credential-added',
  theme: 'iam',
  title: { en: 'Credential added or revived', ja: '認証情報の追加・再有効化' },
  severity: 'medium',
  why: {
    en: 'An MFA device of one’s own on somebody else’s user, a key made active again, an API key of a service, an SSH key or a certificate: each keeps an intruder in after passwords are changed. High where it is for another user. A weaker password policy lets the next password be guessed.',
    ja: '他人のユーザーに登録した自分のMFAデバイス、再有効化したキー、サービス固有のAPIキー、SSHキー、証明書は、パスワードを変更しても侵入者が居座る手段になる。他のユーザーに対する操作は high。パスワードポリシーの緩和は次のパスワードを推測しやすくする。',
  },
  respond: {
    en: [
      'Ask the user whether they know of it.',
      'If not: remove the credential, change the password, and look at what was done with it.',
    ],
    ja: [
      '対象のユーザーに心当たりを確認する。',
      'なければ認証情報を削除し、パスワードを変更し、それを使った操作を調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_bedrock.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  ],
  attack: ['T1098.001', 'T1556.006'],
  when: {
    eventSource: ['iam.amazonaws.com'],
    eventName: [
      'EnableMFADevice',
      'UpdateAccessKey',
      'CreateServiceSpecificCredential',
      'ResetServiceSpecificCredential',
      'UpdateServiceSpecificCredential',
      'UploadSSHPublicKey',
      'UpdateSSHPublicKey',
      'UploadSigningCertificate',
      'UpdateSigningCertificate',
      'UpdateUser',
      'UpdateAccountPasswordPolicy',
      'DeleteAccountPasswordPolicy',
    ],
  },
  check: (event) => (isByAws(event) ? undefined : hitOf(event)),
  say: tell(
    {
      EnableMFADevice: { en: 'registered an MFA device for user {}', ja: 'ユーザー {} にMFAデバイスを登録しました' },
      UpdateAccessKey: {
        en: 'activated an access key of user {} again',
        ja: 'ユーザー {} のアクセスキーを再び有効にしました',
      },
      CreateServiceSpecificCredential: {
        en: 'created a service-specific credential for user {}',
        ja: 'ユーザー {} のサービス固有の認証情報を作成しました',
      },
      ResetServiceSpecificCredential: {
        en: 'reset a service-specific credential of user {}',
        ja: 'ユーザー {} のサービス固有の認証情報をリセットしました',
      },
      UploadSSHPublicKey: {
        en: 'uploaded an SSH key for user {}',
        ja: 'ユーザー {} のSSH公開鍵をアップロードしました',
      },
      UploadSigningCertificate: {
        en: 'uploaded a signing certificate for user {}',
        ja: 'ユーザー {} の署名証明書をアップロードしました',
      },
      UpdateServiceSpecificCredential: {
        en: 'activated a service-specific credential of user {} again',
        ja: 'ユーザー {} のサービス固有の認証情報を再び有効にしました',
      },
      UpdateSSHPublicKey: {
        en: 'activated an SSH key of user {} again',
        ja: 'ユーザー {} のSSH公開鍵を再び有効にしました',
      },
      UpdateSigningCertificate: {
        en: 'activated a signing certificate of user {} again',
        ja: 'ユーザー {} の署名証明書を再び有効にしました',
      },
      UpdateUser: { en: 'renamed user {}', ja: 'ユーザー {} の名前を変更しました' },
      UpdateAccountPasswordPolicy: { en: 'weakened the password policy', ja: 'パスワードポリシーを緩和しました' },
      DeleteAccountPasswordPolicy: { en: 'deleted the password policy', ja: 'パスワードポリシーを削除しました' },
    },
    (event) => firstOf('userName')(event) ?? event.actor.name,
  ),
};

const FOR_ANOTHER: Words = {
  en: 'Credential added or revived for another user',
  ja: '他のユーザーの認証情報の追加・再有効化',
};
const POLICY: Words = { en: 'Password policy weakened', ja: 'パスワードポリシーの緩和' };
const RENAMED: Words = { en: 'IAM user renamed', ja: 'IAMユーザーの名前の変更' };

function hitOf(event: TrailEvent): Hit | undefined {
  switch (event.name) {
    case 'UpdateAccountPasswordPolicy':
      return isWeak(event) ? { title: POLICY } : undefined;
    case 'DeleteAccountPasswordPolicy':
      return { title: POLICY };
    case 'UpdateUser':
      return textAt(event.record, 'requestParameters.newUserName') === undefined ? undefined : { title: RENAMED };
    case 'UpdateAccessKey':
    case 'UpdateServiceSpecificCredential':
    case 'UpdateSSHPublicKey':
    case 'UpdateSigningCertificate':
      if (textAt(event.record, 'requestParameters.status') !== 'Active') return undefined;
      break;
    // A person registers their own device; that is what should happen.
    case 'EnableMFADevice':
      if (isOnItself(event)) return undefined;
  }
  return isOnItself(event) ? {} : { severity: 'high', title: FOR_ANOTHER };
}

/** Fewer than 8 characters, or fewer than the 14 that CIS asks for with old passwords allowed. What the call leaves out is reset to AWS's default. */
function isWeak({ record }: TrailEvent): boolean {
  const length = numberAt(record, 'requestParameters.minimumPasswordLength') ?? 6;
  const isAllowedToReuse = (numberAt(record, 'requestParameters.passwordReusePrevention') ?? 0) === 0;
  return length < 8 || (length < 14 && isAllowedToReuse);
}
