/** Sources whose changes are few: where names don't fit they are asked for as a whole, except for reads. */

export const QUIET_SOURCES = new Set(
  [
    ...['access-analyzer', 'account', 'acm-pca', 'aoss', 'backup', 'chatbot', 'cloudformation', 'cloudtrail'],
    ...['codeartifact', 'config', 'detective', 'dsql', 'kafka', 'memorydb', 'redshift-serverless', 's3tables'],
    ...['eks', 'elasticache', 'elasticfilesystem', 'es', 'fsx', 'glacier', 'guardduty', 'iam', 'identitystore'],
    ...['inspector2', 'kinesis', 'macie2', 'network-firewall', 'notifications', 'observabilityadmin'],
    ...['organizations', 'ram', 'rbin', 'redshift', 'rolesanywhere', 'route53resolver', 'scheduler'],
    ...['secretsmanager', 'securityhub', 'ses', 'sns', 'sqs', 'sso', 'sso-directory', 'wafv2', 'workspaces'],
  ].map((service) => `${service}.amazonaws.com`),
);

/** Beginnings of read-only calls. */
export const READ_STEMS = ['Get', 'List', 'Describe'];

/** Calls of these sources that services and deployments make all day. */
export const BUSY_CALLS = [
  ...['AccessKubernetesApi', 'Authenticate', 'BatchImportFindings', 'Federate', 'LookupEvents', 'PutEvaluations'],
  ...['StartBackupJob', 'TagResource', 'TagRole', 'UntagResource', 'UntagRole', 'ValidateTemplate'],
];
