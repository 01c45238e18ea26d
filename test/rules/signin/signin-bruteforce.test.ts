import { signinBruteforce } from '../../../src/rules/signin/signin-bruteforce.ts';
import { ELSEWHERE, failedUser, hiddenUser, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const failures = (count: number, of: (index: number) => Parameters<typeof signIn>[0]) =>
  Array.from({ length: count }, (_, index) => signIn({ result: 'Failure', minute: index, ...of(index) }));

testRule(signinBruteforce, {
  fires: [
    {
      name: 'five failures of a user from everywhere',
      record: failures(5, (index) => ({ by: failedUser(), from: `198.51.100.${index + 1}` })),
      told: [
        'high',
        'alice failed to sign in to the console 5 times within 15 minutes from 5 addresses',
        'alice が 5個のアドレスからコンソールへのサインインに15分以内に5回失敗しました',
      ],
    },
    {
      name: 'five failures from one address, told once, with the sixth',
      record: failures(6, (index) => ({
        by: index === 0 ? hiddenUser() : failedUser(['ann', 'ben', 'cat', 'dan', 'eve'][index - 1]),
        from: ELSEWHERE,
      })),
      told: [
        'high',
        'A user name that does not exist, ann, ben and 2 others failed to sign in to the console 5 times within 15 minutes from 198.51.100.77',
        '存在しないユーザー名、ann、ben ほか2名が 198.51.100.77 からコンソールへのサインインに15分以内に5回失敗しました',
      ],
    },
  ],
  quiet: [
    { name: 'four failures', record: failures(4, () => ({ by: failedUser() })) },
    { name: 'five failures in an hour', record: failures(5, (index) => ({ by: failedUser(), minute: index * 15 })) },
    {
      name: 'five failures of five users from five addresses',
      record: failures(5, (index) => ({ by: failedUser(`user${index}`), from: `198.51.100.${index + 1}` })),
    },
    {
      name: 'the same failure delivered five times',
      record: failures(5, () => ({ by: failedUser(), minute: 0 })),
    },
    {
      name: 'five successes',
      record: failures(5, () => ({ result: 'Success' })),
    },
  ],
});
