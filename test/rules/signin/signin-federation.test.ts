import { signinFederation } from '../../../src/rules/signin/signin-federation.ts';
import { ELSEWHERE, federatedUser, OFFICE, role, root, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const token = { name: 'GetSigninToken' };

testRule(signinFederation, {
  fires: [
    {
      name: 'a session that a user made',
      record: signIn({ ...token, by: federatedUser('consoler', 'alice'), from: ELSEWHERE }),
      told: [
        'medium',
        'alice got a console sign-in token as federated user consoler from 198.51.100.77',
        'alice が 198.51.100.77 からフェデレーションユーザー consoler としてコンソールのサインイントークンを取得しました',
      ],
    },
    {
      name: 'in the office, by root',
      record: signIn({
        ...token,
        by: { ...federatedUser('consoler', 'alice'), sessionContext: { sessionIssuer: root() } },
        from: OFFICE,
      }),
      told: [
        'medium',
        'Root got a console sign-in token as federated user consoler from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からフェデレーションユーザー consoler としてコンソールのサインイントークンを取得しました',
      ],
    },
    {
      name: 'nobody knows who made the session',
      record: signIn({ ...token, by: { ...federatedUser('consoler', 'alice'), sessionContext: {} }, from: ELSEWHERE }),
      told: [
        'medium',
        'An unknown user got a console sign-in token as federated user consoler from 198.51.100.77',
        '不明なユーザーが 198.51.100.77 からフェデレーションユーザー consoler としてコンソールのサインイントークンを取得しました',
      ],
    },
  ],
  quiet: [
    { name: 'the session of a role', record: signIn({ ...token, by: role('BrokerRole', 'broker'), from: ELSEWHERE }) },
    { name: 'a failure', record: signIn({ ...token, by: federatedUser('consoler', 'alice'), result: 'Failure' }) },
    { name: 'the console sign-in that follows', record: signIn({ by: federatedUser('consoler', 'alice') }) },
  ],
});
