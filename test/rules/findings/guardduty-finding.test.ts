import { guarddutyFinding } from '../../../src/rules/findings/guardduty-finding.ts';
import { apiCall, eventBridge } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const finding = (severity: number, detailType = 'GuardDuty Finding') =>
  eventBridge('aws.guardduty', detailType, {
    id: '1ab92989eaf0e742df4a014d5c0a8841',
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    title: 'Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
    severity,
  });

testRule(guarddutyFinding, {
  fires: [
    {
      name: 'medium',
      record: finding(4),
      told: [
        'medium',
        'GuardDuty found Recon:EC2/PortProbeUnprotectedPort (severity 4) in account 111122223333, us-east-1: Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
        'GuardDutyが Recon:EC2/PortProbeUnprotectedPort (severity 4) を検出しました（アカウント 111122223333、us-east-1）：Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
      ],
    },
    {
      name: 'high',
      record: finding(8.9),
      told: [
        'high',
        'GuardDuty found Recon:EC2/PortProbeUnprotectedPort (severity 8.9) in account 111122223333, us-east-1: Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
        'GuardDutyが Recon:EC2/PortProbeUnprotectedPort (severity 8.9) を検出しました（アカウント 111122223333、us-east-1）：Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
      ],
    },
    {
      name: 'critical',
      record: finding(9),
      told: [
        'critical',
        'GuardDuty found Recon:EC2/PortProbeUnprotectedPort (severity 9) in account 111122223333, us-east-1: Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
        'GuardDutyが Recon:EC2/PortProbeUnprotectedPort (severity 9) を検出しました（アカウント 111122223333、us-east-1）：Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
      ],
    },
  ],
  quiet: [
    { name: 'low', record: finding(3.9) },
    { name: 'another event of GuardDuty', record: finding(8, 'GuardDuty Malware Protection Object Scan Result') },
    { name: 'a call of its API', record: apiCall('guardduty', 'CreateSampleFindings') },
  ],
});
