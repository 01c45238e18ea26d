import { signinSwitchRole } from '../../../src/rules/signin/signin-switch-role.ts';
import { OFFICE, role, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(signinSwitchRole, {
  fires: [
    {
      name: 'from another account',
      record: signIn({
        name: 'SwitchRole',
        by: role('ProdAdmin', 'alice'),
        from: OFFICE,
        additional: { SwitchFrom: 'arn:aws:iam::444455556666:user/alice' },
      }),
      told: [
        'info',
        'alice (user alice of account 444455556666) switched to role ProdAdmin of account 111122223333 from 203.0.113.24 (Tokyo office)',
        'alice（アカウント 444455556666 のユーザー alice）が 203.0.113.24（Tokyo office）からアカウント 111122223333 のロール ProdAdmin に切り替えました',
      ],
    },
    {
      name: 'a record that does not say from where',
      record: signIn({ name: 'SwitchRole', by: role('ProdAdmin', 'alice'), from: OFFICE }),
      told: [
        'info',
        'alice switched to role ProdAdmin of account 111122223333 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 111122223333 のロール ProdAdmin に切り替えました',
      ],
    },
    ...[
      ['assumed-role/AWSReservedSSO_Ops_0123456789abcdef/alice', 'permission set Ops', '許可セット Ops'],
      ['assumed-role/Dev/bob', 'bob, role Dev', 'bob、アカウント 444455556666 のロール Dev'],
    ].map(([from, en, ja]) => ({
      name: `by ${from}`,
      record: signIn({
        name: 'SwitchRole',
        by: role('ProdAdmin', 'alice'),
        from: OFFICE,
        additional: { SwitchFrom: `arn:aws:sts::444455556666:${from}` },
      }),
      told: [
        'info' as const,
        `alice (${en} of account 444455556666) switched to role ProdAdmin of account 111122223333 from 203.0.113.24 (Tokyo office)`,
        `alice（${ja?.includes('アカウント') ? ja : `アカウント 444455556666 の${ja}`}）が 203.0.113.24（Tokyo office）からアカウント 111122223333 のロール ProdAdmin に切り替えました`,
      ] as const,
    })),
  ],
  quiet: [
    {
      name: 'a role that was refused',
      record: signIn({ name: 'SwitchRole', by: role('ProdAdmin', 'alice'), result: 'Failure' }),
    },
    { name: 'leaving the role', record: signIn({ name: 'ExitRole', by: role('ProdAdmin', 'alice') }) },
    { name: 'a sign-in', record: signIn({ by: role('ProdAdmin', 'alice') }) },
  ],
});
