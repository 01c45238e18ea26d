import { expect, test } from 'vitest';
import { worldOf } from '../../../src/commands/shared/world.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const secretOf = (name: string, value: string) =>
  worldOf(fakeHost({ env: { [name]: value } }), {}).secret(`env:${name}`);

test.each(['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'npm_config_token', 'NPM_TOKEN', 'aws_x'])(
  'settings can not have %s sent',
  async (name) => {
    await expect(secretOf(name, 'secret')).rejects.toThrow(`The settings name ${name}, which holds no secret`);
    await expect(secretOf(name, 'secret')).rejects.not.toThrow(/^secret/);
  },
);

test.each(['LOGIN_WATCH_WEBHOOK', 'SLACK_WEBHOOK', 'MY_AWS_HOOK'])('%s is read', async (name) => {
  expect(await secretOf(name, ' value\n')).toBe('value');
});
