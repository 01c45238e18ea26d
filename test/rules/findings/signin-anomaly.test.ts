import { signinAnomaly } from '../../../src/rules/findings/signin-anomaly.ts';
import { eventBridge, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(signinAnomaly, {
  fires: [
    {
      name: 'the alert, whatever it holds',
      record: eventBridge('aws.signin', 'Sign-in Anomaly Alert', { anything: 'at all' }),
      told: [
        'high',
        'AWS reported an unusual sign-in to account 111122223333',
        'AWSがアカウント 111122223333 への不自然なサインインを報告しました',
      ],
    },
    {
      name: 'the alert, empty',
      record: eventBridge('aws.signin', 'Sign-in Anomaly Alert', {}),
      told: [
        'high',
        'AWS reported an unusual sign-in to account 111122223333',
        'AWSがアカウント 111122223333 への不自然なサインインを報告しました',
      ],
    },
  ],
  quiet: [
    { name: 'a sign-in', record: signIn({}) },
    {
      name: 'a sign-in as EventBridge delivers it',
      record: eventBridge('aws.signin', 'AWS Console Sign In via CloudTrail', signIn({})),
    },
    {
      name: 'another sender',
      record: eventBridge('aws.health', 'Sign-in Anomaly Alert', {}),
    },
  ],
});
