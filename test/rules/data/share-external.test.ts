import { shareExternal } from '../../../src/rules/data/share-external.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const snapshot = (createVolumePermission: object) =>
  apiCall('ec2', 'ModifySnapshotAttribute', {
    from: OFFICE,
    request: { snapshotId: 'snap-1', createVolumePermission },
  });
const database = (request: object) =>
  apiCall('rds', 'ModifyDBSnapshotAttribute', {
    from: OFFICE,
    request: { dBSnapshotIdentifier: 'orders', attributeName: 'restore', ...request },
  });
const replicate = (...rules: readonly object[]) =>
  apiCall('s3', 'PutBucketReplication', {
    from: OFFICE,
    request: { bucketName: 'logs', ReplicationConfiguration: { Rule: rules.length === 1 ? rules[0] : rules } },
  });
const to = (Account?: string) => ({ Destination: { Bucket: 'arn:aws:s3:::copies', Account } });

const STRANGER = '999988887777';
const filter = (destinationArn: string, by?: object) =>
  apiCall('logs', 'PutSubscriptionFilter', {
    from: OFFICE,
    request: { logGroupName: '/app/orders', filterName: 'copy', filterPattern: '', destinationArn },
    ...(by === undefined ? {} : { by: { ...by } }),
  });
const targets = (...arns: readonly string[]) =>
  apiCall('events', 'PutTargets', {
    from: OFFICE,
    request: { rule: 'orders', targets: arns.map((arn, index) => ({ id: String(index), arn })) },
  });
const ofLogs = (account: string) => `arn:aws:logs:us-east-1:${account}:destination:copies`;
const bus = (account: string) => `arn:aws:events:us-east-1:${account}:event-bus/central`;

testRule(shareExternal, {
  fires: [
    {
      name: 'a disk, with two accounts, one’s own among them',
      record: snapshot({ add: { items: [{ userId: '999988887777' }, { userId: '111122223333' }] } }),
      told: [
        'high',
        'alice shared snapshot snap-1 with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスナップショット snap-1 をアカウント 999988887777 に共有しました',
      ],
    },
    {
      name: 'a disk, with everybody',
      record: snapshot({ add: { items: [{ group: 'all' }] } }),
      title: 'Data shared with everybody',
      told: [
        'critical',
        'alice shared snapshot snap-1 with everybody from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からスナップショット snap-1 を全員に共有しました',
      ],
    },
    {
      name: 'an image',
      record: apiCall('ec2', 'ModifyImageAttribute', {
        from: OFFICE,
        request: { imageId: 'ami-1', launchPermission: { add: { items: [{ userId: '999988887777' }] } } },
      }),
      told: [
        'high',
        'alice shared image ami-1 with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイメージ ami-1 をアカウント 999988887777 に共有しました',
      ],
    },
    {
      name: 'a database',
      record: database({ valuesToAdd: ['999988887777'] }),
      told: [
        'high',
        'alice shared database snapshot orders with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベーススナップショット orders をアカウント 999988887777 に共有しました',
      ],
    },
    {
      name: 'a database, with everybody',
      record: database({ valuesToAdd: ['all'] }),
      title: 'Data shared with everybody',
      told: [
        'critical',
        'alice shared database snapshot orders with everybody from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベーススナップショット orders を全員に共有しました',
      ],
    },
    {
      name: 'a bucket’s copies',
      record: replicate(to(), to('999988887777')),
      told: [
        'high',
        'alice shared the objects of bucket logs with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs のオブジェクトをアカウント 999988887777 に共有しました',
      ],
    },
    {
      name: 'the logs of a group, sent to a stranger',
      record: filter(ofLogs(STRANGER)),
      told: [
        'high',
        'alice shared the logs of log group /app/orders with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ /app/orders のログをアカウント 999988887777 に共有しました',
      ],
    },
    {
      name: 'the logs of all groups',
      record: apiCall('logs', 'PutAccountPolicy', {
        from: OFFICE,
        request: {
          policyName: 'copy',
          policyType: 'SUBSCRIPTION_FILTER_POLICY',
          policyDocument: JSON.stringify({ DestinationArn: ofLogs(STRANGER), FilterPattern: '' }),
        },
      }),
      told: [
        'high',
        'alice shared the logs of all log groups (policy copy) with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からすべてのロググループのログ（ポリシー copy）をアカウント 999988887777 に共有しました',
      ],
    },
    {
      name: 'events, sent to a stranger’s bus beside one’s own',
      record: targets(bus('111122223333'), bus(STRANGER)),
      told: [
        'medium',
        'alice shared the events of event rule orders with account 999988887777 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントルール orders のイベントをアカウント 999988887777 に共有しました',
      ],
    },
  ],
  quiet: [
    { name: 'logs within the account', record: filter('arn:aws:lambda:us-east-1:111122223333:function:copy') },
    {
      name: 'logs to an account of the settings',
      record: filter(ofLogs(STRANGER)),
      settings: { accounts: { [STRANGER]: 'logs' } },
    },
    { name: 'logs to a bucket’s stream without an account', record: filter('arn:aws:s3:::copies') },
    {
      name: 'logs that a service of AWS sends to its own account',
      record: filter(ofLogs(STRANGER), role('AWSServiceRoleForSecurityLake', 'session')),
    },
    { name: 'events within the account', record: targets(bus('111122223333'), 'arn:aws:sqs:us-east-1:111122223333:q') },
    {
      name: 'events to an account of the settings',
      record: targets(bus(STRANGER)),
      settings: { accounts: [STRANGER] },
    },
    {
      name: 'a policy of the account that protects data',
      record: apiCall('logs', 'PutAccountPolicy', {
        request: { policyName: 'mask', policyType: 'DATA_PROTECTION_POLICY', policyDocument: '{"Name":"mask"}' },
      }),
    },
    { name: 'taken back', record: snapshot({ remove: { items: [{ group: 'all' }] } }) },
    { name: 'with oneself', record: snapshot({ add: { items: [{ userId: '111122223333' }] } }) },
    {
      name: 'with an account of the settings',
      record: database({ valuesToAdd: ['999988887777'] }),
      settings: { accounts: ['999988887777'] },
    },
    { name: 'a database taken back', record: database({ valuesToRemove: ['all'] }) },
    { name: 'another attribute', record: database({ attributeName: 'other', valuesToAdd: ['all'] }) },
    { name: 'copies within the account', record: replicate(to()) },
  ],
});
