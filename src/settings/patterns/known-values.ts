/** Fields of records and the values that they can have, as CloudTrail spells them. */
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html

/** Fields that have no others beside them. An unknown name is refused only if it resembles one of these. */
export const KNOWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  userIdentity: [
    'type',
    'principalId',
    'arn',
    'accountId',
    'accessKeyId',
    'userName',
    'sessionContext',
    'invokedBy',
    'invokedByDelegate',
    'identityProvider',
    'credentialId',
    'onBehalfOf',
    'inScopeOf',
  ],
  'userIdentity.sessionContext': [
    'sessionIssuer',
    'webIdFederationData',
    'attributes',
    'ec2RoleDelivery',
    'sourceIdentity',
    'assumedRoot',
    'signInSessionArn',
  ],
  'userIdentity.sessionContext.sessionIssuer': ['type', 'principalId', 'arn', 'accountId', 'userName'],
  'userIdentity.sessionContext.attributes': ['creationDate', 'mfaAuthenticated'],
  'userIdentity.onBehalfOf': ['userId', 'identityStoreArn'],
  additionalEventData: [
    'AuthWorkflowID',
    'CredentialType',
    'LoginTo',
    'MFAIdentifier',
    'MFAUsed',
    'MfaType',
    'MobileVersion',
    'RedirectTo',
    'SamlProviderArn',
    'SwitchFrom',
    'UserName',
  ],
  tlsDetails: ['tlsVersion', 'cipherSuite', 'clientProvidedHostHeader', 'keyExchange'],
};

/** Sign-ins have their outcome in `responseElements`, never in `errorCode`. */
export const SIGN_INS: readonly string[] = [
  'ConsoleLogin',
  'CheckMfa',
  'SwitchRole',
  'ExitRole',
  'RenewRole',
  'GetSigninToken',
  'PasswordUpdated',
  'PasswordRecoveryRequested',
  'PasswordRecoveryCompleted',
  'EmailUpdated',
];

/** Every value that a field can have. */
export const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  eventType: [
    'AwsApiCall',
    'AwsServiceEvent',
    'AwsConsoleAction',
    'AwsConsoleSignIn',
    // One of IAM's pages spells it so: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
    'AwsConsoleSignin',
    'AwsCloudTrailInsight',
    'AwsVpceEvent',
    'AwsAggregatedEvent',
  ],
  eventCategory: ['Management', 'Data', 'Insight', 'NetworkActivity'],
  'userIdentity.type': [
    'Root',
    'IAMUser',
    'AssumedRole',
    'Role',
    'FederatedUser',
    'Directory',
    'AWSAccount',
    'AWSService',
    'IdentityCenterUser',
    'SAMLUser',
    'WebIdentityUser',
    'Unknown',
  ],
  'userIdentity.sessionContext.attributes.mfaAuthenticated': ['true', 'false'],
  'additionalEventData.MFAUsed': ['Yes', 'No'],
  'additionalEventData.MobileVersion': ['Yes', 'No'],
  sessionCredentialFromConsole: ['true'],
  ...Object.fromEntries(SIGN_INS.map((name) => [`responseElements.${name}`, ['Success', 'Failure']])),
};

export const BOOLEANS: readonly string[] = ['readOnly', 'managementEvent'];

/**
 * Permissions without a call:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_identityandaccessmanagement.html
 */
export const NEVER_EVENTS: readonly string[] = ['PassRole', 'SetContext'];

/**
 * Permissions whose call has another name in CloudTrail:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  ListAllMyBuckets: 'ListBuckets',
  ListBucket: 'ListObjects',
  PutEncryptionConfiguration: 'PutBucketEncryption',
  PutLifecycleConfiguration: 'PutBucketLifecycle',
  PutBucketLifecycleConfiguration: 'PutBucketLifecycle',
  PutReplicationConfiguration: 'PutBucketReplication',
  InvokeFunction: 'Invoke',
};

/** Calls of Lambda alone, which CloudTrail records with a version behind: `DeleteFunctionConcurrency20171031`. */
export const VERSIONED_NAMES =
  /^(?:(?:Create|Update|Delete|Get|List)(?:EventSourceMappings?|FunctionCode|FunctionConfiguration|FunctionUrlConfigs?)|(?:Put|Delete|Get)FunctionConcurrency|(?:Publish|Delete|List|Get)LayerVersions?|(?:Add|Remove)LayerVersionPermission)$/;
/** The same where the pattern names Lambda as the source: other services have calls of these names. */
export const VERSIONED_NAMES_OF_LAMBDA =
  /^(?:(?:Create|Delete|Get|List)Functions?|PublishVersion|(?:Add|Remove)Permission|(?:Create|Update|Delete)Alias)$/;

/** Names by which people call a service, and its event source. */
export const SOURCE_ALIASES: Readonly<Record<string, string>> = {
  ...{ cloudwatch: 'monitoring', cloudwatchlogs: 'logs', cognito: 'cognito-idp', console: 'signin', login: 'signin' },
  ...{ efs: 'elasticfilesystem', elb: 'elasticloadbalancing', elbv2: 'elasticloadbalancing', emr: 'elasticmapreduce' },
  ...{ eventbridge: 'events', identitycenter: 'sso', macie: 'macie2', msk: 'kafka', opensearch: 'es' },
  ...{ opensearchservice: 'es', 'sso-admin': 'sso', stepfunctions: 'states', systemsmanager: 'ssm', vpc: 'ec2' },
};

/** Spellings of error codes that rules ask for most. */
export const ERROR_CODES: readonly string[] = [
  ...['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Client.UnauthorizedOperation'],
  ...['AuthFailure', 'InvalidClientTokenId', 'ThrottlingException', 'UnauthorizedAccess', 'NoSuchEntityException'],
];

/** Fields of requests, which CloudTrail begins with a small letter. */
export const REQUEST_FIELDS: readonly string[] = [
  ...['accessKeyId', 'bucketName', 'dBInstanceIdentifier', 'functionName', 'groupId', 'groupName', 'instanceId'],
  ...['keyId', 'logGroupName', 'policyArn', 'policyDocument', 'policyName', 'roleArn', 'roleName', 'secretId'],
  ...['serialNumber', 'stackName', 'topicArn', 'trailName', 'userName', 'vpcId'],
];

/** Text that is compared as a whole and can't hold a star by itself. */
export const WITHOUT_STARS =
  /^(?:awsRegion|eventName|eventSource|eventType|sourceIPAddress|recipientAccountId|errorCode|userIdentity(?:\..*)?)$/;
