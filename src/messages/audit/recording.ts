/** Checks of what is recorded at all: titles, sentences and remedies. */
import type { Words } from '../../core/language.ts';
import type { WordTable } from '../../core/words.ts';
import { agoIn } from './ago.ts';

export type RecordingCheck =
  | 'recording.trail'
  | 'recording.delivery'
  | 'recording.arrival'
  | 'recording.reads'
  | 'recording.excluded'
  | 'recording.validation'
  | 'recording.closed'
  | 'recording.kept'
  | 'recording.retention'
  | 'recording.logs';

export const RECORDING_TITLES: Readonly<Record<RecordingCheck, Words>> = {
  'recording.trail': {
    en: 'A trail records management events of every region',
    ja: '全リージョンの管理イベントを記録する証跡',
  },
  'recording.delivery': { en: 'The files of trails arrive', ja: '証跡のファイルの配信' },
  'recording.arrival': { en: 'What happens arrives', ja: 'イベントの到着' },
  'recording.reads': { en: 'Read-only management events are recorded', ja: '読み取り専用の管理イベントの記録' },
  'recording.excluded': { en: 'No service is left out', ja: '記録対象から外したサービス' },
  'recording.validation': { en: 'Log file validation', ja: 'ログファイルの整合性の検証' },
  'recording.closed': { en: "The trail's bucket is closed", ja: '証跡のバケットの公開状態' },
  'recording.kept': { en: 'Nobody else may delete log files', ja: 'ログファイルを削除できる外部のアカウント' },
  'recording.retention': { en: 'Log files are kept for 90 days or more', ja: 'ログファイルの90日以上の保存' },
  'recording.logs': { en: 'A trail writes to a log group of this account', ja: 'このアカウントのロググループへの出力' },
};

/** A trail, as sentences name it. */
interface Named {
  readonly trail: string;
}

export interface RecordingWords {
  readonly noTrail: string;
  readonly noTrailTodo: string;
  /** A telemetry rule brings its events into a log group, without a trail. */
  readonly noFiles: (facts: { readonly rule: string; readonly group: string; readonly region: string }) => string;
  /** `since`: ISO date, or undefined. */
  readonly stopped: (facts: Named & { readonly since: string | undefined }) => string;
  readonly stoppedTodo: (facts: Named) => string;
  readonly oneRegion: (facts: Named & { readonly region: string }) => string;
  readonly oneRegionTodo: (facts: Named) => string;
  readonly noManagement: (facts: Named) => string;
  readonly noWrites: (facts: Named) => string;
  readonly selectTodo: (facts: Named) => string;
  readonly recorded: (facts: Named) => string;
  /** `reason`: AWS's code, such as `AccessDenied`. */
  readonly filesFail: (facts: Named & { readonly reason: string }) => string;
  readonly logsFail: (facts: Named & { readonly group: string; readonly reason: string }) => string;
  readonly filesFailTodo: (facts: { readonly bucket: string }) => string;
  /** The bucket and its policy are fine. */
  readonly filesFailOtherwiseTodo: (facts: Named & { readonly bucket: string }) => string;
  readonly logsFailTodo: (facts: Named & { readonly group: string }) => string;
  /** Milliseconds since the last file. */
  readonly late: (facts: Named & { readonly ago: number }) => string;
  readonly noFileYet: (facts: Named) => string;
  /** Logging since less than an hour. */
  readonly noFileYetTodo: string;
  readonly delivered: (facts: Named & { readonly ago: number }) => string;
  readonly writesOnly: (facts: Named) => string;
  readonly reads: (facts: Named) => string;
  readonly excludes: (facts: Named & { readonly services: readonly string[] }) => string;
  /** No check here needs these. */
  readonly notNeeded: (facts: Named & { readonly services: readonly string[] }) => string;
  /** KMS: the control that goes blind. */
  readonly blind: string;
  readonly nothingLeftOut: (facts: Named) => string;
  readonly notValidated: (facts: Named) => string;
  readonly validatedTodo: (facts: Named) => string;
  readonly validated: (facts: Named) => string;
  readonly noLogs: (facts: Named) => string;
  readonly noLogsTodo: (facts: Named) => string;
  readonly logsElsewhere: (facts: Named & { readonly group: string; readonly account: string }) => string;
  readonly logsElsewhereTodo: (facts: { readonly account: string }) => string;
  readonly logs: (facts: Named & { readonly group: string; readonly region: string }) => string;
}

