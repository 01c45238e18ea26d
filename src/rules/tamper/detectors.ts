/** Calls that switch detection off, leave members out of it, or hide what it finds, by service. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, isObject, listAt, numberAt, textAt, valueAt } from '../../core/fields.ts';
import type { Call, Calls } from '../calls.ts';

const at = ({ record }: TrailEvent, path: string) => valueAt(record, `requestParameters.${path}`);
const text = ({ record }: TrailEvent, path: string) => textAt(record, `requestParameters.${path}`)?.toUpperCase();
const isFalse = ({ record }: TrailEvent, path: string) => booleanAt(record, `requestParameters.${path}`) === false;
const hides = (event: TrailEvent) => ['ARCHIVE', 'SUPPRESS'].includes(text(event, 'action') ?? '');
/** Some `autoEnable` in it is off. */
const leavesOut = (event: TrailEvent) =>
  isFalse(event, 'autoEnable') ||
  text(event, 'autoEnableOrganizationMembers') === 'NONE' ||
  Object.values(at(event, 'autoEnable') ?? {}).includes(false) ||
  listAt(event.record, 'requestParameters.features').some((feature) => textAt(feature, 'autoEnable') === 'NONE');

const notForNew = (service: string): Call => ({
  en: `turned off ${service} for new accounts of the organization`,
  ja: `${service}を組織の新しいアカウントで自動的に有効にしない設定にしました`,
  severity: 'medium',
  where: leavesOut,
});
const withoutAdministrator = (service: string): Call => ({
  en: `removed administrator account {} of ${service}`,
  ja: `${service}の管理者アカウント {} を解除しました`,
  of: ['adminAccountId', 'delegatedAdminAccountId'],
});
const withoutMembers = (service: string): Call => ({
  en: `took member accounts out of ${service}`,
  ja: `${service}のメンバーアカウントの関連付けを解除しました`,
});
const leaving = (service: string): Call => ({
  en: `took the account out of its ${service} administrator account`,
  ja: `${service}の管理者アカウントとの関連付けを解除しました`,
});
const hiding = (service: string): Call => ({
  en: `set ${service} filter {} to hide findings`,
  ja: `${service}のフィルター {} を検出結果を隠す設定にしました`,
  severity: 'medium',
  where: hides,
});

