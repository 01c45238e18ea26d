import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject, TrailEvent } from '../../../src/core/event.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { DATA, publicRecords, recordsOf, SIGN_IN_RECORDS } from '../../helpers/shared.ts';

const signIns = recordsOf(SIGN_IN_RECORDS);
const eventOf = (input: unknown): TrailEvent => {
  const result = normalise(input);
  if (result.kind === 'unreadable') throw new Error(result.reason.en);
  return result.event;
};
const record = (parts: Record<string, Json> = {}): JsonObject => ({
  eventID: 'id-1',
  eventTime: '2026-11-20T09:12:41Z',
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.24',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser', accountId: '111122223333', userName: 'alice' },
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'No' },
  ...parts,
});

test.runIf(signIns.length > 0)('every kind of sign-in: who, from where, with what result and factors', () => {
  const told = signIns.map((raw) => {
    const { actor, origin, outcome, mfa, signIn } = eventOf(raw);
    return [raw['_kind'], actor.kind, actor.name, origin.kind, outcome, mfa, signIn?.permissionSet].join(' ').trimEnd();
  });

  expect(told).toEqual([
    'consolelogin-iamuser-success-nomfa iam-user alice address success not-used',
    'consolelogin-iamuser-success-mfa-ipv6-regional iam-user alice address success used',
    'consolelogin-iamuser-failure iam-user alice address failure not-used',
    'consolelogin-unknown-user iam-user unknown user address failure not-used',
    'consolelogin-root-success-nomfa root root address success not-used',
    'consolelogin-root-success-mfa root root address success used',
    'consolelogin-root-failure root root address failure not-used',
    'consolelogin-assumedrole-saml role carol@example.com address success unknown',
    'consolelogin-assumedrole-identitycenter role bob@example.com address success unknown AdministratorAccess',
    'consolelogin-federateduser federated-user contractor address success unknown',
    'getsignintoken role svc-broker address success unknown',
    'checkmfa iam-user alice address success unknown',
    'switchrole role alice address success unknown',
    'exitrole role alice address success unknown',
    'renewrole role alice address success unknown',
    'passwordrecoveryrequested root root address success unknown',
    'passwordrecoverycompleted root root address success unknown',
    'passwordupdated root root address success unknown',
    'emailupdated root root address success unknown',
    'idc-credentialchallenge identity-center-user bob@example.com address success unknown',
    'idc-credentialverification-failure identity-center-user an Identity Center user (94d00cd8…) address failure unknown',
    'idc-userauthentication-password-totp identity-center-user an Identity Center user (94d00cd8…) address success used',
    'idc-userauthentication-external-idp identity-center-user bob@example.com address success unknown',
    'idc-userauthentication-legacy-unknown identity-center-user bob address success not-used',
    'idc-authenticate identity-center-user an Identity Center user (94d00cd8…) address success unknown',
    'idc-federate identity-center-user an Identity Center user (94d00cd8…) address success unknown AdministratorAccess',
    'awslogin-authorizeoauth2access role alice address success unknown',
    'awslogin-createoauth2token role alice address success unknown',
    'sts-assumerolewithsaml saml-user carol@example.com address success unknown',
    'sts-assumerolewithwebidentity web-identity-user repo:example/app:ref:refs/heads/main address success unknown',
    'sts-assumerole-crossaccount account account 444455556666 address success unknown',
    'root-enablemfadevice root root address success unknown',
    'cloudtrail-stoplogging iam-user alice address success unknown',
    'iam-createaccesskey iam-user alice address success unknown',
    'accessdenied role dave address failure unknown',
  ]);
});

