/** Statements that the policies of several commands have in common. */
import { allChannels, choosesHost, parametersIn, parametersOf, secretsOf } from '../../../channels/secrets-of.ts';
import { namesOf } from '../../../core/names.ts';
import type { Permission } from './permission.ts';

/** Neither action knows narrower resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
const EVERYTHING = () => ['*'];

const EVENT_HISTORY: Permission = {
  sid: 'ReadEventHistory',
  actions: ['cloudtrail:LookupEvents'],
  resources: EVERYTHING,
};
export const REGIONS: Permission = {
  sid: 'ListEnabledRegions',
  actions: ['account:ListRegions'],
  resources: EVERYTHING,
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html */
export const NAME_PEOPLE: Permission = {
  sid: 'NamePeople',
  actions: ['identitystore:DescribeUser'],
  resources: () => ['arn:aws:identitystore::*:identitystore/*', 'arn:aws:identitystore:::user/*'],
  isOptional: true,
};
export const NAME_GROUPS: Permission = {
  sid: 'NameGroups',
  actions: ['identitystore:DescribeGroup'],
  resources: () => ['arn:aws:identitystore::*:identitystore/*', 'arn:aws:identitystore:::group/*'],
  isOptional: true,
};
/** From the organization, else the alias of the caller's own account. */
export const NAME_ACCOUNTS: Permission = {
  sid: 'NameAccounts',
  actions: ['organizations:ListAccounts', 'iam:ListAccountAliases'],
  resources: EVERYTHING,
  isOptional: true,
};

export const READ_EVENTS: readonly Permission[] = [EVENT_HISTORY, REGIONS, NAME_PEOPLE, NAME_GROUPS, NAME_ACCOUNTS];

/** `--organization`: the accounts, and the role that is taken in each; the caller's own account is read directly. */
export const readOrganization = (role: string): readonly Permission[] => [
  { sid: 'ListAccountsOfOrganization', actions: ['organizations:ListAccounts'], resources: EVERYTHING },
  { sid: 'TakeRoles', actions: ['sts:AssumeRole'], resources: () => [`arn:aws:iam::*:role/${role}`] },
  ...READ_EVENTS,
];

/** The permissions of that role in each account. */
export const MEMBER: readonly Permission[] = [EVENT_HISTORY, REGIONS];

/** `replay --s3`: a trail's bucket instead of event history. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export function readBucket(bucket: string): readonly Permission[] {
  const arn = `arn:aws:s3:::${bucket}`;
  return [
    { sid: 'ListLogFiles', actions: ['s3:ListBucket'], resources: () => [arn] },
    { sid: 'ReadLogFiles', actions: ['s3:GetObject'], resources: () => [`${arn}/*`] },
    { sid: 'ListSigningKeys', actions: ['cloudtrail:ListPublicKeys'], resources: EVERYTHING, isOptional: true },
    { sid: 'DecryptLogFiles', actions: ['kms:Decrypt'], resources: () => ['arn:aws:kms:*:*:key/*'], isOptional: true },
    NAME_PEOPLE,
    NAME_GROUPS,
    NAME_ACCOUNTS,
  ];
}

/** `replay --athena`: what the query reads, and where its results go. https://docs.aws.amazon.com/athena/latest/ug/managed-policies.html */
export function askAthena(bucket: string): readonly Permission[] {
  const arn = `arn:aws:s3:::${bucket}`;
  return [
    {
      sid: 'AskAthena',
      actions: [
        'StartQueryExecution',
        'GetQueryExecution',
        'GetQueryResults',
        'StopQueryExecution',
        'GetWorkGroup',
      ].map((action) => `athena:${action}`),
      resources: ({ name }) => [`arn:aws:athena:*:*:workgroup/${namesOf(name).athena.workgroup}`],
    },
    {
      sid: 'ReadTable',
      actions: ['athena:GetTableMetadata'],
      resources: () => ['arn:aws:athena:*:*:datacatalog/AwsDataCatalog'],
    },
    {
      sid: 'ReadCatalogue',
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions'],
      resources: ({ name }) => glueArns(namesOf(name).athena.database),
    },
    { sid: 'ListLogFiles', actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: () => [arn] },
    { sid: 'ReadLogFiles', actions: ['s3:GetObject'], resources: () => [`${arn}/*`] },
    {
      sid: 'KeepResults',
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
      resources: ({ name }) => {
        const results = `arn:aws:s3:::${namesOf(name).athena.results('*')}`;
        return [results, `${results}/*`];
      },
    },
    { sid: 'DecryptLogFiles', actions: ['kms:Decrypt'], resources: () => ['arn:aws:kms:*:*:key/*'], isOptional: true },
    NAME_PEOPLE,
    NAME_GROUPS,
    NAME_ACCOUNTS,
  ];
}

