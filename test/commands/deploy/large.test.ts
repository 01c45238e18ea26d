/** Templates that are too long for a request go by the artifacts bucket, also before there is one. */
import { expect, test } from 'vitest';
import { parseSettings } from '../../../src/settings/parse.ts';
import { renderTemplate } from '../../../src/template/render.ts';
import type { TemplateName } from '../../../src/template/templates.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const LIMIT = 51_200;
const BUCKET = 'acme-artifacts-111122223333';

/** Rules of one's own, each with many names of events: what the patterns are made of. */
const RULES = Array.from({ length: 60 }, (_, rule) => {
  const names = Array.from({ length: 40 }, (_, name) => `"AnEventWithALongName${rule}x${name}"`);
  return `  - id: own-${rule}\n    title: rule ${rule}\n    severity: low\n    when: { eventSource: [s${rule}.amazonaws.com], eventName: [${names.join(', ')}] }\n`;
});

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [events]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
own:
${RULES.join('')}`;

const sizeOf = (name: TemplateName) =>
  Buffer.byteLength(renderTemplate(name, parseSettings(SETTINGS, 'login-watch.yaml')).text);
const templates = ({ s3 }: Live) =>
  s3.buckets.has(BUCKET) ? s3.keys(BUCKET).filter((key) => key.startsWith('templates/')) : [];
const whole = ({ cloudformation }: Live) =>
  cloudformation.stacks
    .filter(({ status }) => /^(CREATE|UPDATE)_COMPLETE$/.test(status))
    .map(({ name, region }) => `${name} ${region}`);

test('notifier and forwarders alike, from the very first deploy on', async () => {
  // Else this would test nothing.
  expect([sizeOf('notifier'), sizeOf('forwarder')].every((size) => size > LIMIT)).toBe(true);
  const account = await live({ regions: ['us-east-1', 'eu-north-1', 'eu-west-1'] });
  await account.settings(SETTINGS);

  const plan = await account.run('deploy', '--plan');
  expect(plan.exit).toBe(1);
  // No change set can be made of them yet; what they will hold is told all the same, and nothing that they won't.
  expect(plan.out).toMatch(/Stack acme-notifier is created:(?:.|\n)*\+\s+EventsRule1\s/);
  expect(plan.out).not.toContain('LogsFilter1');
  expect(plan.out).toMatch(/forwarder is created \(\d+ resources\) in eu-north-1, eu-west-1/);
  expect(templates(account)).toEqual([]);
  expect(whole(account)).toEqual([]);

  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(whole(account)).toEqual([
    'acme-artifacts us-east-1',
    'acme-trail us-east-1',
    'acme-notifier us-east-1',
    ...['eu-north-1', 'eu-west-1'].map((region) => `acme-forwarder ${region}`),
  ]);
  // One for the notifier, and one for all forwarders, which are alike.
  expect(templates(account)).toHaveLength(2);

  expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
  await account.settings(SETTINGS.replace('AnEventWithALongName0x0', 'AnotherName'));
  const changed = await account.run('deploy', '--plan');
  expect(changed.exit).toBe(1);
  expect(changed.out).toMatch(/~\s+EventsRule\d+\s+Events::Rule\s+EventPattern/);
});

test('a name that somebody else has is found though no change set could be made', async () => {
  const account = await live();
  account.sqs.create('acme-dead');
  await account.settings(SETTINGS);
  const { exit, err } = await account.run('deploy', '--yes');
  expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('queue acme-dead in us-east-1') });
  expect(whole(account)).toEqual([]);
});

test('the bucket of that name must be this account’s: nothing is put into another’s', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  account.s3.owners.set(BUCKET, '444455556666');
  const before = account.s3.keys(BUCKET);
  await account.settings(SETTINGS.replace('AnEventWithALongName0x0', 'AnotherName'));
  const { exit, err } = await account.run('deploy', '--yes');
  expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('s3:PutObject') });
  expect(account.s3.keys(BUCKET)).toEqual(before);
});