test('a whole event', () => {
  expect(
    eventOf(record({ errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } })),
  ).toEqual({
    id: 'id-1',
    eventId: 'id-1',
    time: '2026-11-20T09:12:41Z',
    epoch: Date.UTC(2026, 10, 20, 9, 12, 41),
    account: '111122223333',
    region: 'us-east-1',
    source: 'signin.amazonaws.com',
    name: 'ConsoleLogin',
    type: 'AwsConsoleSignIn',
    actor: {
      kind: 'iam-user',
      name: 'alice',
      arn: undefined,
      account: '111122223333',
      principalId: undefined,
      role: undefined,
      session: undefined,
      accessKeyId: undefined,
      invokedBy: undefined,
      hidden: false,
      identityCenterUserId: undefined,
      person: undefined,
    },
    origin: { kind: 'address', text: '203.0.113.24', address: '203.0.113.24' },
    userAgent: undefined,
    outcome: 'failure',
    error: { code: undefined, message: 'Failed authentication' },
    mfa: 'not-used',
    readOnly: undefined,
    signIn: {
      loginTo: undefined,
      mobile: undefined,
      samlProvider: undefined,
      mfaIdentifier: undefined,
      mfaType: undefined,
      credentialType: undefined,
      workflowId: undefined,
      switchedFrom: undefined,
      permissionSet: undefined,
    },
    detailType: undefined,
    record: record({ errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } }),
  });
});

describe('origin', () => {
  test.each([
    ['203.0.113.24', 'address', '203.0.113.24'],
    ['2001:DB8:0:0::1', 'address', '2001:db8::1'],
    ['::ffff:203.0.113.24', 'address', '203.0.113.24'],
    ['AWS Internal', 'aws-internal', undefined],
    ['cloudformation.amazonaws.com', 'service', undefined],
    ['ec2.amazonaws.com.cn', 'service', undefined],
    ['203.000.113.024', 'malformed', undefined],
    ['256.1.1.1', 'malformed', undefined],
    ['10.1', 'malformed', undefined],
    ['fe80::1%eth0', 'malformed', undefined],
    ['amazonaws.com.evil.example', 'malformed', undefined],
    ['', 'absent', undefined],
    [7, 'absent', undefined],
    [null, 'absent', undefined],
  ])('%j is %s', (sourceIPAddress, kind, address) => {
    const { origin } = eventOf(record({ sourceIPAddress }));
    expect([origin.kind, origin.address]).toEqual([kind, address]);
  });
});

