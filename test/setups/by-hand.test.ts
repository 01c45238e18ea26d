import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type DeployCommand, deployByHand, deployCommands } from '../helpers/notifier/by-hand.ts';
import { type Live, live } from '../helpers/notifier/live.ts';
import { readPage } from '../helpers/pages.ts';
import { ELSEWHERE, OFFICE, signIn } from '../helpers/records/records.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The template as the package has it. */
const deploy = (command: DeployCommand, account: Live, region: string, filled: Readonly<Record<string, string>>) =>
  deployByHand(command, readFileSync(resolve(ROOT, command.template), 'utf8'), account, region, filled);

/** As the page says: the bundle under another name, and the settings. */
function zip(settings: object): Uint8Array {
  const bundle = readFileSync(resolve(ROOT, 'dist/lambda/index.cjs'));
  return zipSync({ 'index.js': bundle, 'settings.json': Buffer.from(JSON.stringify(settings)) });
}

describe.each([
  ['docs/deploying.md', 'us-east-1'],
  ['docs/deploying.ja.md', 'ap-northeast-1'],
])('%s', (name, home) => {
  const page = readPage(name);
  const settings = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const commandFor = (template: string) => {
    const found = deployCommands(page).find((command) => command.template === `templates/${template}.yaml`);
    if (found === undefined) throw new Error(`${name} does not say how ${template} is deployed`);
    return found;
  };
  const inRegion = (region: string) => ({ home: region, regions: [region, 'eu-north-1'] });

  test('leads by hand from nothing to a message, with every template', async () => {
    const account = await live(inRegion(home));
    const { Bucket: bucket = '' } = await deploy(commandFor('artifacts'), account, home, {});
    await deploy(commandFor('trail'), account, home, {});
    const { CodeKey = '' } = commandFor('notifier').parameters;
    expect(page).toContain(`s3://BUCKET/${CodeKey}`);
    account.s3.put(bucket, CodeKey, zip(settings));
    const outputs = await deploy(commandFor('notifier'), account, home, { BUCKET: bucket });
    await deploy(commandFor('alarms'), account, home, { ALARM_TOPIC_ARN: outputs['AlarmTopicArn'] ?? '' });
    await deploy(commandFor('health'), account, home, { TOPIC_ARN: outputs['TopicArn'] ?? '' });
    expect(commandFor('forwarder').parameters['HomeRegion']).toBe(home);
    await deploy(commandFor('forwarder'), account, 'eu-north-1', {});
    account.ssm.put(settings.channels[0].slack.webhook.replace('ssm:', ''), account.webhook, home);

    await account.happen(signIn({ from: OFFICE, mfa: 'Yes', region: 'eu-north-1' }));
    expect(account.slack.received.map(({ body }) => body)).toEqual([expect.stringMatching(/🟢.*alice/)]);

    account.ssm.put(commandFor('health').parameters['SecretName'] ?? '', account.webhook, home);
    account.cloudwatch.setState('login-watch-errors', 'ALARM', 'its function failed', home);
    await account.settled();
    expect(account.slack.received.at(-1)?.body).toContain('The notifier login-watch is unwell: its function fails.');
  });

  test('needs two templates for set-up E: the trail, and the notifier; the zip lies in any bucket', async () => {
    const account = await live(inRegion(home));
    await deploy(commandFor('trail'), account, home, {});
    account.s3.create('my-own-bucket', home);
    const channels = [{ kind: 'email', email: { to: ['security@example.com'] } }];
    account.s3.put('my-own-bucket', 'notifier-1.zip', zip({ ...settings, channels }));
    const outputs = await deploy(commandFor('notifier'), account, home, { BUCKET: 'my-own-bucket' });
    const topic = outputs['TopicArn'] ?? '';
    const { token } = account.sns.subscribe(topic, 'email', 'security@example.com');
    account.sns.confirm(topic, token, true);

    await account.happen(signIn({ from: ELSEWHERE, region: 'eu-north-1' }));
    expect(account.sns.mails.map(({ message }) => message)).toEqual([expect.stringMatching(/🔴[\s\S]*alice/)]);
  });
});
