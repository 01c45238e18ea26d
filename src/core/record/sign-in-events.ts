/** Every event of CloudTrail by which somebody gets into an account, or comes nearer: the table of `docs/pipelines.md`. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { groupBy } from '../group-by.ts';

export interface SignInEvent {
  readonly source: `${string}.amazonaws.com`;
  readonly name: string;
  /** Ids of the rules that report it; none where a later event of the same sign-in is reported. */
  readonly rules: readonly string[];
  /** The history of sign-ins keeps it, or only its failures. */
  readonly kept?: 'all' | 'failures';
  /** CloudTrail counts it as a read: a trail without read events doesn't hold it. */
  readonly isRead?: true;
  /** A metric filter of pipeline `alarms` counts it. */
  readonly hasAlarm?: true;
}

const SIGN_IN = 'signin.amazonaws.com';
const PORTAL = 'sso.amazonaws.com';
const STS = 'sts.amazonaws.com';
const TOKENS = ['CreateOAuth2TokenWithIAM', 'CreateOAuth2TokenWithTokenExchange', 'CreateBearerToken'];

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
export const SIGN_IN_EVENTS: readonly SignInEvent[] = [
  {
    source: SIGN_IN,
    name: 'ConsoleLogin',
    rules: ['signin-trusted', 'signin-untrusted', 'signin-failed', 'signin-no-mfa', 'root-login'],
    kept: 'all',
    hasAlarm: true,
  },
  { source: SIGN_IN, name: 'CheckMfa', rules: ['signin-mfa-failed'], hasAlarm: true },
  { source: SIGN_IN, name: 'GetSigninToken', rules: ['signin-federation', 'signin-instance-role'], hasAlarm: true },
  { source: SIGN_IN, name: 'SwitchRole', rules: ['signin-switch-role'], kept: 'all', hasAlarm: true },
  { source: SIGN_IN, name: 'ExitRole', rules: [] },
  { source: SIGN_IN, name: 'RenewRole', rules: [] },
  { source: SIGN_IN, name: 'PasswordRecoveryRequested', rules: ['root-recovery'], hasAlarm: true },
  { source: SIGN_IN, name: 'PasswordRecoveryCompleted', rules: ['root-recovery'], hasAlarm: true },
  { source: SIGN_IN, name: 'PasswordUpdated', rules: ['root-credential'], hasAlarm: true },
  { source: SIGN_IN, name: 'EmailUpdated', rules: ['root-credential'], hasAlarm: true },
  { source: SIGN_IN, name: 'CredentialChallenge', rules: [] },
  {
    source: SIGN_IN,
    name: 'CredentialVerification',
    rules: ['signin-failed', 'signin-mfa-failed', 'sso-signin-failed'],
    kept: 'failures',
    hasAlarm: true,
  },
  {
    source: SIGN_IN,
    name: 'UserAuthentication',
    rules: ['sso-signin', 'signin-no-mfa', 'signin-failed'],
    kept: 'all',
    hasAlarm: true,
  },
  {
    source: SIGN_IN,
    name: 'AuthorizeOAuth2Access',
    rules: ['signin-oauth'],
    kept: 'all',
    isRead: true,
    hasAlarm: true,
  },
  { source: SIGN_IN, name: 'CreateOAuth2Token', rules: ['signin-oauth'], isRead: true },
  ...TOKENS.map((name): SignInEvent => ({ source: SIGN_IN, name, rules: ['signin-oauth'] })),
  { source: PORTAL, name: 'Authenticate', rules: [] },
  { source: PORTAL, name: 'Federate', rules: [] },
  { source: PORTAL, name: 'ListAccounts', rules: [] },
  { source: PORTAL, name: 'ListAccountRoles', rules: [] },
  { source: PORTAL, name: 'GetRoleCredentials', rules: [] },
  { source: PORTAL, name: 'Logout', rules: [] },
  { source: PORTAL, name: 'CreateToken', rules: ['sso-device-code'], kept: 'all', hasAlarm: true },
  { source: 'sso-oauth.amazonaws.com', name: 'CreateTokenWithIAM', rules: [] },
  { source: STS, name: 'AssumeRoleWithSAML', rules: [], isRead: true },
  { source: STS, name: 'AssumeRoleWithWebIdentity', rules: [], isRead: true },
  { source: STS, name: 'AssumeRole', rules: ['signin-break-glass'], isRead: true },
  { source: STS, name: 'AssumeRoot', rules: ['root-activity'] },
  { source: STS, name: 'GetFederationToken', rules: [] },
  { source: STS, name: 'GetSessionToken', rules: [] },
];

const KEPT = groupBy(
  SIGN_IN_EVENTS.filter(({ kept }) => kept !== undefined),
  ({ name }) => name,
);
const WHOLE: readonly string[] = ['ConsoleLogin', 'UserAuthentication', 'AuthorizeOAuth2Access', 'CreateToken'];

/** True for what the history of sign-ins keeps: not the steps that lead to a sign-in. */
export function isKeptSignIn(event: TrailEvent): boolean {
  const known = KEPT.get(event.name)?.find(({ source }) => source === event.source);
  if (known === undefined) return false;
  if (known.kept === 'failures' && event.outcome !== 'failure') return false;
  return event.name !== 'CreateToken' || (event.outcome === 'success' && isByDeviceCode(event));
}

/** True for a sign-in that succeeded, which its network judges. */
export const isSuccessfulSignIn = (event: TrailEvent): boolean =>
  event.outcome === 'success' && WHOLE.includes(event.name) && isKeptSignIn(event);

/** A token of Identity Center for a program that runs anywhere. https://datatracker.ietf.org/doc/html/rfc8628 */
export const isByDeviceCode = ({ record }: TrailEvent): boolean =>
  textAt(record, 'requestParameters.grantType') === 'urn:ietf:params:oauth:grant-type:device_code';
