import { rootLogin } from '../../../src/rules/root/root-login.ts';
import { ELSEWHERE, iamUser, OFFICE, root, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(rootLogin, {
  fires: [
    {
      name: 'from elsewhere',
      record: signIn({ by: root(), from: ELSEWHERE, mfa: 'Yes' }),
      told: [
        'critical',
        'Root signed in to account 111122223333 from 198.51.100.77',
        'ルートユーザーが 198.51.100.77 からアカウント 111122223333 にサインインしました',
      ],
    },
    {
      name: 'from the office, of an account with an alias',
      record: signIn({ by: { ...root(), userName: 'acme-prod' }, from: OFFICE }),
      told: [
        'critical',
        'Root signed in to account 111122223333 from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からアカウント 111122223333 にサインインしました',
      ],
    },
  ],
  quiet: [
    { name: 'a failure', record: signIn({ by: root(), result: 'Failure' }) },
    { name: 'a user called root', record: signIn({ by: iamUser('root') }) },
    { name: 'the MFA question', record: signIn({ name: 'CheckMfa', by: root() }) },
  ],
});
