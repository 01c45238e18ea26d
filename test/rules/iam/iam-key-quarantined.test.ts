import { iamKeyQuarantined } from '../../../src/rules/iam/iam-key-quarantined.ts';
import { apiCall } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(iamKeyQuarantined, {
  fires: [
    {
      name: 'the policy is attached, by AWS in the user’s name',
      record: apiCall('iam', 'AttachUserPolicy', {
        from: 'AWS Internal',
        request: { userName: 'ci', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
      }),
      told: [
        'critical',
        'User ci was put under quarantine policy AWSCompromisedKeyQuarantineV3: its access key is public',
        'ユーザー ci に隔離ポリシー AWSCompromisedKeyQuarantineV3 が適用されました。アクセスキーが公開されています',
      ],
    },
    {
      name: 'the policy is put inline',
      record: apiCall('iam', 'PutUserPolicy', {
        request: { userName: 'ci', policyName: 'AWSCompromisedKeyQuarantine_AKIAEXAMPLE', policyDocument: '{}' },
      }),
      told: [
        'critical',
        'User ci was put under quarantine policy AWSCompromisedKeyQuarantine_AKIAEXAMPLE: its access key is public',
        'ユーザー ci に隔離ポリシー AWSCompromisedKeyQuarantine_AKIAEXAMPLE が適用されました。アクセスキーが公開されています',
      ],
    },
    {
      name: 'the older policy',
      record: apiCall('iam', 'PutUserPolicy', {
        request: { userName: 'dev', policyName: 'AWSExposedCredentialPolicy_DO_NOT_REMOVE' },
      }),
      told: [
        'critical',
        'User dev was put under quarantine policy AWSExposedCredentialPolicy_DO_NOT_REMOVE: its access key is public',
        'ユーザー dev に隔離ポリシー AWSExposedCredentialPolicy_DO_NOT_REMOVE が適用されました。アクセスキーが公開されています',
      ],
    },
  ],
  quiet: [
    {
      name: 'another policy',
      record: apiCall('iam', 'AttachUserPolicy', {
        request: { userName: 'ci', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      }),
    },
    {
      name: 'the quarantine ends',
      record: apiCall('iam', 'DetachUserPolicy', {
        request: { userName: 'ci', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
      }),
    },
    {
      name: 'a policy whose name ends alike',
      record: apiCall('iam', 'PutUserPolicy', {
        request: { userName: 'ci', policyName: 'NotAWSCompromisedKeyQuarantine' },
      }),
    },
  ],
});
