/** The IAM policy of `athena setup`: its one stack, and what is in it. */
import { namesOf } from '../../core/names.ts';
import { glueArns } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

/**
 * The actions that CloudFormation's handlers call with the caller's rights:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Athena.html
 */
export const ATHENA: readonly Permission[] = [
  {
    sid: 'Stack',
    actions: [
      ...['DescribeStacks', 'DescribeStackEvents', 'CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'],
      ...['DeleteChangeSet', 'ListChangeSets', 'DescribeEvents', 'DeleteStack', 'TagResource', 'UntagResource'],
    ].map((action) => `cloudformation:${action}`),
    resources: ({ name }) => [
      `arn:aws:cloudformation:*:*:stack/${namesOf(name).athena.stack}/*`,
      'arn:aws:cloudformation:*:*:changeSet/login-watch-*/*',
    ],
  },
  {
    sid: 'Results',
    actions: [
      ...['CreateBucket', 'DeleteBucket', 'ListBucket', 'PutBucketPublicAccessBlock', 'PutBucketOwnershipControls'],
      ...['PutEncryptionConfiguration', 'PutLifecycleConfiguration', 'PutBucketTagging', 'GetBucketPolicy'],
      ...['PutBucketPolicy', 'DeleteBucketPolicy'],
    ].map((action) => `s3:${action}`),
    resources: ({ name }) => [`arn:aws:s3:::${namesOf(name).athena.results('*')}`],
  },
  {
    sid: 'Workgroup',
    actions: [
      ...['CreateWorkGroup', 'GetWorkGroup', 'UpdateWorkGroup', 'DeleteWorkGroup'],
      ...['TagResource', 'UntagResource', 'ListTagsForResource'],
    ].map((action) => `athena:${action}`),
    resources: ({ name }) => [`arn:aws:athena:*:*:workgroup/${namesOf(name).athena.workgroup}`],
  },
  {
    sid: 'Table',
    actions: [
      ...['CreateDatabase', 'GetDatabase', 'UpdateDatabase', 'DeleteDatabase'],
      ...['CreateTable', 'GetTable', 'UpdateTable', 'DeleteTable'],
    ].map((action) => `glue:${action}`),
    resources: ({ name }) => glueArns(namesOf(name).athena.database),
  },
  { sid: 'FindLogFiles', actions: ['s3:ListBucket'], resources: () => ['arn:aws:s3:::*'] },
];
