/** Mail subscriptions: confirming one, and mail that can't be sent yet, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface MailWords {
  /** The text to copy, after each problem with a link. */
  readonly copyLink: string;
  readonly problem: Readonly<
    Record<'notLink' | 'notSns' | 'noTopic' | 'otherRegion' | 'noToken' | 'brokenToken', string>
  >;
  /** A problem and what to copy, below a question. */
  readonly together: (problem: string, hint: string) => string;
  readonly urlAndToken: Refusal;
  readonly otherTopic: (topic: string, ours: readonly string[]) => Refusal;
  readonly confirmed: (who: string) => string;
  readonly confirmedBefore: (who: string) => string;
  /** The subscription can be ended by anyone who gets a mail; `arn` is the subscription's. */
  readonly unsafe: (arn: string) => string;
  readonly noAddress: string;
  readonly addChannel: string;
  readonly allConfirmed: string;
  readonly pending: string;
  readonly askLink: string;
  readonly giveUrl: string;
  /** `again`: the command for a new mail. */
  readonly tokenRefused: (again: string) => Refusal;
  readonly gone: (again: string) => Refusal;
  /** No notifier is deployed; `why` is AWS's refusal, if there was one. */
  readonly notDeployed: (why: string) => string;
  readonly wouldGoTo: (to: string) => string;
  readonly subject: (subject: string) => string;
}

const en: MailWords = {
  copyLink:
    'Copy the address behind “Confirm subscription” in AWS’s mail: https://sns.REGION.amazonaws.com/confirmation.html?TopicArn=…&Token=…',
  problem: {
    notLink: 'That is not a link',
    notSns: 'The link does not lead to SNS',
    noTopic: 'The link names no topic (TopicArn)',
    otherRegion: 'The link names a topic of another region than its own',
    noToken: 'The link has no token',
    brokenToken: 'The token is incomplete. It consists of letters and digits, in one line',
  },
  together: (problem, hint) => `${problem}. ${hint}`,
  urlAndToken: { message: '--url and --token cannot be combined', hint: 'Leave one out.' },
  otherTopic: (topic, ours) => ({
    message: `The link is for another topic, ${topic}`,
    hint: `This notifier’s topics: ${ours.join(', ')}. Check that the mail came from it.`,
  }),
  confirmed: (who) => `${who} is confirmed.`,
  confirmedBefore: (who) => `${who} was confirmed before.`,
  unsafe: (arn) =>
    `It was confirmed by a click on the link, so anyone who gets a mail can end it.\nTo correct that, run \`aws sns unsubscribe --subscription-arn ${arn}\`, subscribe the address again (\`login-watch deploy\`), and confirm it here.`,
  noAddress: 'No address is subscribed to mail.',
  addChannel: 'Add a channel of kind email to login-watch.yaml, and run `login-watch deploy`.',
  allConfirmed: 'All addresses are confirmed.',
  pending: 'Not confirmed yet:',
  askLink: 'The link in the mail (copy it, do not click it):',
  giveUrl: 'Give the link of each mail with --url.',
  tokenRefused: (again) => ({
    message: 'SNS refused this token: it is older than two days, of another topic, or incomplete',
    hint: `Copy the link from the newest mail. For a new mail: \`${again}\``,
  }),
  gone: (again) => ({
    message: 'The topic or the subscription no longer exists',
    hint: `SNS deletes a subscription that is not confirmed within two days. For a new mail: \`${again}\``,
  }),
  notDeployed: (why) =>
    `Mail is sent through the notifier’s SNS topic, which is not deployed yet${why === '' ? '' : ` (${why})`}.`,
  wouldGoTo: (to) => `This would go to ${to}:`,
  subject: (subject) => `Subject: ${subject}`,
};

const ja: MailWords = {
  copyLink:
    'AWSからのメールにある「Confirm subscription」のリンク先（https://sns.REGION.amazonaws.com/confirmation.html?TopicArn=…&Token=…）をコピーしてください。',
  problem: {
    notLink: 'リンクではありません',
    notSns: 'SNSのリンクではありません',
    noTopic: 'リンクにトピック（TopicArn）がありません',
    otherRegion: 'リンクのリージョンとトピックのリージョンが異なります',
    noToken: 'リンクにトークンがありません',
    brokenToken: 'トークンが途中で切れています。トークンは英数字だけで、改行を含みません',
  },
  together: (problem, hint) => `${problem}。${hint}`,
  urlAndToken: { message: '--url と --token は同時に指定できません', hint: 'どちらか一方を外してください。' },
  otherTopic: (topic, ours) => ({
    message: `別のトピック ${topic} のリンクです`,
    hint: `この通知機能のトピック：${ours.join('、')}。このトピックからのメールか確認してください。`,
  }),
  confirmed: (who) => `${who} を確認済みにしました。`,
  confirmedBefore: (who) => `${who} は既に確認済みです。`,
  unsafe: (arn) =>
    `リンクのクリックで確認されているため、メールを受け取った誰でも購読を解除できます。\n対処するには、\`aws sns unsubscribe --subscription-arn ${arn}\` を実行し、\`login-watch deploy\` でアドレスを登録し直してから、ここで確認してください。`,
  noAddress: 'メールを購読しているアドレスはありません。',
  addChannel: 'login-watch.yaml に種類 email の通知先を追加し、`login-watch deploy` を実行してください。',
  allConfirmed: 'すべてのアドレスが確認済みです。',
  pending: '未確認のアドレス：',
  askLink: 'メールのリンク（クリックせずにコピーしてください）：',
  giveUrl: '各メールのリンクを --url で指定してください。',
  tokenRefused: (again) => ({
    message: 'トークンがSNSに拒否されました。発行から2日が過ぎたか、別のトピックのものか、途中で切れています',
    hint: `最新のメールからリンクをコピーしてください。メールを再送するには：\`${again}\``,
  }),
  gone: (again) => ({
    message: 'トピックまたは購読が存在しません',
    hint: `2日以内に確認されなかった購読はSNSが削除します。メールを再送するには：\`${again}\``,
  }),
  notDeployed: (why) =>
    `メールは通知機能のSNSトピックから送信しますが、まだデプロイされていません${why === '' ? '' : `（${why}）`}。`,
  wouldGoTo: (to) => `${to} に送信される内容：`,
  subject: (subject) => `件名：${subject}`,
};

export const MAIL_WORDS: WordTable<MailWords> = { en, ja };
