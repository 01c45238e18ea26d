import { foreignKey } from '../../../src/rules/data/foreign-key.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const bucket = (KMSMasterKeyID: string) =>
  apiCall('s3', 'PutBucketEncryption', {
    from: OFFICE,
    request: {
      bucketName: 'orders',
      ServerSideEncryptionConfiguration: {
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } },
      },
    },
  });
const disks = (KmsKeyId: string) =>
  apiCall('ec2', 'ModifyEbsDefaultKmsKeyId', {
    from: OFFICE,
    request: { ModifyEbsDefaultKmsKeyIdRequest: { KmsKeyId } },
  });
const foreign = 'arn:aws:kms:us-east-1:999988887777:key/1234abcd';

testRule(foreignKey, {
  fires: [
    {
      name: 'a bucket',
      record: bucket(foreign),
      told: [
        'high',
        'alice set bucket orders to encrypt with a key of another account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders を他アカウントのキーで暗号化する設定にしました',
      ],
    },
    {
      name: 'disks',
      record: disks(foreign),
      told: [
        'high',
        'alice set new disks to be encrypted with a key of another account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から新しいディスクを他アカウントのキーで暗号化する設定にしました',
      ],
    },
  ],
  quiet: [
    { name: 'a key of one’s own', record: bucket('arn:aws:kms:us-east-1:111122223333:key/1234abcd') },
    { name: 'a key by its id', record: disks('1234abcd-12ab-34cd-56ef-1234567890ab') },
    { name: 'a key of an account of the settings', record: bucket(foreign), settings: { accounts: ['999988887777'] } },
  ],
});
