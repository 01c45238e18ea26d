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
        'alice called UpdateFunctionCode on acme-notify from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から acme-notify に対して UpdateFunctionCode を実行しました',
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
        'alice called DeleteFunction on arn:aws:lambda:ap-northeast-1:111122223333:function:acme-notify from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から arn:aws:lambda:ap-northeast-1:111122223333:function:acme-notify に対して DeleteFunction を実行しました',
      ],
    },
    {
      name: 'the stack',
      record: call('cloudformation', 'DeleteStack', { stackName: 'acme-notifier' }),
      settings,
      told: [
        'critical',
        'alice called DeleteStack on acme-notifier from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から acme-notifier に対して DeleteStack を実行しました',
      ],
    },
    {
      name: 'the webhook',
      record: call('ssm', 'PutParameter', { name: '/acme/slack-webhook', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
      settings: { watched: ['/acme/*'] },
      told: [
        'critical',
        'alice called PutParameter on /acme/slack-webhook from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から /acme/slack-webhook に対して PutParameter を実行しました',
      ],
    },
    {
      name: 'the table',
      record: call('dynamodb', 'DeleteTable', { tableName: 'acme-logins' }),
      settings,
      told: [
        'critical',
        'alice called DeleteTable on acme-logins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から acme-logins に対して DeleteTable を実行しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('dynamodb', 'DeleteTable', { tableName: 'acme-logins' }, { error: 'AccessDenied' }),
      settings,
      attempt: true,
      told: [
        'high',
        'alice tried to call DeleteTable on acme-logins from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から acme-logins に対して DeleteTable を実行しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
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
