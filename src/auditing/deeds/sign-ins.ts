/** Every kind of sign-in that somebody may want to hear of. */
import { partitionOf } from '../../core/regions.ts';
import type { Severity } from '../../core/rule.ts';
import { SIGN_IN_TITLES, type SignInKind } from '../../messages/audit/deeds.ts';
import type { Deed, Sample } from './deed.ts';
import { atPortal, call, signIn } from './records.ts';

/** Ids of the rules that report it, its severity, and its records. */
const KINDS: Readonly<Record<SignInKind, readonly [rules: readonly string[], Severity, readonly Sample[]]>> = {
  root: [['root-login'], 'critical', [signIn('ConsoleLogin', { by: 'root', where: 'global', mfa: 'Yes' })]],
  'root-recovery': [
    ['root-recovery'],
    'critical',
    [
      signIn('PasswordRecoveryRequested', { by: 'root', where: 'global' }),
      signIn('PasswordRecoveryCompleted', { by: 'root', where: 'global' }),
    ],
  ],
  'user-without-mfa': [['signin-no-mfa'], 'high', [signIn('ConsoleLogin')]],
  'user-with-mfa': [['signin-trusted', 'signin-untrusted'], 'medium', [signIn('ConsoleLogin', { mfa: 'Yes' })]],
  'user-failed': [['signin-failed'], 'medium', [signIn('ConsoleLogin', { result: 'Failure' })]],
  federated: [['signin-trusted', 'signin-untrusted'], 'medium', [signIn('ConsoleLogin', { by: 'federated' })]],
  'identity-center': [['sso-signin'], 'medium', [atPortal('UserAuthentication', { UserAuthentication: 'Success' })]],
  'identity-center-device': [
    ['sso-device-code'],
    'medium',
    [
      call('sso', 'CreateToken', {
        by: 'identity-center',
        where: 'somewhere',
        request: {
          clientId: 'client-1',
          clientSecret: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          grantType: 'urn:ietf:params:oauth:grant-type:device_code',
        },
      }),
    ],
  ],
  'aws-login': [
    ['signin-oauth'],
    'medium',
    [
      call('signin', 'AuthorizeOAuth2Access', {
        request: ({ region }) => ({ client_id: `arn:${partitionOf(region)}:signin:::devtools/cross-device` }),
        also: { readOnly: true, additionalEventData: { success: 'true' } },
      }),
    ],
  ],
  'switch-role': [['signin-switch-role'], 'low', [signIn('SwitchRole', { by: 'federated' })]],
};

const isKind = (kind: string): kind is SignInKind => Object.hasOwn(KINDS, kind);

export const SIGN_IN_DEEDS: readonly Deed[] = Object.keys(KINDS)
  .filter(isKind)
  .map((kind) => {
    const [rules, severity, samples] = KINDS[kind];
    const controls = { cis: [], securityHub: [], rules };
    return { id: `signin.${kind}`, area: 'sign-ins', title: SIGN_IN_TITLES[kind], severity, controls, samples };
  });