const en: RecordingWords = {
  noTrail: 'There is no trail.',
  noTrailTodo: 'Make a multi-region trail: `login-watch init` does, or set `trail: { use: new }` and deploy.',
  noFiles: ({ rule, group, region }) =>
    `Telemetry rule ${rule} brings management events of ${region} into log group ${group} without a trail, so there are no log files.`,
  stopped: ({ trail, since }) =>
    since === undefined ? `Trail ${trail} is stopped.` : `Trail ${trail} has been stopped since ${since}.`,
  stoppedTodo: ({ trail }) =>
    `Start the logging of trail ${trail} (cloudtrail:StartLogging), and find out who stopped it.`,
  oneRegion: ({ trail, region }) => `Trail ${trail} records ${region} only.`,
  oneRegionTodo: ({ trail }) => `Make trail ${trail} a multi-region trail.`,
  noManagement: ({ trail }) => `Trail ${trail} records no management events.`,
  noWrites: ({ trail }) => `Trail ${trail} records no management events that write.`,
  selectTodo: ({ trail }) => `Let trail ${trail} record management events, read and write.`,
  recorded: ({ trail }) => `Trail ${trail} records management events of every region now.`,
  filesFail: ({ trail, reason }) => `CloudTrail can't deliver the files of trail ${trail}: ${reason}.`,
  logsFail: ({ trail, group, reason }) => `CloudTrail can't deliver trail ${trail} to log group ${group}: ${reason}.`,
  filesFailTodo: ({ bucket }) => `Check that bucket ${bucket} exists and that its policy lets CloudTrail write.`,
  filesFailOtherwiseTodo: ({ trail, bucket }) =>
    `Bucket ${bucket} exists, and its policy lets CloudTrail write. Check the KMS key of trail ${trail} and its policy, Object Lock, and the resource control policies of your organization.`,
  logsFailTodo: ({ group }) => `Check that log group ${group} exists and that the trail's role may write to it.`,
  late: ({ trail, ago }) => `The last file of trail ${trail} came ${agoIn('en', ago)} ago.`,
  noFileYet: ({ trail }) => `No file of trail ${trail} was ever delivered.`,
  noFileYetTodo: 'Run the audit again in an hour.',
  delivered: ({ trail, ago }) => `The last file of trail ${trail} came ${agoIn('en', ago)} ago, without an error.`,
  writesOnly: ({ trail }) =>
    `Trail ${trail} leaves out read-only events: among them \`aws login\` and the roles that people take.`,
  reads: ({ trail }) => `Trail ${trail} records read-only management events too.`,
  excludes: ({ trail, services }) => `Trail ${trail} leaves out ${services.join(' and ')}.`,
  notNeeded: ({ trail, services }) =>
    `Trail ${trail} leaves out ${services.join(' and ')} only, which no check of this audit needs.`,
  blind: 'Nobody can be alerted to a KMS key that is disabled or scheduled for deletion.',
  nothingLeftOut: ({ trail }) => `Trail ${trail} leaves out no service.`,
  notValidated: ({ trail }) =>
    `Trail ${trail} writes no digest files, so a file that is changed or deleted goes unnoticed.`,
  validatedTodo: ({ trail }) => `Turn on log file validation of trail ${trail}.`,
  validated: ({ trail }) => `Trail ${trail} writes digest files: \`login-watch replay --s3 … --verify\` checks them.`,
  noLogs: ({ trail }) => `Trail ${trail} writes to no log group, so no metric filter can count its events.`,
  noLogsTodo: ({ trail }) => `Let trail ${trail} write to a log group, or use EventBridge (pipeline \`events\`).`,
  logsElsewhere: ({ trail, group, account }) =>
    `Trail ${trail} writes to log group ${group} of account ${account}: filters and alarms there can't be seen from here.`,
  logsElsewhereTodo: ({ account }) => `Run \`login-watch audit\` in account ${account} too.`,
  logs: ({ trail, group, region }) => `Trail ${trail} writes to log group ${group} in ${region}.`,
};

