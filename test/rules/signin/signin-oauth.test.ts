import { describe, expect, test } from 'vitest';
import { checkExamples } from '../../../src/core/inspection/examples.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { signinOauth } from '../../../src/rules/signin/signin-oauth.ts';
import { AGENT, CROSS_DEVICE, ELSEWHERE, OFFICE, oauth, role, root, signIn } from '../../helpers/records/records.ts';
import { TRUSTED, testRule } from '../../helpers/records/test-rule.ts';

const CLAUDE = { client: AGENT, redirect: 'https://claude.ai/api/mcp/auth_callback' };
const token = { name: 'CreateOAuth2Token' };

testRule(signinOauth, {
  fires: [
    {
      name: 'aws login in the office',
      record: [oauth({ from: OFFICE }), oauth({ ...token, from: OFFICE })],
      mark: '🟢',
      title: 'Sign-in to the AWS CLI',
      told: [
        'info',
        'alice signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました',
      ],
    },
    {
      name: 'aws login from elsewhere',
      record: oauth({ from: ELSEWHERE }),
      mark: '🔴',
      told: [
        'high',
        'alice signed in to the AWS CLI on this device from 198.51.100.77',
        'alice が 198.51.100.77 からこのデバイスの AWS CLI にサインインしました',
      ],
    },
    {
      name: 'no trusted network is set',
      record: oauth({ from: ELSEWHERE }),
      settings: { trusted: [] },
      mark: '⚪',
      title: 'Sign-in to the AWS CLI',
      told: [
        'info',
        'alice signed in to the AWS CLI on this device from 198.51.100.77',
        'alice が 198.51.100.77 からこのデバイスの AWS CLI にサインインしました',
      ],
    },
    {
      name: 'an agent that is known by its host',
      record: oauth({ from: OFFICE, ...CLAUDE }),
      mark: '🟢',
      title: 'Agent let in',
      told: [
        'info',
        'alice let Claude act for them (AWS MCP) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Claude に代理操作を許可しました（AWS MCP）',
      ],
    },
    {
      name: 'an agent on the own device',
      record: oauth({ from: OFFICE, client: AGENT, redirect: 'http://127.0.0.1:60432/oauth/callback' }),
      mark: '🟢',
      title: 'Agent let in',
      told: [
        'info',
        'alice let an agent on this device act for them (AWS MCP) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスのエージェントに代理操作を許可しました（AWS MCP）',
      ],
    },
    {
      name: 'an agent of a host that nobody knows',
      record: oauth({ from: ELSEWHERE, client: AGENT, redirect: 'https://claude.ai.example.com/callback' }),
      mark: '🔴',
      told: [
        'high',
        'alice let claude.ai.example.com act for them (AWS MCP) from 198.51.100.77',
        'alice が 198.51.100.77 から claude.ai.example.com に代理操作を許可しました（AWS MCP）',
      ],
    },
    {
      name: 'for another device, even in the office',
      record: oauth({ from: OFFICE, client: CROSS_DEVICE }),
      title: 'Sign-in to the AWS CLI on another device',
      told: [
        'high',
        'alice signed in to the AWS CLI on another device from 203.0.113.24 (Tokyo office); such sign-ins are also phished',
        'alice が 203.0.113.24（Tokyo office）から別のデバイスの AWS CLI にサインインしました（フィッシングにも使われる形式です）',
      ],
    },
    {
      name: 'root',
      record: oauth({ from: OFFICE, by: root() }),
      title: 'Root sign-in to the AWS CLI or of an agent',
      told: [
        'critical',
        'Root signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました',
      ],
    },
    {
      name: 'a failure',
      record: oauth({ from: OFFICE, by: role('Admin', 'alice'), success: 'false' }),
      title: 'Failed sign-in to the AWS CLI or of an agent',
      told: [
        'medium',
        'alice (role Admin) failed to sign in to the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'alice（ロール Admin）が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI へのサインインに失敗しました',
      ],
    },
    {
      name: 'an agent that is denied',
      record: oauth({ from: ELSEWHERE, ...CLAUDE, also: { errorCode: 'AccessDenied', errorMessage: 'not allowed' } }),
      title: 'Failed sign-in to the AWS CLI or of an agent',
      told: [
        'medium',
        'alice failed to let Claude act for them (AWS MCP) from 198.51.100.77 (not allowed)',
        'alice が 198.51.100.77 から Claude への代理操作の許可に失敗しました（AWS MCP）（not allowed）',
      ],
    },
    {
      name: 'a token whose authorisation is not known, however often it is renewed',
      record: [0, 15, 30].map((minute) => oauth({ ...token, from: OFFICE, minute })),
      mark: '🟢',
      title: 'Sign-in to the AWS CLI',
      told: [
        'info',
        'alice got a token for the AWS CLI on this device from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI のトークンを取得しました',
      ],
    },
    {
      name: 'an agent’s token by the credentials of a role',
      record: oauth({ name: 'CreateOAuth2TokenWithIAM', from: ELSEWHERE, client: AGENT, grant: 'client_credentials' }),
      mark: '🔴',
      told: [
        'high',
        'alice got a token for an agent (AWS MCP) from 198.51.100.77',
        'alice が 198.51.100.77 からエージェント（AWS MCP）のトークンを取得しました',
      ],
    },
  ],
  quiet: [
    { name: 'a renewed token', record: oauth({ ...token, client: AGENT, from: ELSEWHERE, grant: 'refresh_token' }) },
    { name: 'a token that failed', record: oauth({ ...token, from: ELSEWHERE, success: 'false' }) },
    { name: 'a console sign-in', record: signIn({ from: ELSEWHERE }) },
  ],
});

