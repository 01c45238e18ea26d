/** Help and messages of `login-watch policy`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type PolicyHelp = HelpWords<{
  arguments: 'command';
  options: 'notify' | 'split' | 's3' | 'athena' | 'live' | 'roleName' | 'member';
  examples: 'replay' | 'notify' | 's3' | 'athena' | 'organization' | 'member' | 'split' | 'create';
}> & {
  readonly noPermission: (command: string) => string;
  readonly noPermissionHere: (command: string) => string;
  /** After `--split`. */
  readonly pieces: (count: number) => string;
  /** Statements that the command does without, by their Sid. */
  readonly optional: (sids: readonly string[]) => string;
  readonly tooLong: (characters: number, most: number) => string;
  /** After `--member`. */
  readonly member: string;
  readonly notCaller: (text: string) => { readonly message: string; readonly hint: string };
};

const en: PolicyHelp = {
  description:
    'Prints the least-privilege IAM policy of a command. Attach it to the user or role that runs the command.',
  arguments: { command: 'the command' },
  options: {
    notify: 'include the permissions for sending to the channels of the settings',
    split: 'print a JSON list of policies, each within the size limit of AWS; attach all of them',
    s3: 'replay, session: for reading a bucket (--s3) instead of event history; names it, or is for any',
    athena: 'replay: for asking Amazon Athena (replay --athena); --s3 names the bucket of its table',
    live: 'audit: for putting records and watching alerts (audit --live); without it, audit only reads',
    roleName: 'replay, forecast, watch, session: for --organization with this role in each account',
    member: 'print the trust and the permissions of that role, for this caller: an account ID or an ARN',
  },
  examples: {
    replay: 'The permissions that replay needs',
    notify: 'And those for sending the findings',
    s3: 'The permissions of replay --s3 s3://my-trail-bucket',
    athena: 'The permissions of replay --athena, over the table of that bucket',
    organization: 'The permissions of replay --organization --role-name login-watch',
    member: 'The policies of the role in each account, which account 111122223333 may take',
    split: 'The permissions that deploy needs, as several policies',
    create: 'Create the policy in AWS',
  },
  noPermission: (command) => `${command} needs no AWS permissions.`,
  noPermissionHere: (command) => `With these settings, ${command} needs no AWS permissions.`,
  pieces: (count) =>
    count === 1
      ? 'One policy is enough.'
      : `${count} policies, as a list: create each of them, and attach all ${count}.`,
  optional: (sids) => `Optional, the command works without: ${sids.join(', ')}.`,
  tooLong: (characters, most) =>
    `This policy has ${characters} characters, and AWS limits a managed policy to ${most}. Use --split to divide it.`,
  member:
    'Two policies of one role, to be made in each account under the same name (a CloudFormation StackSet does it for all of them): whom it trusts, and what it may do.',
  notCaller: (text) => ({
    message: `${text} is neither an account ID nor the ARN of a user or role`,
    hint: 'Give what calls replay: 111122223333, or arn:aws:iam::111122223333:role/auditor. `aws sts get-caller-identity` shows it.',
  }),
};

const ja: PolicyHelp = {
  description:
    'コマンドに必要な最小限のIAMポリシーを出力します。コマンドを実行するユーザーまたはロールにアタッチしてください。',
  arguments: { command: 'コマンド名' },
  options: {
    notify: '設定の通知先への送信に必要な権限も含める',
    split: 'AWSの上限に収まる長さに分けたポリシーをJSONの配列で出力（すべてアタッチが必要）',
    s3: 'replay、session：イベント履歴の代わりにバケットを読む（--s3）権限。バケット名を省略するとすべて',
    athena: 'replay：Amazon Athenaに問い合わせる（replay --athena）権限。テーブルのバケットは --s3 で指定',
    live: 'audit：記録の書き込みと通知の確認（audit --live）に必要な権限。指定しなければ読み取りだけ',
    roleName: 'replay、forecast、watch、session：各アカウントのこのロールを使う --organization の権限',
    member: 'そのロールの信頼ポリシーと権限を出力。呼び出し元はアカウントIDまたはARNで指定',
  },
  examples: {
    replay: 'replay に必要な権限',
    notify: '検出の送信に必要な権限も含める',
    s3: 'replay --s3 s3://my-trail-bucket に必要な権限',
    athena: 'そのバケットのテーブルへの replay --athena に必要な権限',
    organization: 'replay --organization --role-name login-watch に必要な権限',
    member: 'アカウント111122223333が引き受ける、各アカウントのロールのポリシー',
    split: 'deploy に必要な権限を複数のポリシーに分割',
    create: 'AWSにポリシーを作成',
  },
  noPermission: (command) => `${command} にAWSの権限は必要ありません。`,
  noPermissionHere: (command) => `現在の設定では、${command} にAWSの権限は必要ありません。`,
  pieces: (count) =>
    count === 1
      ? 'ポリシーは1つで足ります。'
      : `${count}個のポリシーの配列です。それぞれを作成し、${count}個すべてをアタッチしてください。`,
  optional: (sids) => `省略可能（なくても動作します）：${sids.join('、')}`,
  tooLong: (characters, most) =>
    `このポリシーは${characters}文字あり、AWSの管理ポリシーの上限${most}文字を超えています。--split で分割できます。`,
  member:
    '1つのロールの2つのポリシー（信頼する相手と、許可する操作）です。各アカウントに同じ名前で作成してください（CloudFormation StackSetsを使うと、全アカウントにまとめて作成できます）。',
  notCaller: (text) => ({
    message: `${text} はアカウントIDでも、ユーザーまたはロールのARNでもありません`,
    hint: 'replay を呼び出す側を指定してください：111122223333、または arn:aws:iam::111122223333:role/auditor。`aws sts get-caller-identity` で確認できます。',
  }),
};

export const POLICY_HELP: WordTable<PolicyHelp> = { en, ja };
