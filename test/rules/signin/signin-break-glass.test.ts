import { signinBreakGlass } from '../../../src/rules/signin/signin-break-glass.ts';
import { apiCall, ELSEWHERE, failedUser, iamUser, role, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const settings = { breakGlass: ['emergency-*', 'arn:aws:iam::*:role/BreakGlass'] };
const assume = (roleName: string, more = {}) =>
  apiCall('sts', 'AssumeRole', {
    from: ELSEWHERE,
    request: { roleArn: `arn:aws:iam::111122223333:role/${roleName}`, roleSessionName: 'BreakGlass' },
    also: { readOnly: true },
    ...more,
  });

testRule(signinBreakGlass, {
  fires: [
    {
      name: 'an emergency user',
      record: signIn({ by: iamUser('emergency-1'), from: ELSEWHERE }),
      settings,
      told: [
        'critical',
        'emergency-1 signed in to the console by emergency access emergency-1 from 198.51.100.77',
        'emergency-1 が 198.51.100.77 から緊急用アクセス emergency-1 でコンソールにサインインしました',
      ],
    },
    {
      name: 'somebody tries the emergency door',
      record: signIn({ by: failedUser('emergency-1'), from: ELSEWHERE, result: 'Failure' }),
      settings,
      told: [
        'critical',
        'emergency-1 failed to sign in to the console by emergency access emergency-1 from 198.51.100.77 (Failed authentication)',
        'emergency-1 が 198.51.100.77 から緊急用アクセス emergency-1 でのコンソールサインインに失敗しました（Failed authentication）',
      ],
    },
    {
      name: 'an emergency role, by API',
      record: assume('BreakGlass'),
      settings,
      told: [
        'critical',
        'alice took on emergency role BreakGlass from 198.51.100.77',
        'alice が 198.51.100.77 から緊急用ロール BreakGlass を引き受けました',
      ],
    },
    {
      name: 'an emergency role that was refused',
      record: assume('BreakGlass', { error: 'AccessDenied' }),
      settings,
      told: [
        'critical',
        'alice failed to take on emergency role BreakGlass from 198.51.100.77 (not allowed)',
        'alice が 198.51.100.77 から緊急用ロール BreakGlass の引き受けに失敗しました（not allowed）',
      ],
    },
    {
      name: 'an emergency role, in the console',
      record: signIn({ name: 'SwitchRole', by: role('BreakGlass', 'alice'), from: ELSEWHERE }),
      settings: { breakGlass: ['BreakGlass'] },
      told: [
        'critical',
        'alice (role BreakGlass) took on emergency role BreakGlass from 198.51.100.77',
        'alice（ロール BreakGlass）が 198.51.100.77 から緊急用ロール BreakGlass を引き受けました',
      ],
    },
  ],
  quiet: [
    { name: 'another user', record: signIn({ by: iamUser('alice') }), settings },
    { name: 'another role, with a session named like it', record: assume('Reader'), settings },
    { name: 'a role whose name begins alike', record: assume('BreakGlassTest'), settings },
    { name: 'a session named like the user', record: signIn({ by: role('Reader', 'emergency-1') }), settings },
    { name: 'nothing in the settings', record: signIn({ by: iamUser('emergency-1') }) },
    {
      name: 'the emergency user does something else',
      record: apiCall('iam', 'ListUsers', { by: iamUser('emergency-1') }),
      settings,
    },
  ],
});
