import { notifierChanged } from '../../../src/rules/notify/notifier-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const settings = { watched: ['acme-*'] };
const call = (service: string, name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });

testRule(notifierChanged, {
  fires: [
    {
      name: 'the function’s code, whose event name has a version',
      record: call('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'acme-notify' }),
      settings,
      told: [
        'critical',
        'alice changed the code of function acme-notify from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 acme-notify のコードを変更しました',
      ],
    },
    {
      name: 'the function, by its ARN',
      record: call('lambda', 'DeleteFunction20150331', {
        functionName: 'arn:aws:lambda:ap-northeast-1:111122223333:function:acme-notify',
      }),
      settings,
      told: [
        'critical',
        'alice deleted function acme-notify from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 acme-notify を削除しました',
      ],
    },
    {
      name: 'the stack',
      record: call('cloudformation', 'DeleteStack', { stackName: 'acme-notifier' }),
      settings,
      told: [
        'critical',
        'alice deleted stack acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスタック acme-notifier を削除しました',
      ],
    },
    {
      name: 'the webhook',
      record: call('ssm', 'PutParameter', { name: '/acme/slack-webhook', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
      settings: { watched: ['/acme/*'] },
      told: [
        'critical',
        'alice set parameter /acme/slack-webhook from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からパラメータ /acme/slack-webhook を設定しました',
      ],
    },
    {
      name: 'the table',
      record: call('dynamodb', 'DeleteTable', { tableName: 'acme-logins' }),
      settings,
      told: [
        'critical',
        'alice deleted table acme-logins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル acme-logins を削除しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('dynamodb', 'DeleteTable', { tableName: 'acme-logins' }, { error: 'AccessDenied' }),
      settings,
      attempt: true,
      told: [
        'high',
        'alice tried to delete table acme-logins from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）からテーブル acme-logins を削除しようとしました（拒否：AccessDenied）',
      ],
    },
    {
      name: 'the stack by its ARN, which ends in an id',
      record: call('cloudformation', 'UpdateStack', {
        stackName:
          'arn:aws:cloudformation:us-east-1:111122223333:stack/acme-notifier/0a1b2c3d-0000-1111-2222-333344445555',
      }),
      settings,
      told: [
        'critical',
        'alice updated stack acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスタック acme-notifier を更新しました',
      ],
    },
    {
      name: 'a change set',
      record: call('cloudformation', 'ExecuteChangeSet', { changeSetName: 'tidy', stackName: 'acme-notifier' }),
      settings,
      told: [
        'critical',
        'alice executed a change set of stack acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスタック acme-notifier の変更セットを実行しました',
      ],
    },
    {
      name: 'its protection',
      record: call('cloudformation', 'UpdateTerminationProtection', {
        stackName: 'acme-notifier',
        enableTerminationProtection: false,
      }),
      settings,
      told: [
        'critical',
        'alice ended the termination protection of stack acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスタック acme-notifier の削除保護を解除しました',
      ],
    },
    {
      name: 'several parameters at once',
      record: call('ssm', 'DeleteParameters', { names: ['/other', '/acme/slack-webhook'] }),
      settings: { watched: ['/acme/*'] },
      told: [
        'critical',
        'alice deleted parameter /acme/slack-webhook from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からパラメータ /acme/slack-webhook を削除しました',
      ],
    },
    {
      name: 'a secret by its ARN, listed by its name',
      record: call('secretsmanager', 'UpdateSecret', {
        secretId: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:acme-token-AbCdEf',
      }),
      settings: { watched: ['acme-token'] },
      told: [
        'critical',
        'alice changed secret acme-token-AbCdEf from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からシークレット acme-token-AbCdEf を変更しました',
      ],
    },
    {
      name: 'the input of the function switched off: only the answer names it',
      record: call(
        'lambda',
        'UpdateEventSourceMapping20150331',
        { uUID: '91eaeb7e-c976-1234-9451-8709db01f137', enabled: false },
        {
          response: {
            functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:acme-notifier',
            eventSourceArn: 'arn:aws:sqs:us-east-1:111122223333:acme-outbox.fifo',
          },
        },
      ),
      settings,
      told: [
        'critical',
        'alice changed an input of function acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 acme-notifier の入力（イベントソースマッピング）を変更しました',
      ],
    },
    {
      name: 'a queue emptied',
      record: call('sqs', 'PurgeQueue', {
        queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/acme-outbox.fifo',
      }),
      settings,
      told: [
        'critical',
        'alice emptied queue acme-outbox.fifo from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキュー acme-outbox.fifo を空にしました',
      ],
    },
    {
      name: 'a queue changed',
      record: call('sqs', 'SetQueueAttributes', {
        queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/acme-outbox.fifo',
        attributes: { MessageRetentionPeriod: '60' },
      }),
      settings,
      told: [
        'critical',
        'alice changed queue acme-outbox.fifo from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキュー acme-outbox.fifo の設定を変更しました',
      ],
    },
    {
      name: 'a queue deleted',
      record: call('sqs', 'DeleteQueue', { queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/acme-dead' }),
      settings,
      told: [
        'critical',
        'alice deleted queue acme-dead from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキュー acme-dead を削除しました',
      ],
    },
    {
      name: 'the life of the table’s items',
      record: call('dynamodb', 'UpdateTimeToLive', { tableName: 'acme-logins' }),
      settings,
      told: [
        'critical',
        'alice changed when items of table acme-logins expire from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル acme-logins の項目の有効期限を変更しました',
      ],
    },
    {
      name: 'the schedule of business hours',
      record: call('scheduler', 'UpdateSchedule', { name: 'acme-hours-end', groupName: 'default', state: 'DISABLED' }),
      settings,
      told: [
        'critical',
        'alice changed schedule acme-hours-end from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスケジュール acme-hours-end を変更しました',
      ],
    },
    {
      name: 'the role of the function',
      record: call('iam', 'DeleteRolePolicy', { roleName: 'acme-notifier-Role-1A2B', policyName: 'notify' }),
      settings,
      told: [
        'critical',
        'alice deleted an inline policy of role acme-notifier-Role-1A2B from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール acme-notifier-Role-1A2B のインラインポリシーを削除しました',
      ],
    },
    {
      name: 'a permission to call it',
      record: call('lambda', 'AddPermission20150331v2', { functionName: 'acme-notifier', principal: '444455556666' }),
      settings,
      told: [
        'high',
        'alice gave a permission to call function acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 acme-notifier を呼び出す権限を与えました',
      ],
    },
    {
      name: 'made again',
      record: call('sqs', 'CreateQueue', { queueName: 'acme-dead' }),
      settings,
      told: [
        'low',
        'alice created queue acme-dead from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキュー acme-dead を作成しました',
      ],
    },
    {
      name: 'a denied attempt whose parameters CloudTrail left out',
      record: apiCall('lambda', 'DeleteFunction20150331', {
        from: OFFICE,
        error: 'AccessDenied',
        also: {
          errorMessage:
            'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: lambda:DeleteFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:acme-notifier because no identity-based policy allows it',
        },
      }),
      settings,
      attempt: true,
      told: [
        'high',
        'alice tried to delete function acme-notifier from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から関数 acme-notifier を削除しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    {
      name: 'a stack of a like name',
      record: call('cloudformation', 'DeleteStack', {
        stackName: 'arn:aws:cloudformation:us-east-1:111122223333:stack/web/acme-1',
      }),
      settings,
    },
    {
      name: 'protected again',
      record: call('cloudformation', 'UpdateTerminationProtection', {
        stackName: 'acme-notifier',
        enableTerminationProtection: true,
      }),
      settings,
    },
    {
      name: 'the function of that name in another account',
      record: call('lambda', 'DeleteFunction20150331', {
        functionName: 'arn:aws:lambda:us-east-1:444455556666:function:acme-notifier',
      }),
      settings: { watched: ['arn:aws:lambda:us-east-1:111122223333:function:acme-notifier'] },
    },
    {
      name: 'another function',
      record: call('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'web' }),
      settings,
    },
    { name: 'nothing is watched', record: call('dynamodb', 'DeleteTable', { tableName: 'acme-logins' }) },
    {
      name: 'the function is read',
      record: call('lambda', 'GetFunction20150331v2', { functionName: 'acme-notify' }),
      settings,
    },
    {
      name: 'the table of another service',
      record: call('glue', 'DeleteTable', { name: 'acme-logins' }),
      settings,
    },
  ],
});
