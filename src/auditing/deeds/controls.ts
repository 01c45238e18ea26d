/**
 * The deeds of CIS's monitoring controls, which Security Hub calls CloudWatch.1 to CloudWatch.14, with every call that a
 * control names: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
import type { Severity } from '../../core/rule.ts';
import { CONTROL_TITLES, type ControlId } from '../../messages/audit/deeds.ts';
import { RULES } from '../../rules/index.ts';
import type { Deed, Sample } from './deed.ts';
import { call, signIn } from './records.ts';

const calls = (source: string, ...names: readonly string[]): readonly Sample[] =>
  names.map((name) => call(source, name));
/** Read-only calls that a caller may not make. */
const denied = { error: 'AccessDenied' };

const SAMPLES: Readonly<Record<ControlId, readonly [Severity, readonly Sample[]]>> = {
  'CloudWatch.1': [
    'critical',
    [
      signIn('ConsoleLogin', { by: 'root', where: 'global', mfa: 'Yes' }),
      call('iam', 'CreateUser', { by: 'root' }),
      call('ec2', 'RunInstances', { by: 'root' }),
    ],
  ],
  'CloudWatch.2': [
    'medium',
    [
      call('iam', 'CreateUser', denied),
      call('s3', 'PutBucketPolicy', denied),
      call('dynamodb', 'DeleteTable', { error: 'AccessDeniedException' }),
      call('ec2', 'RunInstances', { error: 'Client.UnauthorizedOperation' }),
    ],
  ],
  'CloudWatch.3': ['high', [signIn('ConsoleLogin')]],
  'CloudWatch.4': [
    'high',
    calls(
      'iam',
      ...['Group', 'Role', 'User'].flatMap((kind) => [`Delete${kind}Policy`, `Put${kind}Policy`]),
      ...['CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion'],
      ...['Role', 'User', 'Group'].flatMap((kind) => [`Attach${kind}Policy`, `Detach${kind}Policy`]),
    ),
  ],
  'CloudWatch.5': [
    'critical',
    calls('cloudtrail', 'CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'),
  ],
  'CloudWatch.6': ['medium', [signIn('ConsoleLogin', { result: 'Failure' })]],
  'CloudWatch.7': ['high', calls('kms', 'DisableKey', 'ScheduleKeyDeletion')],
  'CloudWatch.8': [
    'high',
    calls(
      's3',
      ...['PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication'],
      ...['DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication'],
    ),
  ],
  'CloudWatch.9': [
    'high',
    calls(
      'config',
      ...['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'],
    ),
  ],
  'CloudWatch.10': [
    'medium',
    calls(
      'ec2',
      ...['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress'],
      ...['RevokeSecurityGroupEgress', 'CreateSecurityGroup', 'DeleteSecurityGroup'],
    ),
  ],
  'CloudWatch.11': [
    'medium',
    calls(
      'ec2',
      ...['CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry'],
      ...['ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation'],
    ),
  ],
  'CloudWatch.12': [
    'medium',
    calls(
      'ec2',
      ...['CreateCustomerGateway', 'DeleteCustomerGateway', 'AttachInternetGateway', 'CreateInternetGateway'],
      ...['DeleteInternetGateway', 'DetachInternetGateway'],
    ),
  ],
  'CloudWatch.13': [
    'medium',
    calls(
      'ec2',
      ...['CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation', 'DeleteRouteTable'],
      ...['DeleteRoute', 'DisassociateRouteTable'],
    ),
  ],
  'CloudWatch.14': [
    'medium',
    calls(
      'ec2',
      ...['CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AcceptVpcPeeringConnection', 'CreateVpcPeeringConnection'],
      ...['DeleteVpcPeeringConnection', 'RejectVpcPeeringConnection', 'AttachClassicLinkVpc', 'DetachClassicLinkVpc'],
      ...['DisableVpcClassicLink', 'EnableVpcClassicLink'],
    ),
  ],
};

/** CIS AWS Foundations counts the first three otherwise than Security Hub. */
const NUMBERS: Partial<Record<ControlId, number>> = { 'CloudWatch.1': 3, 'CloudWatch.2': 1, 'CloudWatch.3': 2 };

/** Section 4 of benchmarks 3.0 and 5.0 is section 5 of 6.0. */
function cisOf(id: ControlId): readonly string[] {
  const number = NUMBERS[id] ?? Number(id.split('.')[1]);
  return [`3.0:4.${number}`, `5.0:4.${number}`, `6.0:5.${number}`];
}

/** Ids of our rules for the same deed. */
const rulesOf = (control: ControlId): readonly string[] =>
  RULES.filter(({ securityHub = [] }) => securityHub.includes(control)).map(({ id }) => id);

const isControl = (id: string): id is ControlId => Object.hasOwn(SAMPLES, id);

export const CONTROL_DEEDS: readonly Deed[] = Object.keys(SAMPLES)
  .filter(isControl)
  .map((id) => {
    const [severity, samples] = SAMPLES[id];
    const controls = { cis: cisOf(id), securityHub: [id], rules: rulesOf(id) };
    return { id, area: 'controls', title: CONTROL_TITLES[id], severity, controls, samples };
  });
