import { signinSpray } from '../../../src/rules/signin/signin-spray.ts';
import { ELSEWHERE, failedUser, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const failure = (minute: number, user: string, more: Parameters<typeof signIn>[0] = {}) =>
  signIn({ by: failedUser(user, more.account), from: ELSEWHERE, result: 'Failure', minute, ...more });

testRule(signinSpray, {
  fires: [
    {
      name: 'three users from one address',
      record: [failure(0, 'ann'), failure(20, 'ben'), failure(40, 'cat')],
      told: [
        'high',
        'ann, ben and cat failed to sign in to the console from 198.51.100.77',
        'ann、ben、cat が 198.51.100.77 からコンソールへのサインインに失敗しました',
      ],
    },
    {
      name: 'one name in two accounts',
      record: [failure(0, 'admin'), failure(1, 'admin', { account: '444455556666' })],
      told: [
        'high',
        'admin failed to sign in to 2 accounts from 198.51.100.77',
        'admin が 198.51.100.77 から 2つのアカウントへのサインインに失敗しました',
      ],
    },
    {
      name: 'one name in three accounts, which are told once',
      record: [0, 1, 2].map((minute) => failure(minute, 'admin', { account: `44445555666${minute}` })),
      told: [
        'high',
        'admin failed to sign in to 2 accounts from 198.51.100.77',
        'admin が 198.51.100.77 から 2つのアカウントへのサインインに失敗しました',
      ],
    },
  ],
  quiet: [
    { name: 'two users', record: [failure(0, 'ann'), failure(1, 'ben'), failure(2, 'ben')] },
    { name: 'three users in three hours', record: [failure(0, 'ann'), failure(61, 'ben'), failure(122, 'cat')] },
    {
      name: 'three users from three addresses',
      record: ['ann', 'ben', 'cat'].map((user, index) => failure(index, user, { from: `198.51.100.${index}` })),
    },
    {
      name: 'three users who sign in',
      record: ['ann', 'ben', 'cat'].map((user, index) => failure(index, user, { result: 'Success' })),
    },
    {
      name: 'three users inside AWS, which is no address',
      record: ['ann', 'ben', 'cat'].map((user, index) => failure(index, user, { from: 'AWS Internal' })),
    },
  ],
});
