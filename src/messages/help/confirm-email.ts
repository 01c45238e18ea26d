/** Help of `login-watch confirm-email`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type ConfirmEmailHelp = HelpWords<{ options: 'url' | 'token'; examples: 'ask' | 'link' }>;

const en: ConfirmEmailHelp = {
  description:
    'Confirms the subscription of an e-mail address, so that only your AWS account can end it.\nIf the link in the e-mail from AWS is clicked instead, anyone who gets an alert can unsubscribe the address, and so can mail scanners that follow links.\nWithout --url it lists unconfirmed addresses and asks for the link.',
  options: {
    url: "the address behind “Confirm subscription” in the e-mail; don't click it",
    token: 'only the token in that address',
  },
  examples: { ask: 'List unconfirmed addresses, and be asked for the link', link: 'With the link from the e-mail' },
};

const ja: ConfirmEmailHelp = {
  description:
    'メールの購読を、AWSアカウントからしか解除できない形で確認します。\nAWSからのメールのリンクをクリックして確認すると、通知を受け取った人や、リンクをたどるメールスキャナーが購読を解除できてしまいます。\n--url がなければ、未確認のアドレスを表示し、リンクの入力を求めます。',
  options: {
    url: 'メールの「Confirm subscription」のリンク先URL（クリックしないこと）',
    token: 'リンク先URLに含まれるトークンのみ',
  },
  examples: { ask: '未確認のアドレスを表示し、リンクを入力', link: 'メールのリンクを指定' },
};

export const CONFIRM_EMAIL_HELP: WordTable<ConfirmEmailHelp> = { en, ja };
