/** Help of `login-watch secret set`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords, SubcommandWords } from './words.ts';

interface SecretHelp {
  readonly secret: HelpWords<{ examples: 'ask' | 'pipe' | 'replace' }>;
  readonly set: SubcommandWords<{
    arguments: 'channel';
    options: 'parameter' | 'replace';
    examples: 'ask' | 'pipe' | 'place';
  }>;
}

const en: SecretHelp = {
  secret: {
    description: 'Keeps secrets out of files.',
    examples: {
      ask: 'Type the Slack webhook, hidden',
      pipe: 'From a password manager',
      replace: 'After the old one was exposed',
    },
  },
  set: {
    summary: 'store a secret, encrypted, in Parameter Store',
    description:
      'Asks for the secret without showing it (or reads it from standard input), checks its form, and stores it as a SecureString in the Parameter Store of your account. It is never printed.',
    arguments: { channel: 'kind of secret' },
    options: {
      parameter: 'name of the parameter, e.g. /acme/slack-webhook (default: from the settings, or /<name>/…)',
      replace: 'replace a stored secret without asking',
    },
    examples: {
      ask: 'Type the Slack webhook, hidden',
      pipe: 'From a password manager',
      place: 'As another parameter',
    },
  },
};

const ja: SecretHelp = {
  secret: {
    description: 'シークレットをファイルに書かずに管理します。',
    examples: {
      ask: 'SlackのWebhookを入力（画面には表示されません）',
      pipe: 'パスワードマネージャーから',
      replace: '古いものが漏れた場合に置き換え',
    },
  },
  set: {
    summary: 'シークレットをParameter Storeに暗号化して保存',
    description:
      'シークレットを画面に表示せずに入力し（または標準入力から読み取り）、形式を確かめて、AWSアカウントのParameter StoreにSecureStringとして保存します。表示することはありません。',
    arguments: { channel: 'シークレットの種類' },
    options: {
      parameter: 'パラメータ名：/acme/slack-webhook など（既定：設定にある名前、または /<name>/…）',
      replace: '保存済みのシークレットを確認せずに置き換え',
    },
    examples: {
      ask: 'SlackのWebhookを入力（画面には表示されません）',
      pipe: 'パスワードマネージャーから',
      place: '別のパラメータに保存',
    },
  },
};

export const SECRET_HELP: WordTable<SecretHelp> = { en, ja };
