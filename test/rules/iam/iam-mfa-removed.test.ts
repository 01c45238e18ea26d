import { iamMfaRemoved } from '../../../src/rules/iam/iam-mfa-removed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const serialNumber = 'arn:aws:iam::111122223333:mfa/bob-phone';

testRule(iamMfaRemoved, {
  fires: [
    {
      name: 'deactivated',
      record: apiCall('iam', 'DeactivateMFADevice', { from: OFFICE, request: { userName: 'bob', serialNumber } }),
      told: [
        'high',
        'alice deactivated MFA device bob-phone of bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から bob の MFAデバイス bob-phone を無効化しました',
      ],
    },
    {
      name: 'deleted, which does not say whose',
      record: apiCall('iam', 'DeleteVirtualMFADevice', { from: OFFICE, request: { serialNumber } }),
      told: [
        'high',
        'alice deleted MFA device bob-phone from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から MFAデバイス bob-phone を削除しました',
      ],
    },
  ],
  quiet: [
    { name: 'registered', record: apiCall('iam', 'EnableMFADevice', { request: { userName: 'bob', serialNumber } }) },
    { name: 'synchronised', record: apiCall('iam', 'ResyncMFADevice', { request: { serialNumber } }) },
    { name: 'a device of Identity Center', record: apiCall('sso-directory', 'DeleteMfaDeviceForUser') },
  ],
});
