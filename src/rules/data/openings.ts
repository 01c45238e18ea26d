/** Calls that let callers into a resource, by service: the resource, and the policy or the principals of the call. */
import type { Audience } from '../../core/access/audience.ts';
import { anyOf } from '../../core/access/audience.ts';
import type { Json, TrailEvent } from '../../core/event.ts';
import { isObject, listAt, textAt, valueAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Words } from '../../core/rule.ts';
import { accessBy, accessFor } from '../access.ts';

export interface Opening {
  readonly kind: Words;
  /** Paths of the resource below `requestParameters`. */
  readonly of: readonly string[];
  /** `data`: what gets out stays out. `use`: a function or a bus that strangers may use. */
  readonly weight: 'data' | 'use';
  readonly judge: (event: TrailEvent, context: Context) => Audience;
}

/** By service, then by event name, without a version of the API at its end. */
export type Openings = Readonly<Record<string, Readonly<Record<string, Opening>>>>;

const at = ({ record }: TrailEvent, path: string) => valueAt(record, `requestParameters.${path}`);

/** A policy document at the first of these paths that holds one. */
const byPolicy =
  (...paths: readonly string[]): Opening['judge'] =>
  (event, context) =>
    accessBy(
      paths.map((path) => at(event, path)).find((policy) => policy !== undefined),
      event,
      context,
    );

/** Principals at these paths, one or a list each; `all` is everyone. */
const byNames =
  (...paths: readonly string[]): Opening['judge'] =>
  (event, context) => {
    const named = paths.flatMap((path) => {
      const value = at(event, path);
      return Array.isArray(value) ? value : [value];
    });
    const names = named.filter((name): name is string => typeof name === 'string');
    return accessFor(
      names.map((name) => (name.toLowerCase() === 'all' ? '*' : name)),
      event,
      context,
    );
  };

/** Lambda's and EventBridge's calls name a principal, and conditions beside it. */
const byStatement: Opening['judge'] = (event, context) => {
  const of = (...paths: readonly string[]) =>
    paths.map((path) => at(event, path)).find((one) => typeof one === 'string');
  const principal = of('principal');
  if (typeof principal !== 'string') return anyOf([]);
  const equals = {
    'aws:SourceAccount': of('sourceAccount'),
    'aws:PrincipalOrgID': of('principalOrgID', 'organizationId') ?? conditionOf(event),
  };
  const arn = of('sourceArn');
  const condition = {
    StringEquals: Object.fromEntries(Object.entries(equals).filter(([, value]) => value !== undefined)),
    ArnLike: arn === undefined ? {} : { 'aws:SourceArn': arn },
  };
  const isService = /\.(?:amazonaws\.com|aws\.internal)$/.test(principal);
  const statement: Json = {
    Effect: 'Allow',
    Principal: isService ? { Service: principal } : { AWS: principal },
    Action: '*',
    Condition: JSON.parse(JSON.stringify(condition)),
  };
  return accessBy({ Statement: [statement] }, event, context);
};

/** `PutPermission`’s own form of a condition on the organization. */
function conditionOf(event: TrailEvent): Json | undefined {
  const condition = at(event, 'condition');
  return isObject(condition) && textAt(condition, 'key')?.toLowerCase() === 'aws:principalorgid'
    ? condition['value']
    : undefined;
}

/** AWS’s account that delivers CloudFront’s logs: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html */
const LOG_DELIVERY = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

