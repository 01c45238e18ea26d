/** All built-in rules, in the order in which `rules list` and the documentation show them. */
import type { Rule } from '../core/rule.ts';
import { foreignKey } from './data/foreign-key.ts';
import { kmsKeyLost } from './data/kms-key-lost.ts';
import { resourceOpened } from './data/resource-opened.ts';
import { s3PolicyChanged } from './data/s3-policy-changed.ts';
import { s3Public } from './data/s3-public.ts';
import { shareExternal } from './data/share-external.ts';
import { backupsWeakened } from './destroy/backups-weakened.ts';
import { destroyCompute } from './destroy/destroy-compute.ts';
import { destroyData } from './destroy/destroy-data.ts';
import { guarddutyFinding } from './findings/guardduty-finding.ts';
import { signinAnomaly } from './findings/signin-anomaly.ts';
import { deniedBurst } from './iam/denied-burst.ts';
import { iamAdminAttached } from './iam/iam-admin-attached.ts';
import { iamAdminGranted } from './iam/iam-admin-granted.ts';
import { iamCredentialAdded } from './iam/iam-credential-added.ts';
import { iamDelegation } from './iam/iam-delegation.ts';
import { iamIdpChanged } from './iam/iam-idp-changed.ts';
import { iamKeyCreated } from './iam/iam-key-created.ts';
import { iamKeyQuarantined } from './iam/iam-key-quarantined.ts';
import { iamLoginProfile } from './iam/iam-login-profile.ts';
import { iamMfaRemoved } from './iam/iam-mfa-removed.ts';
import { iamPolicyChanged } from './iam/iam-policy-changed.ts';
import { iamTrustChanged } from './iam/iam-trust-changed.ts';
import { iamUserCreated } from './iam/iam-user-created.ts';
import { idcIdentity } from './iam/idc-identity.ts';
import { idcSettings } from './iam/idc-settings.ts';
import { netChanged } from './network/net-changed.ts';
import { sgAdminOpen } from './network/sg-admin-open.ts';
import { sgChanged } from './network/sg-changed.ts';
import { sgSshOpened } from './network/sg-ssh-opened.ts';
import { alertChannelChanged } from './notify/alert-channel-changed.ts';
import { alertPathMuted } from './notify/alert-path-muted.ts';
import { notifierChanged } from './notify/notifier-changed.ts';
import { snsPolicy } from './notify/sns-policy.ts';
import { snsSubscribed } from './notify/sns-subscribed.ts';
import { snsTopicDeleted } from './notify/sns-topic-deleted.ts';
import { snsUnsubscribed } from './notify/sns-unsubscribed.ts';
import { orgRootAccess } from './org/org-root-access.ts';
import { orgTampered } from './org/org-tampered.ts';
import { rootActivity } from './root/root-activity.ts';
import { rootContact } from './root/root-contact.ts';
import { rootCredential } from './root/root-credential.ts';
import { rootLogin } from './root/root-login.ts';
import { rootRecovery } from './root/root-recovery.ts';
import { signinBreakGlass } from './signin/signin-break-glass.ts';
import { signinBruteforce } from './signin/signin-bruteforce.ts';
import { signinFailThenOk } from './signin/signin-fail-then-ok.ts';
import { signinFailed } from './signin/signin-failed.ts';
import { signinFederation } from './signin/signin-federation.ts';
import { signinInstanceRole } from './signin/signin-instance-role.ts';
import { signinMfaFailed } from './signin/signin-mfa-failed.ts';
import { signinNewIp } from './signin/signin-new-ip.ts';
import { signinNoMfa } from './signin/signin-no-mfa.ts';
import { signinOauth } from './signin/signin-oauth.ts';
import { signinOffHours } from './signin/signin-off-hours.ts';
import { signinSpray } from './signin/signin-spray.ts';
import { signinSwitchRole } from './signin/signin-switch-role.ts';
import { signinTrusted } from './signin/signin-trusted.ts';
import { signinUntrusted } from './signin/signin-untrusted.ts';
import { ssoDeviceCode } from './signin/sso-device-code.ts';
import { ssoGrant } from './signin/sso-grant.ts';
import { ssoIdpChange } from './signin/sso-idp-change.ts';
import { ssoSignin } from './signin/sso-signin.ts';
import { ssoSigninFailed } from './signin/sso-signin-failed.ts';
import { configTampered } from './tamper/config-tampered.ts';
import { detectionWeakened } from './tamper/detection-weakened.ts';
import { flowDnsLogs } from './tamper/flow-dns-logs.ts';
import { guarddutyMuted } from './tamper/guardduty-muted.ts';
import { guarddutyOff } from './tamper/guardduty-off.ts';
import { logsTampered } from './tamper/logs-tampered.ts';
import { securityhubOff } from './tamper/securityhub-off.ts';
import { signinGuardChanged } from './tamper/signin-guard-changed.ts';
import { telemetryStopped } from './tamper/telemetry-stopped.ts';
import { trailBucket } from './tamper/trail-bucket.ts';
import { trailChanged } from './tamper/trail-changed.ts';
import { trailSelectors } from './tamper/trail-selectors.ts';
import { trailStopped } from './tamper/trail-stopped.ts';

export const RULES: readonly Rule[] = [
  signinTrusted,
  signinUntrusted,
  signinFailed,
  signinBruteforce,
  signinSpray,
  signinFailThenOk,
  signinNoMfa,
  signinMfaFailed,
  signinInstanceRole,
  signinSwitchRole,
  signinBreakGlass,
  signinNewIp,
  signinOffHours,
  signinAnomaly,
  signinOauth,
  signinFederation,
  ssoSignin,
  ssoDeviceCode,
  ssoSigninFailed,
  ssoIdpChange,
  ssoGrant,
  rootLogin,
  rootActivity,
  rootRecovery,
  rootCredential,
  rootContact,
  iamUserCreated,
  iamKeyCreated,
  iamLoginProfile,
  iamCredentialAdded,
  iamMfaRemoved,
  iamAdminGranted,
  iamAdminAttached,
  iamPolicyChanged,
  iamTrustChanged,
  iamIdpChanged,
  idcIdentity,
  idcSettings,
  iamDelegation,
  iamKeyQuarantined,
  deniedBurst,
  trailStopped,
  trailChanged,
  trailSelectors,
  trailBucket,
  logsTampered,
  telemetryStopped,
  signinGuardChanged,
  flowDnsLogs,
  configTampered,
  securityhubOff,
  detectionWeakened,
  guarddutyOff,
  guarddutyMuted,
  guarddutyFinding,
  snsTopicDeleted,
  snsUnsubscribed,
  snsSubscribed,
  snsPolicy,
  alertPathMuted,
  alertChannelChanged,
  notifierChanged,
  sgAdminOpen,
  sgSshOpened,
  sgChanged,
  netChanged,
  s3Public,
  resourceOpened,
  s3PolicyChanged,
  kmsKeyLost,
  foreignKey,
  shareExternal,
  orgTampered,
  orgRootAccess,
  destroyCompute,
  destroyData,
  backupsWeakened,
];