export const DETECTORS: Calls = {
  macie2: {
    DisableMacie: { en: 'turned off Macie', ja: 'Macieを無効にしました' },
    UpdateMacieSession: {
      en: 'paused Macie',
      ja: 'Macieを一時停止しました',
      where: (event) => text(event, 'status') === 'PAUSED',
    },
    CreateFindingsFilter: hiding('Macie'),
    UpdateFindingsFilter: hiding('Macie'),
    UpdateOrganizationConfiguration: notForNew('Macie'),
    DisableOrganizationAdminAccount: withoutAdministrator('Macie'),
    DisassociateMember: withoutMembers('Macie'),
    DeleteMember: withoutMembers('Macie'),
    DisassociateFromAdministratorAccount: leaving('Macie'),
  },
  inspector2: {
    Disable: { en: 'turned off Inspector', ja: 'Inspectorを無効にしました' },
    CreateFilter: hiding('Inspector'),
    UpdateFilter: hiding('Inspector'),
    UpdateOrganizationConfiguration: notForNew('Inspector'),
    DisableDelegatedAdminAccount: withoutAdministrator('Inspector'),
    DisassociateMember: withoutMembers('Inspector'),
  },
  detective: {
    DeleteGraph: { en: 'deleted the behavior graph of Detective', ja: 'Detectiveの動作グラフを削除しました' },
    DeleteMembers: withoutMembers('Detective'),
    DisassociateMembership: leaving('Detective'),
    DisableOrganizationAdminAccount: withoutAdministrator('Detective'),
    UpdateOrganizationConfiguration: notForNew('Detective'),
  },
  'access-analyzer': {
    DeleteAnalyzer: { en: 'deleted access analyzer {}', ja: 'アクセスアナライザー {} を削除しました' },
    CreateArchiveRule: {
      en: 'added an archive rule to access analyzer {}',
      ja: 'アクセスアナライザー {} にアーカイブルールを追加しました',
      severity: 'medium',
    },
    UpdateFindings: {
      en: 'archived findings of access analyzer {}',
      ja: 'アクセスアナライザー {} の検出結果をアーカイブしました',
      severity: 'low',
      where: (event) => text(event, 'status') === 'ARCHIVED',
    },
  },
  guardduty: {
    DisableOrganizationAdminAccount: withoutAdministrator('GuardDuty'),
    UpdateOrganizationConfiguration: notForNew('GuardDuty'),
    UpdateThreatIntelSet: {
      en: 'deactivated threat list {} of GuardDuty',
      ja: 'GuardDutyの脅威リスト {} を無効にしました',
      severity: 'medium',
      where: (event) => isFalse(event, 'activate'),
    },
    DeleteThreatIntelSet: {
      en: 'deleted threat list {} of GuardDuty',
      ja: 'GuardDutyの脅威リスト {} を削除しました',
      severity: 'medium',
    },
    DeleteMalwareProtectionPlan: {
      en: 'deleted malware protection {} of GuardDuty',
      ja: 'GuardDutyのマルウェア保護 {} を削除しました',
    },
    CreateTrustedEntitySet: {
      en: 'activated list {} of what GuardDuty trusts',
      ja: 'GuardDutyの信頼済みリスト {} を有効にしました',
      where: (event) => !isFalse(event, 'activate'),
    },
    UpdateTrustedEntitySet: {
      en: 'changed list {} of what GuardDuty trusts',
      ja: 'GuardDutyの信頼済みリスト {} を変更しました',
      where: (event) => !isFalse(event, 'activate'),
    },
  },
  securityhub: {
    DisableSecurityHubV2: { en: 'turned off Security Hub', ja: 'Security Hubを無効にしました' },
    DisableOrganizationAdminAccount: withoutAdministrator('Security Hub'),
    DisassociateMembers: withoutMembers('Security Hub'),
    DeleteMembers: withoutMembers('Security Hub'),
    UpdateOrganizationConfiguration: notForNew('Security Hub'),
    DeleteFindingAggregator: {
      en: 'ended the aggregation of Security Hub’s findings',
      ja: 'Security Hubの検出結果の集約を終了しました',
    },
    CreateAutomationRule: {
      en: 'made automation rule {} of Security Hub, which hides findings,',
      ja: '検出結果を隠すSecurity Hubの自動化ルール {} を作成しました',
      of: ['ruleName'],
      severity: 'medium',
      where: (event) => /SUPPRESSED|RESOLVED/.test(JSON.stringify(at(event, 'actions') ?? '')),
    },
    BatchUpdateAutomationRules: {
      en: 'changed automation rules of Security Hub, which hide findings,',
      ja: '検出結果を隠すSecurity Hubの自動化ルールを変更しました',
      severity: 'medium',
      where: (event) =>
        /SUPPRESSED|RESOLVED/.test(JSON.stringify(at(event, 'updateAutomationRulesRequestItems') ?? '')),
    },
    BatchUpdateFindings: {
      en: 'suppressed findings in Security Hub',
      ja: 'Security Hubの検出結果を抑制しました',
      severity: 'low',
      where: (event) => text(event, 'workflow.status') === 'SUPPRESSED',
    },
    UpdateStandardsControl: {
      en: 'turned off Security Hub control {}',
      ja: 'Security Hubのコントロール {} を無効にしました',
      of: ['standardsControlArn'],
      severity: 'low',
      where: (event) => text(event, 'controlStatus') === 'DISABLED',
    },
  },
  wafv2: {
    DeleteWebACL: { en: 'deleted web ACL {}', ja: 'Web ACL {} を削除しました', of: ['name'], severity: 'medium' },
    DisassociateWebACL: {
      en: 'took resource {} out of its web ACL',
      ja: 'リソース {} とWeb ACLの関連付けを解除しました',
      of: ['resourceArn'],
      severity: 'medium',
    },
    DeleteLoggingConfiguration: {
      en: 'turned off the log of web ACL {}',
      ja: 'Web ACL {} のログを無効にしました',
      of: ['resourceArn'],
    },
  },
  'network-firewall': {
    DeleteFirewall: { en: 'deleted network firewall {}', ja: 'ネットワークファイアウォール {} を削除しました' },
    DisassociateSubnets: {
      en: 'took subnets out of network firewall {}',
      ja: 'ネットワークファイアウォール {} のサブネットの関連付けを解除しました',
    },
    UpdateFirewallDeleteProtection: {
      en: 'ended the deletion protection of network firewall {}',
      ja: 'ネットワークファイアウォール {} の削除保護を解除しました',
      severity: 'medium',
      where: (event) => isFalse(event, 'deleteProtection'),
    },
    UpdateLoggingConfiguration: {
      en: 'turned off the logs of network firewall {}',
      ja: 'ネットワークファイアウォール {} のログを無効にしました',
      where: (event) =>
        listAt(event.record, 'requestParameters.loggingConfiguration.logDestinationConfigs').length === 0,
    },
  },
  fms: {
    DeletePolicy: { en: 'deleted Firewall Manager policy {}', ja: 'Firewall Managerのポリシー {} を削除しました' },
    DisassociateAdminAccount: withoutAdministrator('Firewall Manager'),
  },
  shield: {
    DeleteProtection: { en: 'deleted Shield protection {}', ja: 'Shieldの保護 {} を削除しました' },
  },
  securitylake: {
    DeleteDataLake: { en: 'deleted Security Lake', ja: 'Security Lakeを削除しました' },
    DeleteAwsLogSource: { en: 'took log sources out of Security Lake', ja: 'Security Lakeのログソースを削除しました' },
  },
  cloudtrail: {
    UpdateEventDataStore: {
      en: 'changed event data store {} so that it keeps or records less',
      ja: 'イベントデータストア {} の保持期間・記録対象・保護を縮小しました',
      where: ({ record }) =>
        (numberAt(record, 'requestParameters.retentionPeriod') ?? Number.MAX_VALUE) < 90 ||
        ['multiRegionEnabled', 'organizationEnabled', 'terminationProtectionEnabled'].some(
          (field) => booleanAt(record, `requestParameters.${field}`) === false,
        ),
    },
  },
  s3: {
    PutBucketLogging: {
      en: 'turned off the access log of bucket {}',
      ja: 'バケット {} のアクセスログを無効にしました',
      severity: 'medium',
      where: (event) => {
        const status = at(event, 'BucketLoggingStatus');
        return isObject(status) && status['LoggingEnabled'] === undefined;
      },
    },
  },
  elasticloadbalancing: {
    ModifyLoadBalancerAttributes: {
      en: 'turned off the access log of load balancer {}',
      ja: 'ロードバランサー {} のアクセスログを無効にしました',
      // Terraform says so each time it makes a load balancer.
      severity: 'low',
      where: ({ record }) =>
        listAt(record, 'requestParameters.attributes').some(
          (one) => textAt(one, 'key') === 'access_logs.s3.enabled' && textAt(one, 'value') === 'false',
        ),
    },
  },
  ec2: {
    ModifyInstanceMetadataOptions: {
      en: 'let instance {} hand out its credentials to plain requests (IMDSv1)',
      ja: 'インスタンス {} で認証情報を単純なリクエストで取得できるようにしました（IMDSv1）',
      severity: 'medium',
      where: (event) =>
        text(event, 'ModifyInstanceMetadataOptionsRequest.HttpTokens') === 'OPTIONAL' ||
        text(event, 'httpTokens') === 'OPTIONAL',
    },
    ModifyInstanceMetadataDefaults: {
      en: 'let new instances hand out their credentials to plain requests (IMDSv1)',
      ja: '新しいインスタンスで認証情報を単純なリクエストで取得できるようにしました（IMDSv1）',
      severity: 'medium',
      where: (event) =>
        text(event, 'ModifyInstanceMetadataDefaultsRequest.HttpTokens') === 'OPTIONAL' ||
        text(event, 'httpTokens') === 'OPTIONAL',
    },
    EnableSerialConsoleAccess: {
      en: 'enabled the serial console of all instances',
      ja: 'すべてのインスタンスのシリアルコンソールを有効にしました',
      severity: 'medium',
    },
  },
  route53: {
    DeleteQueryLoggingConfig: {
      en: 'deleted DNS query logging {}',
      ja: 'DNSクエリログ設定 {} を削除しました',
      of: ['id'],
    },
  },
  route53resolver: {
    DisassociateFirewallRuleGroup: {
      en: 'took a DNS firewall off a VPC',
      ja: 'VPCとDNSファイアウォールの関連付けを解除しました',
    },
  },
};
