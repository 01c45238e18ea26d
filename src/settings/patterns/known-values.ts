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

/** Text that is compared as a whole and can't hold a star by itself. */
export const WITHOUT_STARS =
  /^(?:awsRegion|eventName|eventSource|eventType|sourceIPAddress|recipientAccountId|errorCode|userIdentity(?:\..*)?)$/;