const ja: RecordingWords = {
  noTrail: '証跡がありません。',
  noTrailTodo:
    '全リージョンの証跡を作成してください。`login-watch init`、または `trail: { use: new }` を設定してデプロイすると作成できます。',
  noFiles: ({ rule, group, region }) =>
    `テレメトリルール ${rule} が ${region} の管理イベントを証跡なしでロググループ ${group} に出力しているため、ログファイルがありません。`,
  stopped: ({ trail, since }) => `証跡 ${trail} は${since === undefined ? '' : ` ${since} から`}停止しています。`,
  stoppedTodo: ({ trail }) =>
    `証跡 ${trail} の記録を開始し（cloudtrail:StartLogging）、誰が停止したかを確認してください。`,
  oneRegion: ({ trail, region }) => `証跡 ${trail} が記録するのは ${region} だけです。`,
  oneRegionTodo: ({ trail }) => `証跡 ${trail} を全リージョンの証跡にしてください。`,
  noManagement: ({ trail }) => `証跡 ${trail} は管理イベントを記録していません。`,
  noWrites: ({ trail }) => `証跡 ${trail} は書き込みの管理イベントを記録していません。`,
  selectTodo: ({ trail }) => `証跡 ${trail} で管理イベントの読み取りと書き込みを記録してください。`,
  recorded: ({ trail }) => `証跡 ${trail} が全リージョンの管理イベントを現在記録しています。`,
  filesFail: ({ trail, reason }) => `CloudTrailが証跡 ${trail} のファイルを配信できません：${reason}。`,
  logsFail: ({ trail, group, reason }) =>
    `CloudTrailが証跡 ${trail} をロググループ ${group} に出力できません：${reason}。`,
  filesFailTodo: ({ bucket }) =>
    `バケット ${bucket} があること、ポリシーがCloudTrailの書き込みを許可していることを確認してください。`,
  filesFailOtherwiseTodo: ({ trail, bucket }) =>
    `バケット ${bucket} は存在し、ポリシーもCloudTrailの書き込みを許可しています。証跡 ${trail} のKMSキーとそのポリシー、オブジェクトロック、組織のリソースコントロールポリシーを確認してください。`,
  logsFailTodo: ({ group }) => `ロググループ ${group} があること、証跡のロールが書き込めることを確認してください。`,
  late: ({ trail, ago }) => `証跡 ${trail} の最後のファイルは${agoIn('ja', ago)}前に届きました。`,
  noFileYet: ({ trail }) => `証跡 ${trail} のファイルは一度も届いていません。`,
  noFileYetTodo: '1時間後に監査をもう一度実行してください。',
  delivered: ({ trail, ago }) => `証跡 ${trail} の最後のファイルは${agoIn('ja', ago)}前に、エラーなく届きました。`,
  writesOnly: ({ trail }) =>
    `証跡 ${trail} は読み取り専用イベントを記録していません。\`aws login\` やロールの引き受けも含まれます。`,
  reads: ({ trail }) => `証跡 ${trail} は読み取り専用の管理イベントも記録しています。`,
  excludes: ({ trail, services }) => `証跡 ${trail} は ${services.join('、')} を記録対象から外しています。`,
  notNeeded: ({ trail, services }) =>
    `証跡 ${trail} が記録対象から外しているのは ${services.join('、')} だけで、この監査のチェックには影響しません。`,
  blind: 'KMSキーの無効化や削除予約があっても、誰にも通知できません。',
  nothingLeftOut: ({ trail }) => `証跡 ${trail} が記録対象から外したサービスはありません。`,
  notValidated: ({ trail }) =>
    `証跡 ${trail} はダイジェストファイルを作成しないため、ファイルの変更や削除に気付けません。`,
  validatedTodo: ({ trail }) => `証跡 ${trail} のログファイルの検証を有効にしてください。`,
  validated: ({ trail }) =>
    `証跡 ${trail} はダイジェストファイルを作成しています。\`login-watch replay --s3 … --verify\` で検証できます。`,
  noLogs: ({ trail }) =>
    `証跡 ${trail} はロググループに出力しないため、メトリクスフィルターでイベントを数えられません。`,
  noLogsTodo: ({ trail }) =>
    `証跡 ${trail} をロググループに出力するか、EventBridge（パイプライン \`events\`）を使ってください。`,
  logsElsewhere: ({ trail, group, account }) =>
    `証跡 ${trail} の出力先はアカウント ${account} のロググループ ${group} で、そこのフィルターとアラームはここから見えません。`,
  logsElsewhereTodo: ({ account }) => `アカウント ${account} でも \`login-watch audit\` を実行してください。`,
  logs: ({ trail, group, region }) => `証跡 ${trail} は ${region} のロググループ ${group} に出力しています。`,
};

export const RECORDING_WORDS: WordTable<RecordingWords> = { en, ja };
