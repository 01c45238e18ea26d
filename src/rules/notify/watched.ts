/** Calls that change a watched resource: functions, stacks, secrets, tables, queues, schedules, roles. */
import { booleanAt } from '../../core/fields.ts';
import type { Severity } from '../../core/rule.ts';
import type { Call, Calls } from '../calls.ts';

const call = (en: string, ja: string, severity?: Severity): Call => ({
  en,
  ja,
  ...(severity === undefined ? {} : { severity }),
});

const LAMBDA: Readonly<Record<string, Call>> = {
  UpdateFunctionCode: call('changed the code of function {}', '関数 {} のコードを変更しました'),
  UpdateFunctionConfiguration: call('changed the configuration of function {}', '関数 {} の設定を変更しました'),
  DeleteFunction: call('deleted function {}', '関数 {} を削除しました'),
  RemovePermission: call('removed a permission to call function {}', '関数 {} を呼び出す権限を削除しました'),
  AddPermission: call('gave a permission to call function {}', '関数 {} を呼び出す権限を与えました', 'high'),
  PutResourcePolicy: call('set the policy of function {}', '関数 {} のポリシーを設定しました'),
  DeleteResourcePolicy: call('deleted the policy of function {}', '関数 {} のポリシーを削除しました'),
  PutFunctionConcurrency: call('limited the concurrency of function {}', '関数 {} の同時実行数を制限しました'),
  DeleteFunctionConcurrency: call(
    'removed the concurrency limit of function {}',
    '関数 {} の同時実行数の制限を削除しました',
    'low',
  ),
  UpdateEventSourceMapping: call(
    'changed an input of function {}',
    '関数 {} の入力（イベントソースマッピング）を変更しました',
  ),
  DeleteEventSourceMapping: call(
    'deleted an input of function {}',
    '関数 {} の入力（イベントソースマッピング）を削除しました',
  ),
  CreateEventSourceMapping: call(
    'added an input to function {}',
    '関数 {} に入力（イベントソースマッピング）を追加しました',
    'medium',
  ),
  PutFunctionEventInvokeConfig: call('changed how function {} retries', '関数 {} の再試行の設定を変更しました'),
  UpdateFunctionEventInvokeConfig: call('changed how function {} retries', '関数 {} の再試行の設定を変更しました'),
  DeleteFunctionEventInvokeConfig: call('deleted how function {} retries', '関数 {} の再試行の設定を削除しました'),
  PutRuntimeManagementConfig: call(
    'changed the runtime version of function {}',
    '関数 {} のランタイムのバージョンを変更しました',
    'high',
  ),
  PutFunctionCodeSigningConfig: call('set code signing of function {}', '関数 {} のコード署名を設定しました', 'high'),
  DeleteFunctionCodeSigningConfig: call(
    'deleted code signing of function {}',
    '関数 {} のコード署名を削除しました',
    'high',
  ),
  UpdateFunctionCodeSigningConfig: call(
    'changed code signing of function {}',
    '関数 {} のコード署名を変更しました',
    'high',
  ),
  PutFunctionRecursionConfig: call(
    'changed the loop detection of function {}',
    '関数 {} のループ検出を変更しました',
    'medium',
  ),
  PutFunctionScalingConfig: call('changed the scaling of function {}', '関数 {} のスケーリングを変更しました'),
  CreateFunctionUrlConfig: call('gave function {} a web address', '関数 {} にURLを付けました', 'high'),
  UpdateFunctionUrlConfig: call('changed the web address of function {}', '関数 {} のURLの設定を変更しました', 'high'),
  DeleteFunctionUrlConfig: call('deleted the web address of function {}', '関数 {} のURLを削除しました', 'low'),
  CreateFunction: call('created function {}', '関数 {} を作成しました', 'low'),
  PublishVersion: call('published a version of function {}', '関数 {} のバージョンを発行しました', 'low'),
  CreateAlias: call('created an alias of function {}', '関数 {} のエイリアスを作成しました', 'low'),
  UpdateAlias: call('changed an alias of function {}', '関数 {} のエイリアスを変更しました', 'medium'),
  DeleteAlias: call('deleted an alias of function {}', '関数 {} のエイリアスを削除しました', 'medium'),
  PutProvisionedConcurrencyConfig: call(
    'set the provisioned concurrency of function {}',
    '関数 {} のプロビジョニング済み同時実行数を設定しました',
    'low',
  ),
  DeleteProvisionedConcurrencyConfig: call(
    'deleted the provisioned concurrency of function {}',
    '関数 {} のプロビジョニング済み同時実行数を削除しました',
    'low',
  ),
};

