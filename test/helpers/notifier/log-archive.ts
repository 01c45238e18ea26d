/** A log archive: another account with the bucket of an organization's trail, and its owner, who does as a plan says. */
import { expect } from 'vitest';
import type { Parts } from '../../../sandbox/account/account.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, objectAt, textAt } from '../../../src/core/fields.ts';
import type { Live } from './live.ts';

export const ARCHIVE = '444455556666';
export const MEMBER = '555566667777';
export const BUCKET = 'acme-org-trail';
export const TOPIC = `arn:aws:sns:us-east-1:${ARCHIVE}:trail-files`;
export const KEY = `arn:aws:kms:us-east-1:${ARCHIVE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** For `live`: the accounts of the organization besides the notifier's. */
export const ORGANIZATION = [{ id: ARCHIVE }, { id: MEMBER }];

/** The statements and commands of a plan, as they are pasted. */
export interface Printed {
  /** By Sid; a topic configuration by its `TopicArn`. */
  readonly statements: Readonly<Record<string, JsonObject>>;
  readonly commands: readonly string[];
}

/** The printed JSON, each beginning and ending at the left edge (behind `# ` in a template), and the `aws` commands. */
export function printedIn(text: string): Printed {
  const plain = text.replaceAll(/^# ?/gm, '');
  const json = [...plain.matchAll(/^\{\n[\s\S]*?^\}/gm)].map(([one]) => JSON.parse(one) as JsonObject);
  return {
    statements: Object.fromEntries(json.map((one) => [textAt(one, 'Sid') ?? textAt(one, 'TopicArn') ?? '', one])),
    commands: plain.match(/^aws .*$/gm) ?? [],
  };
}

const partsOf = (account: Live, id: string): Parts => {
  const found = account.accounts.get(id);
  if (found === undefined) throw new Error(`no account ${id}`);
  return found;
};

/** The bucket, and a trail of all accounts that writes to it. */
export function makeArchive(account: Live, region = 'us-east-1'): Parts {
  const archive = partsOf(account, ARCHIVE);
  archive.s3.create(BUCKET, region);
  archive.cloudtrail.add({ Name: 'org', S3BucketName: BUCKET, IsMultiRegionTrail: true, IsOrganizationTrail: true });
  return archive;
}

/** Adds statements to the bucket's policy. */
export function allowBucket({ s3 }: Parts, printed: Printed, ...sids: readonly string[]): void {
  const { configurations } = s3.bucket(BUCKET);
  const before = listAt(JSON.parse(configurations.get('policy') ?? '{}'), 'Statement');
  const added = sids.map((sid) => printed.statements[sid]);
  expect(added).not.toContain(undefined);
  configurations.set('policy', JSON.stringify({ Version: '2012-10-17', Statement: [...before, ...added] }));
}

/** Encrypts the bucket under a key that lets in whom the statement names. */
export function encrypt({ s3 }: Parts, statement: JsonObject | undefined): void {
  s3.bucket(BUCKET).key = { arn: KEY, policy: JSON.stringify({ Statement: [statement ?? {}] }) };
}

const notifications = (inner: string) => `<NotificationConfiguration>${inner}</NotificationConfiguration>`;

export function tellEventBridge({ s3 }: Parts): void {
  s3.bucket(BUCKET).configurations.set('notification', notifications('<EventBridgeConfiguration/>'));
}

/** `put-rule` and `put-targets` of the plan. */
export function putOwnersRule({ events }: Parts, { commands }: Printed): void {
  const option = (command: string, name: string) =>
    new RegExp(`^aws events ${command} .*--${name} (?:'([^']*)'|(\\S+))`).exec(
      commands.find((one) => one.startsWith(`aws events ${command} `)) ?? '',
    );
  const [, pattern = ''] = option('put-rule', 'event-pattern') ?? [];
  const [, targets = ''] = option('put-targets', 'targets') ?? [];
  const [, , name = ''] = option('put-rule', 'name') ?? [];
  const [, , region = ''] = option('put-rule', 'region') ?? [];
  events.putRule(name, { EventPattern: JSON.parse(pattern), Targets: JSON.parse(targets) }, region);
}

/** A topic whose policy has the plan's statements: the notifier subscribes, and the bucket publishes. */
export function makeTopic({ sns }: Parts, printed?: Printed): void {
  sns.create('trail-files');
  if (printed === undefined) return;
  const Statement = ['LoginWatchSubscribes', 'TrailBucketPublishes'].map((sid) => printed.statements[sid]);
  expect(Statement).not.toContain(undefined);
  sns.topic(TOPIC).attributes.set('Policy', JSON.stringify({ Version: '2012-10-17', Statement }));
}

/** The topic configuration of the plan. */
export function publishToTopic({ s3 }: Parts, { statements }: Printed): void {
  expect(objectAt({ it: statements[TOPIC] ?? {} }, 'it')).toEqual({ TopicArn: TOPIC, Events: ['s3:ObjectCreated:*'] });
  const inner = `<TopicConfiguration><Topic>${TOPIC}</Topic><Event>s3:ObjectCreated:*</Event></TopicConfiguration>`;
  s3.bucket(BUCKET).configurations.set('notification', notifications(inner));
}
