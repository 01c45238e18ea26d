import { UNKNOWABLE } from '../../../sandbox/scripted/variants.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(UNKNOWABLE, {
  'queue that no function reads': {
    changed: ['signin.user-without-mfa unknown', 'CloudWatch.3 unknown'],
    of: 'CloudWatch.3',
    en: "Can't tell whether anybody is alerted. No function reads queue pager-queue, and other readers can't be seen.",
    ja: '通知されるかどうかを判断できません。キュー pager-queue を読み取る関数がなく、他の読み取り元はこの監査からは見えません。',
  },
  "another account's topic": {
    changed: ['signin.user-without-mfa unknown', 'CloudWatch.3 unknown'],
    of: 'CloudWatch.3',
    en: "Can't tell whether anybody is alerted. CloudWatch.3 leads to arn:aws:sns:us-east-1:444455556666:central, where this audit doesn't look.",
    ja: '通知されるかどうかを判断できません。CloudWatch.3 の先は arn:aws:sns:us-east-1:444455556666:central で、この監査の対象外です。',
  },
  'filter of columns': {
    changed: ['signin.user-without-mfa unknown', 'CloudWatch.3 unknown'],
    of: 'CloudWatch.3',
    en: "Can't tell whether anybody is alerted. The pattern of filter CloudWatch.3 can't be evaluated here.",
    ja: '通知されるかどうかを判断できません。フィルター CloudWatch.3 のパターンは、ここでは評価できません。',
  },
  'anomaly band': {
    changed: ['signin.user-without-mfa unknown', 'CloudWatch.3 unknown'],
    of: 'CloudWatch.3',
    en: "Can't tell whether anybody is alerted. The condition of alarm CloudWatch.3 can't be evaluated here.",
    ja: '通知されるかどうかを判断できません。アラーム CloudWatch.3 の条件は、ここでは評価できません。',
  },
});
