/** The words of `login-watch destroy`, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** Queues of the notifier in which messages may wait. */
export type WaitingFor = 'channels' | 'noChannel' | 'handling';

interface Waiting {
  readonly what: WaitingFor;
  readonly count: number;
}

export interface DestroyWords {
  readonly looking: string;
  readonly nothingDeployed: (name: string, account: string, region: string) => string;
  readonly wouldBeRemoved: (account: string) => string;
  readonly staysTitle: string;
  readonly unseenTitle: string;
  readonly stack: (name: string, region: string) => string;
  readonly bucket: (name: string) => string;
  readonly logGroup: (name: string) => string;
  readonly logGroupIn: (name: string, region: string) => string;
  readonly tableIn: (name: string, region: string) => string;
  /** After the table, which is protected against deletion. */
  readonly unprotects: string;
  /** A resource and what is lost with it. */
  readonly withLoss: (what: string, loss: string) => string;
  readonly loss: {
    readonly files: string;
    readonly records: string;
    readonly signIns: string;
    readonly zips: (bucket: string) => string;
  };
  readonly busy: (status: string) => string;
  /** All messages that wait, by queue. */
  readonly lost: (waiting: readonly Waiting[]) => string;
  readonly withoutTrail: (otherTrails: readonly string[]) => string;
  readonly writesToo: (what: string, trails: string) => string;
  readonly servesOther: (stack: string, region: string) => string;
  /** `parameters`: empty if the settings name none. */
  readonly secrets: (region: string, parameters: readonly string[]) => string;
  readonly keptTable: (table: string, region: string, isProtected: boolean) => string;
  /** Stacks with termination protection, none of which is deleted, nor any other. */
  readonly protectedStacks: (stacks: readonly { readonly name: string; readonly region: string }[]) => Refusal;
  readonly keptData: (data: readonly string[]) => string;
  readonly keptTrail: (stack: string, data: readonly string[], otherTrails: readonly string[]) => string;
  /** `bucket`: undefined if its name is unknown. */
  readonly keptNotifications: (bucket: string | undefined) => string;
  /** Rules, roles and statements of a bucket's owner, in its account. */
  readonly ownersPart: (bucket: string, account: string) => string;
  readonly question: string;
  readonly askName: (name: string) => string;
  readonly wrongName: (name: string) => string;
  readonly nothingRemoved: string;
  readonly again: string;
  readonly removing: (what: readonly string[]) => string;
  readonly versionsGone: (bucket: string, count: number) => string;
  readonly progress: (stack: string, region: string, resource: string, status: string) => string;
  readonly stillThere: (what: string) => string;
  readonly outcome: {
    readonly removed: (what: string) => string;
    readonly failed: (what: string, why: string) => string;
    readonly left: (what: string, why: string) => string;
  };
  readonly stopped: Refusal;
  readonly confirmNeedsAll: Refusal;
  readonly confirmDiffers: (given: string, name: string) => Refusal;
  /** No terminal; `name`: undefined if `--yes` is enough. */
  readonly noTerminal: (name: string | undefined) => Refusal;
}

const unprotectCommand = ([first]: readonly { readonly name: string; readonly region: string }[]) =>
  `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${first?.name ?? 'NAME'} --region ${first?.region ?? 'REGION'}`;

const enWaiting: Readonly<Record<WaitingFor, string>> = {
  channels: 'on the way to the channels',
  noChannel: 'that no channel accepted',
  handling: 'that could not be handled',
};

const sum = (waiting: readonly Waiting[]) => waiting.reduce((all, { count }) => all + count, 0);

const AFTER = 'keeps management events for 90 days, in each region’s event history, and nothing longer';
const enAlso = (trails: readonly string[]) => (trails.length === 0 ? '' : ` (and the files of ${trails.join(', ')})`);