/** The grantees of an ACL, but for its owner. */
const byAcl: Opening['judge'] = (event, context) => {
  const owner = at(event, 'AccessControlPolicy.Owner.ID');
  const grants = at(event, 'AccessControlPolicy.AccessControlList.Grant');
  const inBody = (Array.isArray(grants) ? grants : [grants]).flatMap((grant) => textAt(grant, 'Grantee.ID') ?? []);
  const headers = ['read', 'write', 'read-acp', 'write-acp', 'full-control'].map((kind) => `x-amz-grant-${kind}`);
  const texts = headers.flatMap((header) => [
    at(event, header),
    ...listAt(event.record, `requestParameters.${header}`),
  ]);
  const inHeaders = texts.flatMap((text) =>
    [...String(text ?? '').matchAll(/id="?([0-9a-f]{64})/g)].map(([, id = '']) => id),
  );
  const strangers = [...inBody, ...inHeaders].filter((id) => id !== owner && id !== LOG_DELIVERY);
  return accessFor(strangers, event, context);
};

const attributesPolicy = byPolicy('attributes.Policy', 'attributes.policy');
const topicPolicy: Opening['judge'] = (event, context) =>
  textAt(event.record, 'requestParameters.attributeName') === 'Policy'
    ? byPolicy('attributeValue')(event, context)
    : anyOf([]);
/** A domain in a VPC is open to nobody outside it, whatever its policy says. */
const domainPolicy: Opening['judge'] = (event, context) =>
  ['vPCOptions', 'vpcOptions'].some((path) => at(event, path) !== undefined)
    ? anyOf([])
    : byPolicy('accessPolicies')(event, context);

const words = (en: string, ja: string): Words => ({ en, ja });
const opening = (kind: Words, of: readonly string[], judge: Opening['judge'], weight: Opening['weight'] = 'data') => ({
  kind,
  of,
  judge,
  weight,
});

const BUCKET = words('bucket', 'バケット');
const KEY = words('KMS key', 'KMSキー');
const FUNCTION = words('function', '関数');
const QUEUE = words('queue', 'キュー');
const TOPIC = words('SNS topic', 'SNSトピック');
const DOMAIN = words('OpenSearch domain', 'OpenSearchドメイン');
const MAIL = words('mail identity', 'メールの送信元');
const SHARE = words('resource share', 'リソース共有');
const domain = opening(DOMAIN, ['domainName'], domainPolicy);

export const OPENINGS: Openings = {
  s3: {
    PutBucketPolicy: opening(BUCKET, ['bucketName'], byPolicy('bucketPolicy')),
    PutBucketAcl: opening(BUCKET, ['bucketName'], byAcl),
    PutAccessPointPolicy: opening(
      words('access point', 'アクセスポイント'),
      ['name', 'accessPointName'],
      byPolicy('policy', 'Policy', 'PutAccessPointPolicyRequest.Policy'),
    ),
    PutMultiRegionAccessPointPolicy: opening(
      words('multi-Region access point', 'マルチリージョンアクセスポイント'),
      ['details.name', 'PutMultiRegionAccessPointPolicyRequest.Details.Name'],
      byPolicy('details.policy', 'PutMultiRegionAccessPointPolicyRequest.Details.Policy'),
    ),
  },
  s3tables: {
    PutTableBucketPolicy: opening(
      words('table bucket', 'テーブルバケット'),
      ['tableBucketARN', 'tableBucketArn'],
      byPolicy('resourcePolicy'),
    ),
  },
  kms: {
    CreateKey: opening(KEY, ['responseElements.keyMetadata.keyId'], byPolicy('policy')),
    ReplicateKey: opening(KEY, ['keyId'], byPolicy('policy')),
    CreateGrant: opening(KEY, ['keyId'], byNames('granteePrincipal')),
  },
  lambda: {
    AddPermission: opening(FUNCTION, ['functionName'], byStatement, 'use'),
    PutResourcePolicy: opening(FUNCTION, ['resourceArn'], byPolicy('policy'), 'use'),
    AddLayerVersionPermission: opening(words('Lambda layer', 'Lambdaレイヤー'), ['layerName'], byStatement, 'use'),
  },
  ecr: {
    SetRepositoryPolicy: opening(
      words('image repository', 'イメージリポジトリ'),
      ['repositoryName'],
      byPolicy('policyText'),
    ),
    PutRegistryPolicy: opening(
      words('image registry', 'イメージレジストリ'),
      ['registryId'],
      byPolicy('policyText'),
      'use',
    ),
  },
  sqs: {
    AddPermission: opening(QUEUE, ['queueUrl'], byNames('aWSAccountIds', 'awsAccountIds')),
    SetQueueAttributes: opening(QUEUE, ['queueUrl'], attributesPolicy),
    CreateQueue: opening(QUEUE, ['queueName'], attributesPolicy),
  },
  sns: {
    AddPermission: opening(TOPIC, ['topicArn'], byNames('aWSAccountId', 'awsAccountId')),
    SetTopicAttributes: opening(TOPIC, ['topicArn'], topicPolicy),
    CreateTopic: opening(TOPIC, ['name'], attributesPolicy),
  },
  secretsmanager: {
    PutResourcePolicy: opening(words('secret', 'シークレット'), ['secretId'], byPolicy('resourcePolicy')),
  },
  dynamodb: { PutResourcePolicy: opening(words('table', 'テーブル'), ['resourceArn'], byPolicy('policy')) },
  ssm: {
    ModifyDocumentPermission: opening(words('SSM document', 'SSMドキュメント'), ['name'], byNames('accountIdsToAdd')),
    PutResourcePolicy: opening(words('parameter', 'パラメータ'), ['resourceArn'], byPolicy('policy')),
  },
  es: {
    CreateDomain: domain,
    UpdateDomainConfig: domain,
    CreateElasticsearchDomain: domain,
    UpdateElasticsearchDomainConfig: domain,
  },
  backup: {
    PutBackupVaultAccessPolicy: opening(
      words('backup vault', 'バックアップボールト'),
      ['backupVaultName'],
      byPolicy('policy'),
    ),
  },
  events: {
    PutPermission: opening(
      words('event bus', 'イベントバス'),
      ['eventBusName'],
      (event, context) => anyOf([byStatement(event, context), byPolicy('policy')(event, context)]),
      'use',
    ),
  },
  ram: {
    CreateResourceShare: opening(SHARE, ['name'], byNames('principals')),
    AssociateResourceShare: opening(SHARE, ['resourceShareArn'], byNames('principals')),
  },
  redshift: {
    AuthorizeSnapshotAccess: opening(
      words('Redshift snapshot', 'Redshiftスナップショット'),
      ['snapshotIdentifier', 'snapshotArn'],
      byNames('accountWithRestoreAccess'),
    ),
    AuthorizeDataShare: opening(
      words('Redshift data share', 'Redshiftのデータ共有'),
      ['dataShareArn'],
      byNames('consumerIdentifier'),
    ),
    AuthorizeEndpointAccess: opening(
      words('Redshift cluster', 'Redshiftクラスター'),
      ['clusterIdentifier'],
      byNames('account'),
    ),
  },
  elasticfilesystem: {
    PutFileSystemPolicy: opening(words('file system', 'ファイルシステム'), ['fileSystemId'], byPolicy('policy')),
  },
  glue: {
    PutResourcePolicy: opening(words('data catalog', 'データカタログ'), ['resourceArn'], byPolicy('policyInJson')),
  },
  kafka: { PutClusterPolicy: opening(words('Kafka cluster', 'Kafkaクラスター'), ['clusterArn'], byPolicy('policy')) },
  codeartifact: {
    PutDomainPermissionsPolicy: opening(
      words('package domain', 'パッケージのドメイン'),
      ['domain'],
      byPolicy('policyDocument'),
    ),
    PutRepositoryPermissionsPolicy: opening(
      words('package repository', 'パッケージリポジトリ'),
      ['repository'],
      byPolicy('policyDocument'),
    ),
  },
  ses: {
    PutIdentityPolicy: opening(MAIL, ['identity'], byPolicy('policy'), 'use'),
    CreateEmailIdentityPolicy: opening(MAIL, ['emailIdentity'], byPolicy('policy'), 'use'),
    UpdateEmailIdentityPolicy: opening(MAIL, ['emailIdentity'], byPolicy('policy'), 'use'),
  },
  'redshift-serverless': {
    PutResourcePolicy: opening(
      words('Redshift snapshot', 'Redshiftスナップショット'),
      ['resourceArn'],
      byPolicy('policy'),
    ),
  },
  'acm-pca': {
    PutPolicy: opening(words('certificate authority', '認証局'), ['resourceArn'], byPolicy('policy'), 'use'),
  },
  workspaces: {
    UpdateWorkspaceImagePermission: opening(
      words('WorkSpaces image', 'WorkSpacesイメージ'),
      ['imageId'],
      (event, context) =>
        at(event, 'allowCopyImage') === true ? byNames('sharedAccountId')(event, context) : anyOf([]),
    ),
  },
  kinesis: { PutResourcePolicy: opening(words('stream', 'ストリーム'), ['resourceARN'], byPolicy('policy')) },
  glacier: {
    SetVaultAccessPolicy: opening(words('vault', 'ボールト'), ['vaultName'], byPolicy('policy.policy', 'policy')),
  },
  logs: {
    PutDestinationPolicy: opening(
      words('log destination', 'ログの送信先'),
      ['destinationName'],
      byPolicy('accessPolicy'),
      'use',
    ),
  },
};
