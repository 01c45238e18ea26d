import { signinInstanceRole } from '../../../src/rules/signin/signin-instance-role.ts';
import { apiCall, ELSEWHERE, iamUser, role, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const instance = role('WebServer', 'i-0123456789abcdef0');

testRule(signinInstanceRole, {
  fires: [
    {
      name: 'an instance in the console',
      record: signIn({ by: instance, from: ELSEWHERE }),
      told: [
        'high',
        'The credentials of instance i-0123456789abcdef0 (role WebServer) signed in to the console from 198.51.100.77',
        'インスタンス i-0123456789abcdef0（ロール WebServer）の認証情報が使われ、198.51.100.77 からコンソールにサインインしました',
      ],
    },
    {
      name: 'an old instance that asks for a token',
      record: signIn({ name: 'GetSigninToken', by: role('WebServer', 'i-0a1b2c3d'), from: ELSEWHERE }),
      told: [
        'high',
        'The credentials of instance i-0a1b2c3d (role WebServer) asked for a console sign-in token from 198.51.100.77',
        'インスタンス i-0a1b2c3d（ロール WebServer）の認証情報が使われ、198.51.100.77 からコンソールのサインイントークンを取得しました',
      ],
    },
  ],
  quiet: [
    { name: 'a person whose name begins alike', record: signIn({ by: role('Admin', 'i-yamamoto') }) },
    { name: 'a broker', record: signIn({ name: 'GetSigninToken', by: role('Broker', 'svc-broker') }) },
    { name: 'a user named like an instance', record: signIn({ by: iamUser('i-0123456789abcdef0') }) },
    { name: 'an instance that calls an API', record: apiCall('s3', 'PutBucketPolicy', { by: instance }) },
    { name: 'a failure', record: signIn({ by: instance, result: 'Failure' }) },
  ],
});