/** A database, its tables, and the catalogue above it, which Glue asks for too. */
export function glueArns(database: string): readonly string[] {
  const arn = 'arn:aws:glue:*:*:';
  return [`${arn}catalog`, `${arn}database/${database}`, `${arn}table/${database}/*`];
}

/** A SecureString under AWS's own key (alias/aws/ssm) needs no permission of KMS; under another key kms:Decrypt must be added. */
export const SECRETS: Permission = {
  sid: 'ReadChannelSecrets',
  actions: ['ssm:GetParameter'],
  resources: (settings) => parametersOf(allChannels(settings)).map((name) => `arn:aws:ssm:*:*:parameter${name}`),
};
/** `deploy` reads only the URLs that choose their host, which it shows. */
export const HOSTS: Permission = {
  ...SECRETS,
  sid: 'ReadWebhookHosts',
  resources: (settings) =>
    parametersIn(allChannels(settings).flatMap(secretsOf).filter(choosesHost)).map(
      (name) => `arn:aws:ssm:*:*:parameter${name}`,
    ),
};
const MAIL: Permission = {
  sid: 'PublishToAlertTopic',
  actions: ['sns:Publish'],
  resources: ({ name, channels }) =>
    channels.some(({ kind }) => kind === 'email') ? [`arn:aws:sns:*:*:${namesOf(name).every}`] : [],
};

/** Permissions that sending needs, in any command. */
export const TO_NOTIFY: readonly Permission[] = [SECRETS, MAIL];

export const NOTIFIER: Permission = {
  sid: 'FindNotifier',
  actions: ['cloudformation:DescribeStacks'],
  resources: ({ name }) => [`arn:aws:cloudformation:*:*:stack/${namesOf(name).stack('notifier')}/*`],
};
export const LOGINS: Permission = {
  sid: 'ReadSignIns',
  actions: ['dynamodb:Query'],
  resources: ({ name }) => [`arn:aws:dynamodb:*:*:table/${namesOf(name).table}`],
};
export const INVOKE: Permission = {
  sid: 'InvokeNotifier',
  actions: ['lambda:InvokeFunction'],
  resources: ({ name }) => [`arn:aws:lambda:*:*:function:${namesOf(name).notifier}`],
};

const TEST_OBJECT: Permission = {
  sid: 'PutTestObject',
  actions: ['s3:PutObject', 's3:DeleteObject'],
  resources: ({ name }) => [`arn:aws:s3:::${namesOf(name).artifactsBucket('*')}/test/*`],
};

/** Mail that nobody confirmed reaches nobody. */
const MAIL_LISTS: Permission = {
  sid: 'ReadMailSubscriptions',
  actions: ['sns:ListSubscriptionsByTopic'],
  resources: MAIL.resources,
};

/** For `test` and for the proof at the end of `init`. Without --deployed, only secrets and mail. */
export const TO_TEST: readonly Permission[] = [SECRETS, NOTIFIER, LOGINS, INVOKE, TEST_OBJECT, MAIL, MAIL_LISTS];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const SIMULATE: Permission = {
  sid: 'AskWhatIsAllowed',
  actions: ['iam:SimulatePrincipalPolicy'],
  resources: () => ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:role/*'],
};
export const FIND_ROLE: Permission = {
  sid: 'FindOwnRole',
  actions: ['iam:GetRole'],
  resources: () => ['arn:aws:iam::*:role/*'],
};
