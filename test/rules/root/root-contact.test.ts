import { rootContact } from '../../../src/rules/root/root-contact.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('account', name, { from: OFFICE, request, ...more });

testRule(rootContact, {
  fires: [
    {
      name: 'begun',
      record: call('StartPrimaryEmailUpdate', { accountId: '444455556666' }),
      told: [
        'high',
        'alice started to move the mailbox of root of account 444455556666 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 のルートユーザーのメールアドレスの変更を開始しました',
      ],
    },
    {
      name: 'done',
      record: call('AcceptPrimaryEmailUpdate', { accountId: '444455556666' }),
      told: [
        'critical',
        'alice moved the mailbox of root of account 444455556666 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 のルートユーザーのメールアドレスを変更しました',
      ],
    },
    {
      name: 'the security contact',
      record: call('PutAlternateContact', { alternateContactType: 'SECURITY' }),
      title: 'Security contact changed',
      told: [
        'medium',
        'alice changed the security contact of the account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウントのセキュリティ担当の連絡先を変更しました',
      ],
    },
    {
      name: 'no security contact',
      record: call('DeleteAlternateContact', { alternateContactType: 'SECURITY' }),
      title: 'Security contact changed',
      told: [
        'medium',
        'alice deleted the security contact of the account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウントのセキュリティ担当の連絡先を削除しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('AcceptPrimaryEmailUpdate', { accountId: '444455556666' }, { error: 'AccessDeniedException' }),
      attempt: true,
      told: [
        'high',
        'alice tried to move the mailbox of root of account 444455556666 from 203.0.113.24 (Tokyo office), and was denied (AccessDeniedException)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 のルートユーザーのメールアドレスを変更しようとしました（拒否：AccessDeniedException）',
      ],
    },
  ],
  quiet: [
    { name: 'the contact for bills', record: call('PutAlternateContact', { alternateContactType: 'BILLING' }) },
    { name: 'read', record: call('GetPrimaryEmail', { accountId: '444455556666' }) },
    {
      name: 'AWS itself',
      record: call(
        'PutAlternateContact',
        { alternateContactType: 'SECURITY' },
        { by: role('AWSServiceRoleForX', 'x') },
      ),
    },
  ],
});
