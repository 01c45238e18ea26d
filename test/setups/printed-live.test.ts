/** Each template as `login-watch template` prints it, deployed with nothing but the command above it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/parse.ts';
import { deployByHand, deployCommands } from '../helpers/notifier/by-hand.ts';
import { type Live, live } from '../helpers/notifier/live.ts';
import {
  ARCHIVE,
  allowBucket,
  BUCKET,
  MEMBER,
  makeArchive,
  makeTopic,
  ORGANIZATION,
  printedIn,
  publishToTopic,
  putOwnersRule,
  TOPIC,
  tellEventBridge,
} from '../helpers/notifier/log-archive.ts';
import { OFFICE, signIn } from '../helpers/records/records.ts';

const HOME = 'us-east-1';
const yaml = (pipelines: string) =>
  `name: acme\ntrail: { use: new }\npipelines: [${pipelines}]\nchannels: [{ slack: { webhook: "ssm:/acme/slack-webhook" } }]\n`;

/** Prints a template and deploys it; `values` are what a reader puts for each `…`. */
async function byHand(account: Live, name: string, values: Readonly<Record<string, string>> = {}, region = HOME) {
  const { out, err } = await account.run('template', name);
  const [command] = deployCommands(out.replaceAll(/^# ?/gm, ''));
  if (command === undefined) throw new Error(`no command: ${err}`);
  const left = Object.entries(command.parameters).filter(([key, value]) => value === '…' && !(key in values));
  expect(left).toEqual([]);
  return deployByHand(command, out, account, region, values);
}

/** The zip, as docs/deploying.md makes it. */
function putZip({ s3 }: Live, bucket: string, text: string): void {
  const bundle = readFileSync(resolve(import.meta.dirname, '../../dist/lambda/index.cjs'));
  const settings = { ...parseSettings(text, 'login-watch.yaml'), watched: ['acme-*'] };
  s3.put(bucket, 'n.zip', zipSync({ 'index.js': bundle, 'settings.json': Buffer.from(JSON.stringify(settings)) }));
}

async function start(pipelines: string): Promise<readonly [account: Live, values: Readonly<Record<string, string>>]> {
  const account = await live({ home: HOME, regions: [HOME, 'eu-north-1'] });
  await account.settings(yaml(pipelines));
  const { Bucket: CodeBucket = '' } = await byHand(account, 'artifacts');
  const { Bucket: TrailBucket = '' } = await byHand(account, 'trail');
  putZip(account, CodeBucket, yaml(pipelines));
  return [account, { CodeBucket, CodeKey: 'n.zip', TrailBucket }];
}

const texts = ({ slack }: Live) => slack.received.map(({ body }) => body);

test.each(['events', 'logs', 's3', 'events, logs, s3'])('pipelines %s: an alert arrives', async (pipelines) => {
  const [account, values] = await start(pipelines);
  await byHand(account, 'notifier', values);
  if (pipelines.includes('events')) await byHand(account, 'forwarder', { HomeRegion: HOME }, 'eu-north-1');

  await account.happen(signIn({ from: OFFICE, mfa: 'Yes', region: 'eu-north-1' }));
  expect(texts(account)).toEqual([expect.stringContaining('alice')]);
  const { out } = await account.run('status');
  expect(out).not.toContain('no record arrives');
});

/** What a reader puts in place of the names in capitals. */
const filled = (text: string) => text.replaceAll('ACCOUNT', '111122223333').replaceAll('REGION', HOME);

test.each(['', `, topic: "${TOPIC}"`])('a bucket of another account%s: an alert arrives', async (more) => {
  const text = `name: acme
trail: { use: existing, bucket: ${BUCKET}, account: "${ARCHIVE}"${more} }
pipelines: [s3]
channels: [{ slack: { webhook: "ssm:/acme/slack-webhook" } }]
`;
  const account = await live({ home: HOME, regions: [HOME, 'eu-north-1'], others: ORGANIZATION });
  const archive = makeArchive(account);
  await account.settings(text);
  const { Bucket: CodeBucket = '' } = await byHand(account, 'artifacts');
  putZip(account, CodeBucket, text);
  const { err } = await account.run('template', 'notifier');
  const printed = printedIn(filled(err));
  allowBucket(archive, printed, 'LoginWatchReads');
  if (more !== '') makeTopic(archive, printed);
  await byHand(account, 'notifier', { CodeBucket, CodeKey: 'n.zip' });
  if (more === '') tellEventBridge(archive);
  if (more === '') putOwnersRule(archive, printed);
  else publishToTopic(archive, printed);

  await account.happen({ ...signIn({ from: OFFICE, mfa: 'Yes', region: 'eu-north-1' }), recipientAccountId: MEMBER });
  expect(texts(account)).toEqual([expect.stringContaining('alice')]);
});

test('pipeline alarms: an alarm comes to the function, which says who it was', async () => {
  const [account, values] = await start('alarms');
  const { AlarmTopicArn = '' } = await byHand(account, 'notifier', values);
  await byHand(account, 'alarms', { AlarmTopicArn, LogGroupName: 'acme-trail' });

  await account.happen(signIn({ from: OFFICE, mfa: 'Yes', region: 'eu-north-1' }));
  account.cloudwatch.evaluate();
  await account.settled();
  expect(texts(account)).toEqual([expect.stringContaining('alice')]);
});

test.each([
  ['logs', 'Pipeline logs needs LogGroupName'],
  ['s3', 'Pipeline s3 needs TrailBucket'],
  ['alarms', 'Pipeline alarms needs LogGroupName'],
])('pipeline %s without what it reads is refused, and leaves nothing', async (pipelines, why) => {
  const [account, { TrailBucket: _, ...values }] = await start(pipelines);
  const { out } = await account.run('template', 'notifier');
  const [command] = deployCommands(out.replaceAll(/^# ?/gm, ''));
  if (command === undefined) throw new Error('no command');
  const { LogGroupName: _1, TrailBucket: _2, ...parameters } = command.parameters;
  await expect(deployByHand({ ...command, parameters }, out, account, HOME, values)).rejects.toThrow(why);
  expect(account.cloudformation.stacks.map(({ name }) => name)).toEqual(['acme-artifacts', 'acme-trail']);
});
