import { detectionWeakened } from '../../../src/rules/tamper/detection-weakened.ts';
import { apiCall, iamUser, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (service: string, name: string, request: object = {}, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const fires = (name: string, record: object) => ({ name, record });

testRule(detectionWeakened, {
  fires: [
    {
      ...fires('Macie off', call('macie2', 'DisableMacie')),
      told: [
        'high',
        'alice turned off Macie from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Macieを無効にしました',
      ],
    },
    {
      ...fires('Macie paused', call('macie2', 'UpdateMacieSession', { status: 'PAUSED' })),
      told: [
        'high',
        'alice paused Macie from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Macieを一時停止しました',
      ],
    },
    {
      ...fires('findings hidden', call('macie2', 'CreateFindingsFilter', { name: 'quiet', action: 'ARCHIVE' })),
      told: [
        'medium',
        'alice set Macie filter quiet to hide findings from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Macieのフィルター quiet を検出結果を隠す設定にしました',
      ],
    },
    {
      ...fires('Inspector off', call('inspector2', 'Disable', { accountIds: ['111122223333'] })),
      told: [
        'high',
        'alice turned off Inspector from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Inspectorを無効にしました',
      ],
    },
    {
      ...fires(
        'new accounts left out',
        call('inspector2', 'UpdateOrganizationConfiguration', { autoEnable: { ec2: false } }),
      ),
      told: [
        'medium',
        'alice turned off Inspector for new accounts of the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Inspectorを組織の新しいアカウントで自動的に有効にしない設定にしました',
      ],
    },
    {
      ...fires('Detective', call('detective', 'DeleteGraph', { graphArn: 'x' })),
      told: [
        'high',
        'alice deleted the behavior graph of Detective from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Detectiveの動作グラフを削除しました',
      ],
    },
    {
      ...fires('an analyzer', call('access-analyzer', 'DeleteAnalyzer', { analyzerName: 'main' })),
      told: [
        'high',
        'alice deleted access analyzer main from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアクセスアナライザー main を削除しました',
      ],
    },
    {
      ...fires('an archive rule', call('access-analyzer', 'CreateArchiveRule', { analyzerName: 'main' })),
      told: [
        'medium',
        'alice added an archive rule to access analyzer main from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアクセスアナライザー main にアーカイブルールを追加しました',
      ],
    },
    {
      ...fires(
        'the administrator of GuardDuty',
        call('guardduty', 'DisableOrganizationAdminAccount', { adminAccountId: '444455556666' }),
      ),
      told: [
        'high',
        'alice removed administrator account 444455556666 of GuardDuty from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyの管理者アカウント 444455556666 を解除しました',
      ],
    },
    {
      ...fires(
        'the administrator of Security Hub',
        call('securityhub', 'DisableOrganizationAdminAccount', { adminAccountId: '444455556666' }),
      ),
      told: [
        'high',
        'alice removed administrator account 444455556666 of Security Hub from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Security Hubの管理者アカウント 444455556666 を解除しました',
      ],
    },
    {
      ...fires(
        'GuardDuty not for new accounts',
        call('guardduty', 'UpdateOrganizationConfiguration', {
          detectorId: 'd',
          autoEnableOrganizationMembers: 'NONE',
        }),
      ),
      told: [
        'medium',
        'alice turned off GuardDuty for new accounts of the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyを組織の新しいアカウントで自動的に有効にしない設定にしました',
      ],
    },
    {
      ...fires('a threat list', call('guardduty', 'DeleteThreatIntelSet', { threatIntelSetId: 't-1' })),
      told: [
        'medium',
        'alice deleted threat list t-1 of GuardDuty from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyの脅威リスト t-1 を削除しました',
      ],
    },
    {
      ...fires(
        'a rule that hides findings',
        call('securityhub', 'CreateAutomationRule', {
          ruleName: 'tidy',
          actions: [{ findingFieldsUpdate: { workflow: { status: 'SUPPRESSED' } } }],
        }),
      ),
      told: [
        'medium',
        'alice made automation rule tidy of Security Hub, which hides findings, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から検出結果を隠すSecurity Hubの自動化ルール tidy を作成しました',
      ],
    },
    {
      ...fires(
        'findings suppressed',
        call('securityhub', 'BatchUpdateFindings', { workflow: { status: 'SUPPRESSED' } }),
      ),
      told: [
        'low',
        'alice suppressed findings in Security Hub from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Security Hubの検出結果を抑制しました',
      ],
    },
    {
      ...fires('members', call('securityhub', 'DisassociateMembers', { accountIds: ['444455556666'] })),
      told: [
        'high',
        'alice took member accounts out of Security Hub from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Security Hubのメンバーアカウントの関連付けを解除しました',
      ],
    },
    {
      ...fires('a web ACL', call('wafv2', 'DeleteWebACL', { name: 'front', id: 'x' })),
      told: [
        'medium',
        'alice deleted web ACL front from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Web ACL front を削除しました',
      ],
    },
    {
      ...fires(
        'a load balancer without its web ACL',
        call('wafv2', 'DisassociateWebACL', {
          resourceArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
        }),
      ),
      told: [
        'medium',
        'alice took resource web out of its web ACL from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリソース web とWeb ACLの関連付けを解除しました',
      ],
    },
    {
      ...fires('a network firewall', call('network-firewall', 'DeleteFirewall', { firewallName: 'edge' })),
      told: [
        'high',
        'alice deleted network firewall edge from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークファイアウォール edge を削除しました',
      ],
    },
    {
      ...fires(
        'its logs',
        call('network-firewall', 'UpdateLoggingConfiguration', {
          firewallName: 'edge',
          loggingConfiguration: { logDestinationConfigs: [] },
        }),
      ),
      told: [
        'high',
        'alice turned off the logs of network firewall edge from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークファイアウォール edge のログを無効にしました',
      ],
    },
    {
      ...fires(
        'a short retention',
        call('cloudtrail', 'UpdateEventDataStore', {
          eventDataStore: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/e1',
          retentionPeriod: 7,
        }),
      ),
      told: [
        'high',
        'alice changed event data store e1 so that it keeps or records less from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントデータストア e1 の保持期間・記録対象・保護を縮小しました',
      ],
    },
    {
      ...fires(
        'a bucket’s access log',
        call('s3', 'PutBucketLogging', {
          bucketName: 'orders',
          logging: '',
          BucketLoggingStatus: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' },
        }),
      ),
      told: [
        'medium',
        'alice turned off the access log of bucket orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders のアクセスログを無効にしました',
      ],
    },
    {
      ...fires(
        'a load balancer’s access log',
        call('elasticloadbalancing', 'ModifyLoadBalancerAttributes', {
          loadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
          attributes: [{ key: 'access_logs.s3.enabled', value: 'false' }],
        }),
      ),
      told: [
        'low',
        'alice turned off the access log of load balancer web from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロードバランサー web のアクセスログを無効にしました',
      ],
    },
    {
      ...fires(
        'IMDSv1',
        call('ec2', 'ModifyInstanceMetadataOptions', {
          ModifyInstanceMetadataOptionsRequest: { HttpTokens: 'optional', InstanceId: 'i-0abc' },
        }),
      ),
      told: [
        'medium',
        'alice let instance i-0abc hand out its credentials to plain requests (IMDSv1) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からインスタンス i-0abc で認証情報を単純なリクエストで取得できるようにしました（IMDSv1）',
      ],
    },
    {
      ...fires('IMDSv1 for new ones', call('ec2', 'ModifyInstanceMetadataDefaults', { httpTokens: 'optional' })),
      told: [
        'medium',
        'alice let new instances hand out their credentials to plain requests (IMDSv1) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から新しいインスタンスで認証情報を単純なリクエストで取得できるようにしました（IMDSv1）',
      ],
    },
    {
      ...fires('DNS query logs', call('route53', 'DeleteQueryLoggingConfig', { id: 'q-1' })),
      told: [
        'high',
        'alice deleted DNS query logging q-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から DNSクエリログ設定 q-1 を削除しました',
      ],
    },
    {
      ...fires(
        'a stack’s web ACL',
        call(
          'wafv2',
          'DeleteWebACL',
          { name: 'front' },
          { by: { ...iamUser(), invokedBy: 'cloudformation.amazonaws.com' } },
        ),
      ),
      told: [
        'low',
        'alice deleted web ACL front from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Web ACL front を削除しました',
      ],
    },
    {
      ...fires('a denied attempt', call('macie2', 'DisableMacie', {}, { error: 'AccessDeniedException' })),
      attempt: true,
      told: [
        'medium',
        'alice tried to turn off Macie from 203.0.113.24 (Tokyo office), and was denied (AccessDeniedException)',
        'alice が 203.0.113.24（Tokyo office）から Macieを無効にしようとしました（拒否：AccessDeniedException）',
      ],
    },
  ],
  quiet: [
    { name: 'Macie on', record: call('macie2', 'UpdateMacieSession', { status: 'ENABLED' }) },
    { name: 'a filter that sorts', record: call('macie2', 'CreateFindingsFilter', { name: 'x', action: 'NOOP' }) },
    {
      name: 'new accounts covered',
      record: call('guardduty', 'UpdateOrganizationConfiguration', { autoEnableOrganizationMembers: 'ALL' }),
    },
    {
      name: 'a rule that raises',
      record: call('securityhub', 'CreateAutomationRule', {
        actions: [{ findingFieldsUpdate: { severity: { label: 'HIGH' } } }],
      }),
    },
    {
      name: 'findings notified',
      record: call('securityhub', 'BatchUpdateFindings', { workflow: { status: 'NOTIFIED' } }),
    },
    {
      name: 'access log on',
      record: call('s3', 'PutBucketLogging', { BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'logs' } } }),
    },
    {
      name: 'IMDSv2',
      record: call('ec2', 'ModifyInstanceMetadataOptions', {
        ModifyInstanceMetadataOptionsRequest: { HttpTokens: 'required' },
      }),
    },
    {
      name: 'a longer retention',
      record: call('cloudtrail', 'UpdateEventDataStore', { eventDataStore: 'x', retentionPeriod: 2557 }),
    },
    {
      name: 'AWS itself',
      record: call('access-analyzer', 'DeleteAnalyzer', {}, { by: role('AWSServiceRoleForAccessAnalyzer', 'x') }),
    },
  ],
});
