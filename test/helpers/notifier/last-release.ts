/**
 * The deployment of version 0.1.0, as its own `deploy` made it: commit 07fc07a, the last one before the notifier was reworked
 * (CHANGELOG names no release yet). `release-0.1.0/` has the templates and parameters of its change sets, and its zip.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { makeAws } from '../../../src/aws/clients.ts';
import { executePlan, planStack } from '../../../src/aws/cloudformation/stacks.ts';
import { templateOf } from '../../../src/template/template.ts';
import { patience } from '../aws/stacks.ts';
import { type Live, pace } from './live.ts';

/** Settings of that deployment. */
const RELEASED = `name: acme
language: en
timezone: UTC
pipelines: [events, logs, alarms]
trail: { use: new }
businessHours: { days: [fri], from: "09:00", to: "18:00", mute: [medium, low, info] }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
`;

interface ReleasedStack {
  readonly name: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

const file = (name: string) => readFile(resolve(import.meta.dirname, 'release-0.1.0', name));

/** AWS now and then took both filters of the log group at once; the sandbox never does. */
const inTurns = (text: string) =>
  text.replace(
    /(\n {2}LogsFilter2:\n(?: {4}.*\n)*? {4}DependsOn: )LogsPermission\n/,
    '$1[LogsPermission, LogsFilter1]\n',
  );

/** Needs an account with the regions us-east-1 and eu-north-1. */
export async function deployRelease(account: Live): Promise<void> {
  await account.settings(RELEASED);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const aws = makeAws({ region: 'us-east-1', endpoint: account.endpoint, credentials });
  const waiting = { ...patience(), sleep: pace };
  const stacks: readonly ReleasedStack[] = JSON.parse(String(await file('stacks.json')));
  for (const { name, region, parameters, tags } of stacks) {
    const template = templateOf(inTurns(String(await file(`${name.replace('acme-', '')}.yaml`))));
    await executePlan(await planStack({ name, region, template, parameters, tags }, aws, waiting), aws, waiting);
    if (name !== 'acme-artifacts') continue;
    const notifier = stacks.find((one) => one.name === 'acme-notifier')?.parameters;
    const place = { Bucket: notifier?.['CodeBucket'], Key: notifier?.['CodeKey'] };
    const s3 = new S3Client({ endpoint: account.endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
    await s3.send(new PutObjectCommand({ ...place, Body: await file('notifier.zip') }));
  }
}
