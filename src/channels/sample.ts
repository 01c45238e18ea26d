/** The digest that `login-watch test` sends: every kind of sign-in, through the rules of real events. */
import { createMemory } from '../core/counting/memory.ts';
import type { Json, JsonObject } from '../core/event.ts';
import { activate } from '../core/inspection/activate.ts';
import { makeContext } from '../core/inspection/context.ts';
import { inspect } from '../core/inspection/inspect.ts';
import type { Words } from '../core/language.ts';
import { normalise } from '../core/record/normalise.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { type Digest, makeDigest } from '../core/stories/digest.ts';
import { MINUTE } from '../core/time.ts';
import { RULES } from '../rules/index.ts';

const ACCOUNT = '111122223333';
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
/** The sample's own trusted network, so that the message shows 🟢 whatever the settings trust. */
const OFFICE = '203.0.113.0/24';
const OFFICE_NAME: Words = { en: 'Office (sample)', ja: 'オフィス（例）' };

/** Sign-ins at the office 🟢, from elsewhere without MFA 🔴, failed ⚠, and of root. `now`: milliseconds since the epoch. */
export async function sampleDigest(settings: Settings, now: number): Promise<Digest> {
  const { businessHours: _, ...rest } = settings;
  const sample: Settings = {
    ...rest,
    trusted: [{ cidr: OFFICE, name: OFFICE_NAME[settings.language] }],
    rules: {},
    own: [],
  };
  const context = makeContext(sample);
  const events = sampleRecords(now).flatMap((record) => {
    const result = normalise(record);
    return result.kind === 'event' ? [result.event] : [];
  });
  const rules = activate(
    RULES.filter(({ theme }) => theme === 'signin' || theme === 'root'),
    DEFAULT_SETTINGS,
  );
  const { findings } = await inspect(events, rules, context, createMemory());
  return makeDigest(findings, context, { sample: true });
}

/** Raw records with documentation addresses, a few minutes old. */
function sampleRecords(now: number): readonly JsonObject[] {
  return [
    login(now, 9, { user: 'alice', address: '203.0.113.24', mfa: 'Yes' }),
    login(now, 7, { user: 'bob', address: '198.51.100.77', mfa: 'No' }),
    login(now, 5, { user: 'carol', address: '198.51.100.23', mfa: 'No', isFailure: true }),
    login(now, 3, { user: undefined, address: '198.51.100.9', mfa: 'Yes' }),
  ];
}

interface Login {
  /** Undefined for root. */
  readonly user: string | undefined;
  readonly address: string;
  readonly mfa: 'Yes' | 'No';
  readonly isFailure?: boolean;
}

function login(now: number, minutesAgo: number, { user, address, mfa, isFailure = false }: Login): JsonObject {
  const identity: Json =
    user === undefined
      ? { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT }
      : { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/${user}`, accountId: ACCOUNT, userName: user };
  return {
    eventVersion: '1.11',
    eventTime: `${new Date(now - minutesAgo * MINUTE).toISOString().slice(0, 19)}Z`,
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    awsRegion: 'us-east-1',
    sourceIPAddress: address,
    userAgent: BROWSER,
    userIdentity: identity,
    requestParameters: null,
    responseElements: { ConsoleLogin: isFailure ? 'Failure' : 'Success' },
    additionalEventData: { MFAUsed: mfa, MobileVersion: 'No' },
    ...(isFailure ? { errorMessage: 'Failed authentication' } : {}),
    recipientAccountId: ACCOUNT,
  };
}
