import { rootRecovery } from '../../../src/rules/root/root-recovery.ts';
import { ELSEWHERE, root, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(rootRecovery, {
  fires: [
    {
      name: 'asked for',
      record: signIn({ name: 'PasswordRecoveryRequested', by: root(), from: ELSEWHERE }),
      told: [
        'critical',
        'Somebody asked to recover the root password of account 111122223333 from 198.51.100.77',
        '何者かが 198.51.100.77 からアカウント 111122223333 のルートユーザーのパスワード復旧を要求しました',
      ],
    },
    {
      name: 'done',
      record: signIn({ name: 'PasswordRecoveryCompleted', by: root(), from: ELSEWHERE }),
      told: [
        'critical',
        'Somebody recovered the root password of account 111122223333 from 198.51.100.77',
        '何者かが 198.51.100.77 からアカウント 111122223333 のルートユーザーのパスワード復旧を完了しました',
      ],
    },
    {
      name: 'failed',
      record: signIn({ name: 'PasswordRecoveryRequested', by: root(), from: ELSEWHERE, result: 'Failure' }),
      told: [
        'critical',
        'Somebody failed to recover the root password of account 111122223333 from 198.51.100.77 (Failed authentication)',
        '何者かが 198.51.100.77 からアカウント 111122223333 のルートユーザーのパスワード復旧に失敗しました（Failed authentication）',
      ],
    },
  ],
  quiet: [
    { name: 'root changes the password', record: signIn({ name: 'PasswordUpdated', by: root() }) },
    { name: 'root signs in', record: signIn({ by: root() }) },
  ],
});