describe('MFA', () => {
  test.each<[string, Record<string, Json>, string]>([
    ['spelled YES', { additionalEventData: { MFAUsed: 'YES' } }, 'used'],
    ['spelled no', { additionalEventData: { MFAUsed: 'no' } }, 'not-used'],
    ['absent', { additionalEventData: null }, 'unknown'],
    [
      'through SAML',
      { additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::1:saml-provider/x' } },
      'unknown',
    ],
    ['of a role', { userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/R/s' } }, 'unknown'],
  ])('%s', (_, parts, mfa) => {
    expect(eventOf(record(parts)).mfa).toBe(mfa);
  });
});

test('the path after LoginTo’s question mark never leaves', () => {
  const LoginTo = 'https://console.aws.amazon.com/console/home?state=secret#code=secret';

  expect(eventOf(record({ additionalEventData: { LoginTo } })).signIn?.loginTo).toBe(
    'https://console.aws.amazon.com/console/home',
  );
});

test('a record without an id gets one of its content, whatever the order of its keys', () => {
  const { eventID: _, ...rest } = record();
  const reversed = Object.fromEntries(Object.entries(rest).reverse());

  expect(eventOf(rest).id).toMatch(/^[0-9a-f]{32}$/);
  expect(eventOf(reversed).id).toBe(eventOf(rest).id);
  expect(eventOf({ ...rest, eventID: '...' }).id).toMatch(/^[0-9a-f]{32}$/);
  expect(eventOf({ ...rest, awsRegion: 'eu-west-1' }).id).not.toBe(eventOf(rest).id);
});

test('an EventBridge event with a record is that record; another one is itself', () => {
  const envelope = {
    id: 'envelope',
    source: 'aws.signin',
    account: '111122223333',
    region: 'us-east-1',
    time: '2026-11-20T09:00:00Z',
  };
  const login = { ...envelope, 'detail-type': 'AWS Console Sign In via CloudTrail', detail: record() };
  const finding = { ...envelope, source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: { severity: 8 } };

  expect(eventOf(login)).toEqual(eventOf(record()));
  const { id, source, name, detailType, account, region, time, record: detail } = eventOf(finding);
  expect({ id, source, name, detailType, account, region, time, detail }).toEqual({
    id: 'envelope',
    source: 'aws.guardduty',
    name: 'GuardDuty Finding',
    detailType: 'GuardDuty Finding',
    account: '111122223333',
    region: 'us-east-1',
    time: '2026-11-20T09:00:00Z',
    detail: { severity: 8 },
  });
});

test.each(['com.example.forger', 'awsx.signin', '', undefined])(
  'an EventBridge event whose source is %s is nobody’s sign-in, whatever it carries',
  (source) => {
    const forged = { source, 'detail-type': 'AWS Console Sign In via CloudTrail', detail: record() };
    expect(normalise(forged)).toMatchObject({ kind: 'unreadable' });
    const finding = { source, 'detail-type': 'GuardDuty Finding', detail: { severity: 8 } };
    expect(normalise(finding)).toMatchObject({ kind: 'unreadable' });
    if (source) expect(normalise(forged)).toMatchObject({ reason: { en: expect.stringContaining(`"${source}"`) } });
  },
);

test.each([
  ['nothing', undefined],
  ['text', 'ConsoleLogin'],
  ['a list', []],
  ['an empty object', {}],
  ['no source', { eventName: 'x' }],
  ['an S3 notification', { eventName: 'ObjectCreated:Put', eventSource: 'aws:s3' }],
])('%s is unreadable, with a reason', (_, input) => {
  expect(normalise(input)).toEqual({
    kind: 'unreadable',
    reason: { en: expect.stringMatching(/.{10}/), ja: expect.stringMatching(/.{10}/) },
  });
});

test('all public records are read but for those that are none', () => {
  const reasons = publicRecords().flatMap((raw) => {
    const result = normalise(raw);
    return result.kind === 'unreadable' ? [`${raw['eventName']}: ${result.reason.en}`] : [];
  });
  const envelopes = recordsOf(join(DATA, 'custodian/eventbridge_envelopes.ndjson')).map((raw) => normalise(raw).kind);

  // Two examples of DynamoDB streams among AWS's own.
  expect(reasons.filter((reason) => !/^(INSERT|MODIFY): aws:dynamodb/.test(reason))).toEqual([]);
  expect(new Set(envelopes).has('unreadable')).toBe(false);
});

const MEGABYTE = 'A'.repeat(1_000_000);

/** Every record with each of its leaves in turn replaced (or removed, for undefined). */
function* broken(value: Json, replacement: Json | undefined): Generator<Json | undefined> {
  if (typeof value !== 'object' || value === null) {
    yield replacement;
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    for (const other of broken(inner, replacement)) {
      if (Array.isArray(value)) yield value.map((item, index) => (index === Number(key) ? (other ?? null) : item));
      else
        yield Object.fromEntries(
          Object.entries({ ...value, [key]: other }).filter(([, item]) => item !== undefined),
        ) as JsonObject;
    }
  }
}

test.each([
  ['removed', undefined],
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['a megabyte of text', MEGABYTE],
])('never throws: every leaf in turn %s', (_, replacement) => {
  const kinds = new Set<string>();
  for (const raw of signIns) {
    for (const variant of broken(raw, replacement)) kinds.add(normalise(variant).kind);
  }
  expect([...kinds].filter((kind) => kind !== 'event' && kind !== 'unreadable')).toEqual([]);
});

test('never throws: any JSON, deep nesting, hostile keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      normalise(value);
      normalise({ ...record(), userIdentity: value, additionalEventData: value, responseElements: value });
    }),
  );
  let deep: Json = {};
  for (let level = 0; level < 100_000; level += 1) deep = { a: deep };
  const { eventID: _, ...withoutId } = record({ requestParameters: deep });

  expect(normalise(withoutId)).toEqual({
    kind: 'unreadable',
    reason: { en: 'nested too deep', ja: '入れ子が深すぎます' },
  });
  expect(normalise(JSON.parse('{"__proto__": {"eventName": "x"}, "constructor": 1}')).kind).toBe('unreadable');
});