const en: DestroyWords = {
  looking: 'Looking for what is deployed',
  nothingDeployed: (name, account, region) =>
    `Nothing is deployed: account ${account} has no stack of ${name}, neither in ${region} nor elsewhere.`,
  wouldBeRemoved: (account) => `This would be removed from account ${account}:`,
  staysTitle: 'This stays:',
  unseenTitle: 'This could not be checked and is left alone:',
  stack: (name, region) => `stack ${name} in ${region}`,
  bucket: (name) => `bucket ${name}`,
  logGroup: (name) => `log group ${name}`,
  logGroupIn: (name, region) => `log group ${name} in ${region}`,
  tableIn: (name, region) => `table ${name} in ${region}`,
  withLoss: (what, loss) => `${what}, with ${loss}`,
  loss: {
    files: 'all files that the trail wrote',
    records: 'all records in it',
    signIns: 'the history of sign-ins',
    zips: (bucket) => `all zips in bucket ${bucket}`,
  },
  busy: (status) => ` (once AWS has finished the change in progress: ${status})`,
  lost: (waiting) =>
    `${sum(waiting) === 1 ? '1 message waits' : `${sum(waiting)} messages wait`} and would be lost: ${waiting
      .map(({ what, count }) => `${count} ${enWaiting[what]}`)
      .join(', ')}. \`login-watch redrive\` sends again those that are stuck.`,
  withoutTrail: (trails) => `Without the trail, AWS itself ${AFTER}${enAlso(trails)}.`,
  writesToo: (what, trails) => `${what}: trail ${trails} writes to it`,
  servesOther: (stack, region) => `${stack}: it serves the notifier in ${region}`,
  secrets: (region, parameters) =>
    parameters.length === 0
      ? 'secrets in Parameter Store, if any were stored'
      : `secrets in Parameter Store; to delete them: aws ssm delete-parameters --region ${region} --names ${parameters.join(' ')}`,
  unprotects: ' (its deletion protection is turned off first)',
  keptTable: (table, region, isProtected) =>
    `table ${table} with the history of sign-ins${isProtected ? ', protected against deletion' : ''}; to delete it: ${
      isProtected
        ? `aws dynamodb update-table --region ${region} --table-name ${table} --no-deletion-protection-enabled, then `
        : ''
    }aws dynamodb delete-table --region ${region} --table-name ${table}`,
  protectedStacks: (stacks) => ({
    message: `Nothing was removed: these stacks are protected against deletion (termination protection):\n${stacks
      .map(({ name, region }) => `  ${name} in ${region}`)
      .join('\n')}`,
    hint: `\`login-watch deploy --no-protect\` turns the protection off everywhere; so does, for one stack, \`${unprotectCommand(stacks)}\`. Then run the same command again.`,
  }),
  keptData: (data) => `${data.join(' and ')}, filled by a trail; \`login-watch destroy --all\` removes the rest of it`,
  keptTrail: (stack, data, trails) =>
    `${stack} with its trail${data.length === 0 ? '' : `, ${data.join(' and ')}`}: it keeps recording, and its storage costs money; \`login-watch destroy --all\` removes it, and then AWS itself ${AFTER}${enAlso(trails)}.`,
  keptNotifications: (bucket) =>
    `${bucket === undefined ? 'the trail’s bucket' : `bucket ${bucket}`} keeps sending its events to EventBridge, where others may listen; to see it: aws s3api get-bucket-notification-configuration --bucket ${bucket ?? 'BUCKET'}`,
  ownersPart: (bucket, account) =>
    `what account ${account} did for bucket ${bucket}: statements in its policies, the notification, the rule and its role. It can remove them`,
  question: 'Remove all of this?',
  askName: (name) => `Deleted records can’t be brought back. Type ${name} to remove all of this:`,
  wrongName: (name) => `Type ${name}, or stop with Ctrl-C.`,
  nothingRemoved: 'Nothing was removed.',
  again: 'Run the same command again to continue from here.',
  removing: (what) => `Removing ${what.join(', ')}`,
  versionsGone: (bucket, count) => `bucket ${bucket}: ${counted(count, 'version')} deleted`,
  progress: (stack, region, resource, status) => `${stack} in ${region}: ${resource} ${status}`,
  stillThere: (what) => `${what} still exists`,
  outcome: {
    removed: (what) => `removed: ${what}`,
    failed: (what, why) => `not removed: ${what}: ${why}`,
    left: (what, why) => `left alone: ${what}: ${why}`,
  },
  stopped: {
    message: 'Stopped before all was removed',
    hint: 'AWS finishes the step in progress; run the same command again to continue from there.',
  },
  confirmNeedsAll: { message: '--confirm needs --all', hint: 'Without --all, --yes is enough.' },
  confirmDiffers: (given, name) => ({
    message: `--confirm names ${given}, but the settings are named ${name}`,
    hint: 'Give the name of the settings whose deployment is to be removed, or other settings with --config.',
  }),
  noTerminal: (name) => ({
    message: 'Nothing was removed: destroy asks first, and there is no terminal to ask on',
    hint: `Run it in a terminal, or ${name === undefined ? 'add --yes' : `give the name with --confirm ${name}`}.`,
  }),
};

const jaWaiting: Readonly<Record<WaitingFor, string>> = {
  channels: '送信待ち',
  noChannel: 'どの通知先にも届かなかったもの',
  handling: '処理できなかったもの',
};

const JA_AFTER = 'AWSに残るのは各リージョンのイベント履歴にある90日分の管理イベントだけです';
const jaAlso = (trails: readonly string[]) =>
  trails.length === 0 ? '' : `（ほかに ${trails.join('、')} のファイルが残ります）`;

