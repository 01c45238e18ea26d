/** Shared parts of the rules about IAM Identity Center. */
import type { TrailEvent } from '../../core/event.ts';
import type { Words } from '../../core/rule.ts';

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html */
export const IDENTITY_CENTER_EVENTS =
  'https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html';

const SECOND_FACTORS = /\b(?:TOTP|WEBAUTHN|RESYNC_TOTP)\b/i;

/** A wrong answer for a factor that is asked only after the right password. */
export const isSecondFactor = ({ name, signIn }: TrailEvent): boolean =>
  name === 'CredentialVerification' && SECOND_FACTORS.test(signIn?.credentialType ?? '');

export const isIdentityCenter = ({ name }: TrailEvent): boolean =>
  name === 'CredentialVerification' || name === 'UserAuthentication';

/** Where people sign in, in a sentence. */
export const portalOf = (event: TrailEvent): Words =>
  isIdentityCenter(event)
    ? { en: 'IAM Identity Center', ja: ' IAM Identity Center ' }
    : { en: 'the console', ja: 'コンソール' };
