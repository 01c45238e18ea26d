/** What people are told of each kind of sign-in, and of each outcome, word by word. */
import { expect, test } from 'vitest';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { People } from '../../src/core/people/people.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import { SIGN_IN_EVENTS } from '../../src/core/record/sign-in-events.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { RULES } from '../../src/rules/index.ts';
import { SIGN_IN_KINDS } from '../helpers/records/sign-in-kinds.ts';
import { TRUSTED } from '../helpers/records/test-rule.ts';

type Sentence = readonly [mark: string, rule: string, en: string, ja: string];

/** Messages, each with the sentences in it; the office's network is trusted. */
const TOLD: Readonly<Record<string, readonly (readonly Sentence[])[]>> = {
  'IAM user, with MFA': [
    [
      [
        '🟢 info',
        'signin-trusted',
        'alice signed in to the console from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'IAM user, without MFA': [
    [
      [
        '⚠ high',
        'signin-no-mfa',
        'alice signed in to the console without MFA from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにMFAなしでサインインしました',
      ],
      [
        '🟢 info',
        'signin-trusted',
        'alice signed in to the console from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'IAM user, from elsewhere': [
    [
      [
        '🔴 high',
        'signin-untrusted',
        'alice signed in to the console from 198.51.100.77',
        'alice が 198.51.100.77 からコンソールにサインインしました',
      ],
    ],
  ],
  'IAM user, wrong password': [
    [
      [
        '⚠ medium',
        'signin-failed',
        'alice failed to sign in to the console from 203.0.113.24 (Tokyo office) (Failed authentication)',
        'alice が 203.0.113.24（Tokyo office）からコンソールへのサインインに失敗しました（Failed authentication）',
      ],
    ],
  ],
  'IAM user, wrong code': [
    [
      [
        '⚠ medium',
        'signin-failed',
        'alice failed to sign in to the console from 203.0.113.24 (Tokyo office) (Failed authentication)',
        'alice が 203.0.113.24（Tokyo office）からコンソールへのサインインに失敗しました（Failed authentication）',
      ],
      [
        '⚠ medium',
        'signin-mfa-failed',
        'alice failed MFA at the console sign-in from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにサインインする際、MFAに失敗しました',
      ],
    ],
  ],
  'IAM user, refused code': [
    [
      [
        '⚠ medium',
        'signin-mfa-failed',
        'alice failed MFA at the console sign-in from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにサインインする際、MFAに失敗しました',
      ],
    ],
  ],
  'no such user': [
    [
      [
        '⚠ medium',
        'signin-failed',
        'A user name that does not exist failed to sign in to the console from 198.51.100.77 (No username found)',
        '存在しないユーザー名が 198.51.100.77 からコンソールへのサインインに失敗しました（No username found）',
      ],
    ],
  ],
  'root, with MFA': [
    [
      [
        '⚠ critical',
        'root-login',
        'Root signed in to account 111122223333 from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からアカウント 111122223333 にサインインしました',
      ],
      [
        '🟢 info',
        'signin-trusted',
        'Root signed in to the console from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'root, without MFA': [
    [
      [
        '⚠ critical',
        'signin-no-mfa',
        'Root signed in to the console without MFA from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からコンソールにMFAなしでサインインしました',
      ],
      [
        '⚠ critical',
        'root-login',
        'Root signed in to account 111122223333 from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からアカウント 111122223333 にサインインしました',
      ],
      [
        '🟢 info',
        'signin-trusted',
        'Root signed in to the console from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'root, wrong password': [
    [
      [
        '⚠ high',
        'signin-failed',
        'Root failed to sign in to the console from 203.0.113.24 (Tokyo office) (Failed authentication)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からコンソールへのサインインに失敗しました（Failed authentication）',
      ],
    ],
  ],
  'root, recovery': [
    [
      [
        '⚠ critical',
        'root-recovery',
        'Somebody asked to recover the root password of account 111122223333 from 198.51.100.77',
        '何者かが 198.51.100.77 からアカウント 111122223333 のルートユーザーのパスワード復旧を要求しました',
      ],
    ],
  ],
  'root, recovery that failed': [
    [
      [
        '⚠ critical',
        'root-recovery',
        'Somebody failed to recover the root password of account 111122223333 from 198.51.100.77 (Failed authentication)',
        '何者かが 198.51.100.77 からアカウント 111122223333 のルートユーザーのパスワード復旧に失敗しました（Failed authentication）',
      ],
    ],
  ],
  'root, recovered': [
    [
      [
        '⚠ critical',
        'root-recovery',
        'Somebody recovered the root password of account 111122223333 from 198.51.100.77',
        '何者かが 198.51.100.77 からアカウント 111122223333 のルートユーザーのパスワード復旧を完了しました',
      ],
    ],
  ],
  'root, new password': [
    [
      [
        '⚠ critical',
        'root-credential',
        'Root of account 111122223333 changed its password from 203.0.113.24 (Tokyo office)',
        'アカウント 111122223333 のルートユーザーが 203.0.113.24（Tokyo office）からパスワードを変更しました',
      ],
    ],
  ],
  'root, new address': [
    [
      [
        '⚠ critical',
        'root-credential',
        'Root of account 111122223333 changed its e-mail address from 203.0.113.24 (Tokyo office)',
        'アカウント 111122223333 のルートユーザーが 203.0.113.24（Tokyo office）からメールアドレスを変更しました',
      ],
    ],
  ],
  'root of a member account': [
    [
      [
        '⚠ critical',
        'root-activity',
        'alice became root of account 444455556666 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 のルートユーザーになりました',
      ],
    ],
  ],
  'identity provider': [
    [
      [
        '🟢 info',
        'signin-trusted',
        'carol (role SamlAdmin) signed in to the console from 203.0.113.24 (Tokyo office)',
        'carol（ロール SamlAdmin）が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'OIDC of a machine': [],
  'access keys made into a console sign-in': [
    [
      [
        '⚠ medium',
        'signin-federation',
        'alice got a console sign-in token as federated user consoler from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からフェデレーションユーザー consoler としてコンソールのサインイントークンを取得しました',
      ],
      [
        '🟢 info',
        'signin-trusted',
        'consoler (federated by alice) signed in to the console from 203.0.113.24 (Tokyo office)',
        'consoler（alice によるフェデレーション）が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'role made into a console sign-in': [
    [
      [
        '🟢 info',
        'signin-trusted',
        'dave (role Broker) signed in to the console from 203.0.113.24 (Tokyo office)',
        'dave（ロール Broker）が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'switched role': [],
  'Identity Center, password and code': [
    [
      [
        '🟢 info',
        'sso-signin',
        'bob@example.com signed in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインしました',
      ],
      [
        '🟢 info',
        'signin-trusted',
        'bob@example.com (permission set Admin) signed in to the console from 203.0.113.24 (Tokyo office)',
        'bob@example.com（許可セット Admin）が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    ],
  ],
  'Identity Center, password alone': [
    [
      [
        '⚠ high',
        'signin-no-mfa',
        'bob@example.com signed in to IAM Identity Center without MFA from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にMFAなしでサインインしました',
      ],
      [
        '🟢 info',
        'sso-signin',
        'bob@example.com signed in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインしました',
      ],
    ],
  ],
  'Identity Center, wrong password': [
    [
      [
        '⚠ medium',
        'signin-failed',
        'bob@example.com failed to sign in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center へのサインインに失敗しました',
      ],
    ],
  ],
  'Identity Center, wrong code': [
    [
      [
        '⚠ medium',
        'signin-mfa-failed',
        'bob@example.com failed MFA at the Identity Center sign-in from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインする際、MFAに失敗しました',
      ],
    ],
  ],
  'Identity Center, identity provider': [
    [
      [
        '🟢 info',
        'sso-signin',
        'bob@example.com signed in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインしました',
      ],
    ],
  ],
  'Identity Center, identity provider, refused': [
    [
      [
        '⚠ medium',
        'signin-failed',
        'bob@example.com failed to sign in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center へのサインインに失敗しました',
      ],
    ],
  ],
  'Identity Center, nobody knows the name': [
    [
      [
        '🟢 info',
        'sso-signin',
        'An Identity Center user (94d00cd8…) signed in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'Identity Centerユーザー（94d00cd8…）が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインしました',
      ],
    ],
  ],
  'Identity Center, before July 2025': [
    [
      [
        '🟢 info',
        'sso-signin',
        'bob signed in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインしました',
      ],
    ],
  ],
  'aws sso login by device code': [
    [
      [
        '🔴 high',
        'sso-device-code',
        'bob@example.com signed in to a program by IAM Identity Center and a device code from 198.51.100.77',
        'bob@example.com が 198.51.100.77 から IAM Identity Center のデバイスコードでプログラムにサインインしました',
      ],
    ],
  ],
  'an application’s token': [],
  'aws login': [
    [
      [
        '🟢 info',
        'signin-oauth',
        'alice signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました',
      ],
    ],
  ],
  'aws login, for another device': [
    [
      [
        '🔴 high',
        'signin-oauth',
        'alice signed in to the AWS CLI on another device from 203.0.113.24 (Tokyo office), but the token was taken from 198.51.100.77',
        'alice が 203.0.113.24（Tokyo office）から別のデバイスの AWS CLI にサインインしました（トークンは 198.51.100.77 から取得されました）',
      ],
      [
        '⚠ high',
        'signin-oauth',
        'alice signed in to the AWS CLI on another device from 203.0.113.24 (Tokyo office); such sign-ins are also phished',
        'alice が 203.0.113.24（Tokyo office）から別のデバイスの AWS CLI にサインインしました（フィッシングにも使われる形式です）',
      ],
    ],
  ],
  'aws login, token taken elsewhere': [
    [
      [
        '🔴 high',
        'signin-oauth',
        'alice signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office), but the token was taken from 198.51.100.77',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました（トークンは 198.51.100.77 から取得されました）',
      ],
      [
        '🟢 info',
        'signin-oauth',
        'alice signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました',
      ],
    ],
  ],
  'aws login, by root': [
    [
      [
        '⚠ critical',
        'signin-oauth',
        'Root signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました',
      ],
    ],
  ],
  'aws login, denied': [
    [
      [
        '⚠ medium',
        'signin-oauth',
        'alice failed to sign in to the AWS CLI on this device from 203.0.113.24 (Tokyo office) (explicit deny)',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI へのサインインに失敗しました（explicit deny）',
      ],
    ],
  ],
  'aws login, only its token is known': [
    [
      [
        '🔴 high',
        'signin-oauth',
        'alice got a token for the AWS CLI on this device from 198.51.100.77',
        'alice が 198.51.100.77 からこのデバイスの AWS CLI のトークンを取得しました',
      ],
    ],
  ],
  'an agent': [
    [
      [
        '🟢 info',
        'signin-oauth',
        'alice let Claude act for them (AWS MCP) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Claude に代理操作を許可しました（AWS MCP）',
      ],
    ],
  ],
  'an agent, refused': [
    [
      [
        '⚠ medium',
        'signin-oauth',
        'alice failed to let Claude act for them (AWS MCP) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Claude への代理操作の許可に失敗しました（AWS MCP）',
      ],
    ],
  ],
  'tokens by other credentials': [
    [
      [
        '🟢 info',
        'signin-oauth',
        'bot (role Agent) got a token for an agent (AWS MCP) from 203.0.113.24 (Tokyo office)',
        'bot（ロール Agent）が 203.0.113.24（Tokyo office）からエージェント（AWS MCP）のトークンを取得しました',
      ],
    ],
  ],
  'a session of access keys': [],
};

const settings = { ...DEFAULT_SETTINGS, ...TRUSTED };
const context = makeContext(settings);
const rules = activate(RULES, settings);

function eventsOf(records: readonly object[]): readonly TrailEvent[] {
  const events = records.map(normalise).flatMap((reading) => (reading.kind === 'event' ? [reading.event] : []));
  const people = new People();
  for (const event of events) people.learn(event);
  return events.map(people.named);
}

test.each(Object.entries(SIGN_IN_KINDS))('%s', async (kind, records) => {
  const { findings, failures } = await inspect(eventsOf(records), rules, context, createMemory());
  const { items } = makeDigest(findings, context);

  expect(failures).toEqual([]);
  expect(
    items.map((item) =>
      item.findings.map(({ mark, severity, rule, message }) => [
        `${mark} ${severity}`,
        rule.id,
        message.en,
        message.ja,
      ]),
    ),
  ).toEqual(TOLD[kind]);
});

test('every event by which somebody gets in is among them', () => {
  const names = new Set(Object.values(SIGN_IN_KINDS).flatMap((records) => eventsOf(records).map(({ name }) => name)));
  expect(SIGN_IN_EVENTS.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
});