const ja: DestroyWords = {
  looking: 'デプロイ済みのものを調べています',
  nothingDeployed: (name, account, region) =>
    `何もデプロイされていません。アカウント ${account} には、${region} にもほかのリージョンにも ${name} のスタックがありません。`,
  wouldBeRemoved: (account) => `アカウント ${account} から次のものを削除します：`,
  staysTitle: '残るもの：',
  unseenTitle: '確認できないため、そのまま残すもの：',
  stack: (name, region) => `スタック ${name}（${region}）`,
  bucket: (name) => `バケット ${name}`,
  logGroup: (name) => `ロググループ ${name}`,
  logGroupIn: (name, region) => `ロググループ ${name}（${region}）`,
  tableIn: (name, region) => `テーブル ${name}（${region}）`,
  withLoss: (what, loss) => `${what}と、${loss}`,
  loss: {
    files: '証跡が書き込んだすべてのファイル',
    records: 'その中のすべての記録',
    signIns: 'サインイン履歴',
    zips: (bucket) => `バケット ${bucket} のすべてのzip`,
  },
  busy: (status) => `（AWSで進行中の変更が終わってから：${status}）`,
  lost: (waiting) =>
    `待機中のメッセージ${sum(waiting)}件が失われます：${waiting
      .map(({ what, count }) => `${jaWaiting[what]} ${count}件`)
      .join('、')}。止まっているものは \`login-watch redrive\` で再送できます。`,
  withoutTrail: (trails) => `証跡を削除すると、${JA_AFTER}${jaAlso(trails)}。`,
  writesToo: (what, trails) => `${what}：証跡 ${trails} も書き込んでいます`,
  servesOther: (stack, region) => `${stack}：${region} の通知機能が使っています`,
  secrets: (region, parameters) =>
    parameters.length === 0
      ? 'Parameter Storeのシークレット（保存した場合）'
      : `Parameter Storeのシークレット。削除するには：aws ssm delete-parameters --region ${region} --names ${parameters.join(' ')}`,
  unprotects: '（先に削除保護を無効にします）',
  keptTable: (table, region, isProtected) =>
    `サインイン履歴のテーブル ${table}${isProtected ? '（削除保護が有効）' : ''}。削除するには：${
      isProtected
        ? `aws dynamodb update-table --region ${region} --table-name ${table} --no-deletion-protection-enabled の後、`
        : ''
    }aws dynamodb delete-table --region ${region} --table-name ${table}`,
  protectedStacks: (stacks) => ({
    message: `次のスタックは削除保護が有効なため、何も削除していません：\n${stacks
      .map(({ name, region }) => `  ${name}（${region}）`)
      .join('\n')}`,
    hint: `\`login-watch deploy --no-protect\` で全スタックの削除保護を無効にできます（1つだけなら \`${unprotectCommand(stacks)}\`）。その後、同じコマンドをもう一度実行してください。`,
  }),
  keptData: (data) => `以前の証跡が書き込んだ${data.join('と')}。\`login-watch destroy --all\` で残りを削除できます`,
  keptTrail: (stack, data, trails) =>
    `${stack}とその証跡${data.length === 0 ? '' : `、${data.join('、')}`}：記録は続き、保存費用がかかります。\`login-watch destroy --all\` で削除すると、${JA_AFTER}${jaAlso(trails)}。`,
  keptNotifications: (bucket) =>
    `${bucket === undefined ? '証跡のバケット' : `バケット ${bucket} `}からEventBridgeへのイベント（ほかで使っている可能性があるため残します）。確認するには：aws s3api get-bucket-notification-configuration --bucket ${bucket ?? 'BUCKET'}`,
  ownersPart: (bucket, account) =>
    `バケット ${bucket} のためにアカウント ${account} で行った設定（ポリシーのステートメント、通知、ルールとそのロール）。そのアカウントで削除できます`,
  question: 'これらをすべて削除しますか。',
  askName: (name) => `削除した記録は元に戻せません。すべて削除するには ${name} と入力してください：`,
  wrongName: (name) => `${name} と入力してください。中止はCtrl-Cです。`,
  nothingRemoved: '何も削除していません。',
  again: '同じコマンドをもう一度実行すると、続きから再開します。',
  removing: (what) => `${what.join('、')}を削除しています`,
  versionsGone: (bucket, count) => `バケット ${bucket}：${count}バージョンを削除`,
  progress: (stack, region, resource, status) => `${stack}（${region}）：${resource} ${status}`,
  stillThere: (what) => `${what}が残っています`,
  outcome: {
    removed: (what) => `削除：${what}`,
    failed: (what, why) => `削除できず：${what}：${why}`,
    left: (what, why) => `そのまま：${what}：${why}`,
  },
  stopped: {
    message: 'すべてを削除する前に中断しました',
    hint: '進行中の処理はAWSが完了させます。同じコマンドをもう一度実行すると、続きから再開します。',
  },
  confirmNeedsAll: {
    message: '--confirm は --all と一緒に指定してください',
    hint: '--all を付けない場合は --yes だけで実行できます。',
  },
  confirmDiffers: (given, name) => ({
    message: `--confirm の名前は ${given} ですが、設定の名前は ${name} です`,
    hint: '削除したいデプロイの設定の名前を指定するか、--config で別の設定を指定してください。',
  }),
  noTerminal: (name) => ({
    message: '削除前の確認ができる端末ではないため、何も削除していません',
    hint: `端末で実行するか、${name === undefined ? '--yes を付けて' : `--confirm ${name} を付けて`}実行してください。`,
  }),
};

export const DESTROY_WORDS: WordTable<DestroyWords> = { en, ja };