describe('one deed', () => {
  const told = async (records: readonly object[], settings = TRUSTED) => {
    const outcomes = await checkExamples(
      signinOauth,
      { fires: [records], quiet: [] },
      { ...DEFAULT_SETTINGS, ...settings },
    );
    return outcomes.flatMap(({ findings }) => findings.map(({ severity, mark, message }) => [severity, mark, message]));
  };
  const authorised = ['info', '🟢', expect.objectContaining({ en: expect.stringMatching(/^alice signed in/) })];

  test('a token that is taken from elsewhere within minutes is told, with both addresses, and once', async () => {
    const taken = oauth({ ...token, from: ELSEWHERE, minute: 2 });
    const again = oauth({ ...token, from: ELSEWHERE, minute: 9 });

    expect(await told([oauth({ from: OFFICE }), taken, again])).toEqual([
      authorised,
      [
        'high',
        '🔴',
        {
          en: 'alice signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office), but the token was taken from 198.51.100.77',
          ja: 'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました（トークンは 198.51.100.77 から取得されました）',
        },
      ],
    ]);
  });

  test('the form for another device is named', async () => {
    const taken = oauth({ ...token, client: CROSS_DEVICE, from: ELSEWHERE, minute: 2 });

    const [, elsewhere] = await told([oauth({ from: OFFICE }), taken]);
    expect(elsewhere?.[2]).toEqual({
      en: 'alice signed in to the AWS CLI on this device from 203.0.113.24 (Tokyo office), but the token was taken from 198.51.100.77 for another device',
      ja: 'alice が 203.0.113.24（Tokyo office）からこのデバイスの AWS CLI にサインインしました（トークンは 198.51.100.77 から別のデバイスのために取得されました）',
    });
  });

  test.each<[string, object]>([
    ['later than a code lives', oauth({ ...token, from: ELSEWHERE, minute: 16 })],
    ['another trusted network', oauth({ ...token, from: '203.0.113.99', minute: 1 })],
    ['said to be renewed', oauth({ ...token, from: ELSEWHERE, minute: 1, grant: 'refresh_token' })],
    ['no address', oauth({ ...token, from: 'AWS Internal', minute: 1 })],
  ])('a token is quiet: %s', async (_, record) => {
    expect(await told([oauth({ from: OFFICE }), record])).toEqual([authorised]);
  });

  test('IPv4 in the browser and IPv6 in the program is one device, unless only one of them is trusted', async () => {
    const authorisation = oauth({ from: OFFICE });
    const six = oauth({ ...token, from: '2001:db8::7', minute: 1 });

    expect(await told([authorisation, six], { trusted: [] })).toHaveLength(1);
    expect(await told([authorisation, six])).toHaveLength(2);
  });

  test('each authorisation is told, also of two agents', async () => {
    const cursor = AGENT.replace('6095', '7777');
    const records = [
      oauth({ from: OFFICE, ...CLAUDE }),
      oauth({ from: OFFICE, client: cursor, redirect: 'cursor://anysphere.cursor-mcp/oauth/callback', minute: 1 }),
      oauth({ ...token, from: ELSEWHERE, client: cursor, minute: 2 }),
      oauth({ from: OFFICE, ...CLAUDE, minute: 3 }),
    ];
    expect((await told(records)).map(([, , message]) => message)).toEqual([
      expect.objectContaining({ en: expect.stringMatching(/^alice let Claude act/) }),
      expect.objectContaining({ en: expect.stringMatching(/^alice let Cursor act/) }),
      expect.objectContaining({ en: expect.stringMatching(/^alice let Cursor act.*but the token was taken from 198/) }),
      expect.objectContaining({ en: expect.stringMatching(/^alice let Claude act/) }),
    ]);
  });
});
