/** Why credentials are missing, over or not accepted: the SDK says only that its whole chain had none. */
import type { CauseKind, CredentialCause } from '../messages/aws/credentials.ts';
import type { Fault } from './fault.ts';
import { type Profile, type Profiles, readProfiles } from './profiles.ts';
import { REGIONS_ENABLED_BY_DEFAULT } from './regions-by-default.ts';

type Env = Readonly<Record<string, string | undefined>>;

interface Asked {
  readonly fault: Fault;
  /** The SDK's sentence. */
  readonly said: string;
  readonly profile: string | undefined;
  /** Undefined if the call was to several regions. */
  readonly region: string | undefined;
}

/** Undefined for faults of another kind, and where the configuration says nothing more. */
export function causeOf(
  { fault, said, profile: named, region }: Asked,
  env: Env = process.env,
): CredentialCause | undefined {
  const profile = named ?? env['AWS_PROFILE'] ?? 'default';
  const isNamed = (named ?? env['AWS_PROFILE']) !== undefined;
  const found = readProfiles(env);
  const about = { profile, name: profile, known: [...found.profiles.keys()].toSorted(), region: region ?? '' };
  // With a profile the SDK passes the variables over.
  const isOfEnvironment = !isNamed && (env['AWS_ACCESS_KEY_ID'] ?? '') !== '';
  switch (fault) {
    case 'no-credentials': {
      const missing = missingIn(profile, found);
      if (isNamed || missing.kind !== 'unknown-profile') return { ...about, ...missing };
      return about.known.length === 0 ? undefined : { ...about, kind: 'nothing' };
    }
    case 'expired': {
      if (isOfEnvironment && !SSO.test(said)) return { ...about, kind: 'expired-environment' };
      const expired = expiredIn(profile, found, said);
      return expired === undefined ? undefined : { ...about, ...expired };
    }
    case 'bad-credentials':
      if (region === undefined || REGIONS_ENABLED_BY_DEFAULT.includes(region)) return undefined;
      return { ...about, kind: 'global-token' };
    default:
      return undefined;
  }
}

interface Found {
  readonly kind: CauseKind;
  readonly name: string;
}

const SSO = /aws sso login|SSO|Token is expired/;

/** Follows `source_profile`, as far as it leads. */
function sourceOf(
  name: string,
  { profiles }: Profiles,
  seen: ReadonlySet<string> = new Set(),
): readonly [name: string, profile: Profile | undefined] {
  const profile = profiles.get(name);
  const source = profile?.get('source_profile');
  if (source === undefined || source === name || seen.has(source)) return [name, profile];
  return sourceOf(source, { profiles, sessions: new Set() }, new Set([...seen, name]));
}

function missingIn(profile: string, found: Profiles): Found {
  if (!found.profiles.has(profile)) return { kind: 'unknown-profile', name: profile };
  const [name, source] = sourceOf(profile, found);
  if (source === undefined) return { kind: 'no-source', name };
  const session = source.get('sso_session');
  if (session !== undefined && !found.sessions.has(session)) return { kind: 'no-sso-session', name: session };
  return { kind: source.has('credential_process') ? 'process' : 'no-keys', name };
}

function expiredIn(profile: string, found: Profiles, said: string): Found | undefined {
  const [name, source] = sourceOf(profile, found);
  const has = (...keys: readonly string[]) => keys.some((key) => source?.has(key) === true);
  if (SSO.test(said) || has('sso_session', 'sso_start_url')) return { kind: 'expired-sso', name };
  if (has('login_session') || /aws login/.test(said)) return { kind: 'expired-login', name };
  if (has('credential_process')) return { kind: 'expired-process', name };
  return has('aws_session_token') ? { kind: 'expired-keys', name } : undefined;
}
