import { resourceOpened } from '../../../src/rules/data/resource-opened.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const STRANGER = '999988887777';
const call = (service: string, name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const policy = (statement: object) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }] });
const stranger = policy({ Principal: { AWS: `arn:aws:iam::${STRANGER}:root` } });
const anybody = policy({ Principal: '*' });
const ours = policy({
  Principal: '*',
  Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
});
const permission = (request: object) =>
  call('lambda', 'AddPermission20150331v2', {
    functionName: 'pay',
    statementId: 's',
    action: 'lambda:InvokeFunction',
    ...request,
  });
const grantee = (ID: string) =>
  call('s3', 'PutBucketAcl', {
    bucketName: 'orders',
    AccessControlPolicy: {
      Owner: { ID: 'a'.repeat(64) },
      AccessControlList: { Grant: [{ Grantee: { 'xsi:type': 'CanonicalUser', ID }, Permission: 'READ' }] },
    },
  });

testRule(resourceOpened, {
  fires: [
    {
      name: 'a bucket to an account',
      record: call('s3', 'PutBucketPolicy', { bucketName: 'orders', bucketPolicy: JSON.parse(stranger) }),
      told: [
        'high',
        'alice let account 999988887777 into bucket orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a bucket by its ACL',
      record: grantee('b'.repeat(64)),
      told: [
        'high',
        'alice let canonical user bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb into bucket orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders へのアクセスを正規ユーザー bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb に許可しました',
      ],
    },
    {
      name: 'a bucket by a header',
      record: call('s3', 'PutBucketAcl', {
        bucketName: 'orders',
        'x-amz-grant-full-control': [`id="${'b'.repeat(64)}"`],
      }),
      told: [
        'high',
        'alice let canonical user bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb into bucket orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders へのアクセスを正規ユーザー bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb に許可しました',
      ],
    },
    {
      name: 'an access point',
      record: call('s3', 'PutAccessPointPolicy', { name: 'ap', policy: anybody }),
      told: [
        'critical',
        'alice let anybody into access point ap from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアクセスポイント ap へのアクセスを全員に許可しました',
      ],
    },
    {
      name: 'a grant on a key',
      record: call('kms', 'CreateGrant', {
        keyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd',
        granteePrincipal: `arn:aws:iam::${STRANGER}:root`,
      }),
      told: [
        'high',
        'alice let account 999988887777 use KMS key 1234abcd from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から KMSキー 1234abcd の利用をアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a function to everybody',
      record: permission({ principal: '*' }),
      told: [
        'high',
        'alice let anybody use function pay from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 pay の利用を全員に許可しました',
      ],
    },
    {
      name: 'a function to an account',
      record: permission({ principal: STRANGER }),
      told: [
        'medium',
        'alice let account 999988887777 use function pay from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 pay の利用をアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a function with an address',
      record: call('lambda', 'CreateFunctionUrlConfig', { functionName: 'pay', authType: 'NONE' }),
      title: 'Function open to the internet',
      told: [
        'high',
        'alice gave function pay a web address that anybody can call from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から関数 pay に誰でも呼び出せるURLを付けました',
      ],
    },
    {
      name: 'a layer',
      record: call('lambda', 'AddLayerVersionPermission20181031', {
        layerName: 'tools',
        principal: '*',
        statementId: 's',
      }),
      told: [
        'high',
        'alice let anybody use Lambda layer tools from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Lambdaレイヤー tools の利用を全員に許可しました',
      ],
    },
    {
      name: 'images',
      record: call('ecr', 'SetRepositoryPolicy', { repositoryName: 'web', policyText: stranger }),
      told: [
        'high',
        'alice let account 999988887777 into image repository web from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイメージリポジトリ web へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a queue',
      record: call('sqs', 'SetQueueAttributes', {
        queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders',
        attributes: { Policy: anybody },
      }),
      told: [
        'critical',
        'alice let anybody into queue orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキュー orders へのアクセスを全員に許可しました',
      ],
    },
    {
      name: 'a queue, without a policy',
      record: call('sqs', 'AddPermission', {
        queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders',
        aWSAccountIds: [STRANGER],
      }),
      told: [
        'high',
        'alice let account 999988887777 into queue orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキュー orders へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a topic',
      record: call('sns', 'SetTopicAttributes', {
        topicArn: 'arn:aws:sns:us-east-1:111122223333:alerts',
        attributeName: 'Policy',
        attributeValue: anybody,
      }),
      told: [
        'critical',
        'alice let anybody into SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts へのアクセスを全員に許可しました',
      ],
    },
    {
      name: 'a secret',
      record: call('secretsmanager', 'PutResourcePolicy', { secretId: 'db', resourcePolicy: stranger }),
      told: [
        'high',
        'alice let account 999988887777 into secret db from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からシークレット db へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a table',
      record: call('dynamodb', 'PutResourcePolicy', {
        resourceArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/orders',
        policy: stranger,
      }),
      told: [
        'high',
        'alice let account 999988887777 into table orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル orders へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a document',
      record: call('ssm', 'ModifyDocumentPermission', { name: 'setup', accountIdsToAdd: ['all'] }),
      told: [
        'critical',
        'alice let anybody into SSM document setup from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SSMドキュメント setup へのアクセスを全員に許可しました',
      ],
    },
    {
      name: 'a search domain',
      record: call('es', 'UpdateDomainConfig', { domainName: 'logs', accessPolicies: anybody }),
      told: [
        'critical',
        'alice let anybody into OpenSearch domain logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から OpenSearchドメイン logs へのアクセスを全員に許可しました',
      ],
    },
    {
      name: 'a backup vault',
      record: call('backup', 'PutBackupVaultAccessPolicy', { backupVaultName: 'main', policy: stranger }),
      told: [
        'high',
        'alice let account 999988887777 into backup vault main from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバックアップボールト main へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'an event bus',
      record: call('events', 'PutPermission', { principal: '*', action: 'events:PutEvents' }),
      told: [
        'high',
        'alice let anybody use event bus default from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントバス default の利用を全員に許可しました',
      ],
    },
    {
      name: 'a share',
      record: call('ram', 'CreateResourceShare', { name: 'nets', principals: [STRANGER] }),
      told: [
        'high',
        'alice let account 999988887777 into resource share nets from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリソース共有 nets へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'a snapshot of Redshift',
      record: call('redshift', 'AuthorizeSnapshotAccess', {
        snapshotIdentifier: 'dwh-1',
        accountWithRestoreAccess: STRANGER,
      }),
      told: [
        'high',
        'alice let account 999988887777 into Redshift snapshot dwh-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Redshiftスナップショット dwh-1 へのアクセスをアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'the guard of snapshots',
      record: call('ec2', 'DisableSnapshotBlockPublicAccess', {}),
      title: 'Guard against public sharing removed',
      told: [
        'high',
        'alice allowed snapshots to be shared with everybody in the region from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリージョンのスナップショットの一般公開を許可しました',
      ],
    },
    {
      name: 'the guard of images',
      record: call('ec2', 'DisableImageBlockPublicAccess', {}),
      title: 'Guard against public sharing removed',
      told: [
        'high',
        'alice allowed images to be shared with everybody in the region from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリージョンのAMIの一般公開を許可しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call(
        'secretsmanager',
        'PutResourcePolicy',
        { secretId: 'db', resourcePolicy: stranger },
        { error: 'AccessDeniedException' },
      ),
      attempt: true,
      told: [
        'medium',
        'alice tried to let account 999988887777 into secret db from 203.0.113.24 (Tokyo office), and was denied (AccessDeniedException)',
        'alice が 203.0.113.24（Tokyo office）からシークレット db へのアクセスをアカウント 999988887777 に許可しようとしました（拒否：AccessDeniedException）',
      ],
    },
    ...(
      [
        [
          's3',
          'PutMultiRegionAccessPointPolicy',
          { details: { name: 'x', policy: stranger } },
          'multi-Region access point',
          'マルチリージョンアクセスポイント',
        ],
        [
          's3tables',
          'PutTableBucketPolicy',
          { tableBucketARN: 'x', resourcePolicy: stranger },
          'table bucket',
          'テーブルバケット',
        ],
        ['kafka', 'PutClusterPolicy', { clusterArn: 'x', policy: stranger }, 'Kafka cluster', ' Kafkaクラスター'],
        [
          'codeartifact',
          'PutDomainPermissionsPolicy',
          { domain: 'x', policyDocument: stranger },
          'package domain',
          'パッケージのドメイン',
        ],
        [
          'codeartifact',
          'PutRepositoryPermissionsPolicy',
          { repository: 'x', policyDocument: stranger },
          'package repository',
          'パッケージリポジトリ',
        ],
        [
          'redshift-serverless',
          'PutResourcePolicy',
          { resourceArn: 'x', policy: stranger },
          'Redshift snapshot',
          ' Redshiftスナップショット',
        ],
        [
          'workspaces',
          'UpdateWorkspaceImagePermission',
          { imageId: 'x', sharedAccountId: STRANGER, allowCopyImage: true },
          'WorkSpaces image',
          ' WorkSpacesイメージ',
        ],
      ] as const
    ).map(([service, name, request, en, ja]) => ({
      name: `${service} ${name}`,
      record: call(service, name, request),
      told: [
        'high',
        `alice let account ${STRANGER} into ${en} x from 203.0.113.24 (Tokyo office)`,
        `alice が 203.0.113.24（Tokyo office）から${ja} x へのアクセスをアカウント ${STRANGER} に許可しました`,
      ] as const,
    })),
    ...(
      [
        ['ses', 'PutIdentityPolicy', { identity: 'x', policy: stranger }, 'mail identity', 'メールの送信元'],
        [
          'ses',
          'UpdateEmailIdentityPolicy',
          { emailIdentity: 'x', policy: stranger },
          'mail identity',
          'メールの送信元',
        ],
        ['acm-pca', 'PutPolicy', { resourceArn: 'x', policy: stranger }, 'certificate authority', '認証局'],
      ] as const
    ).map(([service, name, request, en, ja]) => ({
      name: `${service} ${name}`,
      record: call(service, name, request),
      told: [
        'medium',
        `alice let account ${STRANGER} use ${en} x from 203.0.113.24 (Tokyo office)`,
        `alice が 203.0.113.24（Tokyo office）から${ja} x の利用をアカウント ${STRANGER} に許可しました`,
      ] as const,
    })),
  ],
  quiet: [
    {
      name: 'a WorkSpaces image no longer shared',
      record: call('workspaces', 'UpdateWorkspaceImagePermission', {
        imageId: 'x',
        sharedAccountId: STRANGER,
        allowCopyImage: false,
      }),
    },
    {
      name: 'a Kafka cluster to an own account',
      record: call('kafka', 'PutClusterPolicy', { clusterArn: 'x', policy: ours }),
    },
    {
      name: 'packages for everybody with a condition',
      record: call('codeartifact', 'PutDomainPermissionsPolicy', { domain: 'x', policyDocument: ours }),
    },
    { name: 'the owner of the bucket', record: grantee('a'.repeat(64)) },
    {
      name: 'log delivery of CloudFront',
      record: grantee('c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0'),
    },
    { name: 'a service', record: permission({ principal: 'events.amazonaws.com' }) },
    { name: 'everybody of the organization', record: permission({ principal: '*', principalOrgID: 'o-ours123456' }) },
    { name: 'everybody in this account', record: permission({ principal: '*', sourceAccount: '111122223333' }) },
    {
      name: 'an address behind IAM',
      record: call('lambda', 'CreateFunctionUrlConfig', { functionName: 'pay', authType: 'AWS_IAM' }),
    },
    {
      name: 'a queue for this account',
      record: call('sqs', 'SetQueueAttributes', { queueUrl: 'x', attributes: { Policy: ours } }),
    },
    {
      name: 'a queue’s timeout',
      record: call('sqs', 'SetQueueAttributes', { queueUrl: 'x', attributes: { VisibilityTimeout: '30' } }),
    },
    {
      name: 'a topic’s name',
      record: call('sns', 'SetTopicAttributes', { topicArn: 'x', attributeName: 'DisplayName', attributeValue: '*' }),
    },
    {
      name: 'an account of the settings',
      record: call('ecr', 'SetRepositoryPolicy', { repositoryName: 'web', policyText: stranger }),
      settings: { accounts: [STRANGER] },
    },
    {
      name: 'a grant for a role of this account',
      record: call('kms', 'CreateGrant', { keyId: 'k', granteePrincipal: 'arn:aws:iam::111122223333:role/web' }),
    },
    {
      name: 'a grant for a service',
      record: call('kms', 'CreateGrant', { keyId: 'k', granteePrincipal: 'rds.us-east-1.amazonaws.com' }),
    },
    {
      name: 'a domain in a VPC',
      record: call('es', 'CreateDomain', { domainName: 'logs', vPCOptions: {}, accessPolicies: anybody }),
    },
    {
      name: 'a share within the organization',
      record: call('ram', 'AssociateResourceShare', {
        principals: ['arn:aws:organizations::111122223333:organization/o-ours123456'],
      }),
    },
    {
      name: 'a document no longer shared',
      record: call('ssm', 'ModifyDocumentPermission', { name: 'setup', accountIdsToRemove: ['all'] }),
    },
    {
      name: 'AWS itself',
      record: call('ram', 'CreateResourceShare', { principals: [STRANGER] }, { by: role('AWSServiceRoleForX', 'x') }),
    },
  ],
});