const CLOUDFORMATION: Readonly<Record<string, Call>> = {
  DeleteStack: call('deleted stack {}', 'スタック {} を削除しました'),
  UpdateStack: call('updated stack {}', 'スタック {} を更新しました'),
  ExecuteChangeSet: call('executed a change set of stack {}', 'スタック {} の変更セットを実行しました'),
  RollbackStack: call('rolled back stack {}', 'スタック {} をロールバックしました'),
  CancelUpdateStack: call('cancelled the update of stack {}', 'スタック {} の更新を取り消しました', 'medium'),
  ContinueUpdateRollback: call(
    'continued the rollback of stack {}',
    'スタック {} のロールバックを続行しました',
    'medium',
  ),
  SetStackPolicy: call('set the policy of stack {}', 'スタック {} のポリシーを設定しました', 'high'),
  UpdateTerminationProtection: {
    ...call('ended the termination protection of stack {}', 'スタック {} の削除保護を解除しました'),
    where: ({ record }) => booleanAt(record, 'requestParameters.enableTerminationProtection') !== true,
  },
  ExecuteStackRefactor: call('moved resources between stacks', 'スタック間でリソースを移しました'),
  CreateStackRefactor: call(
    'prepared to move resources of stack {}',
    'スタック {} のリソースの移動を準備しました',
    'medium',
  ),
  CreateStack: call('created stack {}', 'スタック {} を作成しました', 'low'),
  CreateChangeSet: call('created a change set of stack {}', 'スタック {} の変更セットを作成しました', 'low'),
};

const SECRETS: Calls = {
  ssm: {
    PutParameter: call('set parameter {}', 'パラメータ {} を設定しました'),
    DeleteParameter: call('deleted parameter {}', 'パラメータ {} を削除しました'),
    DeleteParameters: call('deleted parameter {}', 'パラメータ {} を削除しました'),
    LabelParameterVersion: call('moved a label of parameter {}', 'パラメータ {} のラベルを移しました', 'medium'),
    UnlabelParameterVersion: call('removed a label of parameter {}', 'パラメータ {} のラベルを削除しました', 'medium'),
    PutResourcePolicy: call('shared parameter {}', 'パラメータ {} を共有しました'),
    DeleteResourcePolicy: call('ended the sharing of parameter {}', 'パラメータ {} の共有を終了しました', 'medium'),
  },
  secretsmanager: {
    PutSecretValue: call('set secret {}', 'シークレット {} を設定しました'),
    UpdateSecret: call('changed secret {}', 'シークレット {} を変更しました'),
    DeleteSecret: call('deleted secret {}', 'シークレット {} を削除しました'),
    UpdateSecretVersionStage: call('changed the version of secret {}', 'シークレット {} のバージョンを変更しました'),
    RotateSecret: call('rotated secret {}', 'シークレット {} をローテーションしました', 'medium'),
    CancelRotateSecret: call(
      'stopped the rotation of secret {}',
      'シークレット {} のローテーションを停止しました',
      'medium',
    ),
    PutResourcePolicy: call('set the policy of secret {}', 'シークレット {} のポリシーを設定しました'),
    DeleteResourcePolicy: call('deleted the policy of secret {}', 'シークレット {} のポリシーを削除しました'),
    ReplicateSecretToRegions: call(
      'copied secret {} to other regions',
      'シークレット {} を他のリージョンに複製しました',
      'medium',
    ),
    RemoveRegionsFromReplication: call(
      'removed copies of secret {}',
      'シークレット {} のレプリカを削除しました',
      'medium',
    ),
    StopReplicationToReplica: call(
      'stopped the replication of secret {}',
      'シークレット {} のレプリケーションを停止しました',
      'medium',
    ),
    CreateSecret: call('created secret {}', 'シークレット {} を作成しました', 'low'),
    RestoreSecret: call('restored secret {}', 'シークレット {} を復元しました', 'low'),
  },
};

const STORES: Calls = {
  dynamodb: {
    DeleteTable: call('deleted table {}', 'テーブル {} を削除しました'),
    UpdateTable: call('changed table {}', 'テーブル {} を変更しました', 'high'),
    UpdateTimeToLive: call('changed when items of table {} expire', 'テーブル {} の項目の有効期限を変更しました'),
    PutResourcePolicy: call('set the policy of table {}', 'テーブル {} のポリシーを設定しました'),
    DeleteResourcePolicy: call('deleted the policy of table {}', 'テーブル {} のポリシーを削除しました', 'medium'),
    ExportTableToPointInTime: call('exported table {}', 'テーブル {} をエクスポートしました', 'high'),
    EnableKinesisStreamingDestination: call(
      'copied table {} to a stream',
      'テーブル {} をストリームに複製しました',
      'high',
    ),
    DisableKinesisStreamingDestination: call(
      'stopped the stream of table {}',
      'テーブル {} のストリームを停止しました',
      'low',
    ),
    UpdateKinesisStreamingDestination: call(
      'changed the stream of table {}',
      'テーブル {} のストリームを変更しました',
      'low',
    ),
    UpdateContinuousBackups: call(
      'changed the backups of table {}',
      'テーブル {} のバックアップを変更しました',
      'medium',
    ),
    CreateTable: call('created table {}', 'テーブル {} を作成しました', 'low'),
    CreateBackup: call('created a backup of table {}', 'テーブル {} のバックアップを作成しました', 'low'),
    RestoreTableFromBackup: call('restored table {}', 'テーブル {} を復元しました', 'medium'),
    RestoreTableToPointInTime: call('restored table {}', 'テーブル {} を復元しました', 'medium'),
    UpdateContributorInsights: call(
      'changed the insights of table {}',
      'テーブル {} のインサイトを変更しました',
      'low',
    ),
    CreateGlobalTable: call('made table {} global', 'テーブル {} をグローバルテーブルにしました', 'medium'),
    UpdateGlobalTable: call('changed the replicas of table {}', 'テーブル {} のレプリカを変更しました', 'medium'),
    UpdateGlobalTableSettings: call(
      'changed the replicas of table {}',
      'テーブル {} のレプリカを変更しました',
      'medium',
    ),
    UpdateTableReplicaAutoScaling: call(
      'changed the scaling of table {}',
      'テーブル {} のスケーリングを変更しました',
      'low',
    ),
  },
  sqs: {
    DeleteQueue: call('deleted queue {}', 'キュー {} を削除しました'),
    PurgeQueue: call('emptied queue {}', 'キュー {} を空にしました'),
    SetQueueAttributes: call('changed queue {}', 'キュー {} の設定を変更しました'),
    AddPermission: call('gave a permission on queue {}', 'キュー {} を使う権限を与えました', 'high'),
    RemovePermission: call('removed a permission on queue {}', 'キュー {} を使う権限を削除しました'),
    StartMessageMoveTask: call('moved the messages of queue {}', 'キュー {} のメッセージを移しました', 'high'),
    CancelMessageMoveTask: call('stopped the move of messages', 'メッセージの移動を停止しました', 'low'),
    CreateQueue: call('created queue {}', 'キュー {} を作成しました', 'low'),
  },
};

const SCHEDULER: Readonly<Record<string, Call>> = {
  UpdateSchedule: call('changed schedule {}', 'スケジュール {} を変更しました'),
  DeleteSchedule: call('deleted schedule {}', 'スケジュール {} を削除しました'),
  DeleteScheduleGroup: call('deleted schedule group {}', 'スケジュールグループ {} を削除しました'),
  CreateSchedule: call('created schedule {}', 'スケジュール {} を作成しました', 'medium'),
  CreateScheduleGroup: call('created schedule group {}', 'スケジュールグループ {} を作成しました', 'low'),
};

const IAM: Readonly<Record<string, Call>> = {
  DeleteRole: call('deleted role {}', 'ロール {} を削除しました'),
  DeleteRolePolicy: call('deleted an inline policy of role {}', 'ロール {} のインラインポリシーを削除しました'),
  DetachRolePolicy: call('detached a policy of role {}', 'ロール {} のポリシーをデタッチしました'),
  PutRolePolicy: call('set an inline policy of role {}', 'ロール {} のインラインポリシーを設定しました'),
  AttachRolePolicy: call('attached a policy to role {}', 'ロール {} にポリシーをアタッチしました', 'high'),
  PutRolePermissionsBoundary: call(
    'set the permissions boundary of role {}',
    'ロール {} のアクセス許可の境界を設定しました',
  ),
  DeleteRolePermissionsBoundary: call(
    'deleted the permissions boundary of role {}',
    'ロール {} のアクセス許可の境界を削除しました',
    'medium',
  ),
  UpdateAssumeRolePolicy: call('changed who may take on role {}', 'ロール {} の信頼ポリシーを変更しました'),
  UpdateRole: call('changed role {}', 'ロール {} を変更しました', 'medium'),
  CreateRole: call('created role {}', 'ロール {} を作成しました', 'low'),
};

export const WATCHED: Calls = {
  lambda: LAMBDA,
  cloudformation: CLOUDFORMATION,
  ...SECRETS,
  ...STORES,
  sns: { CreateTopic: call('created topic {}', 'トピック {} を作成しました', 'low') },
  scheduler: SCHEDULER,
  iam: IAM,
};
