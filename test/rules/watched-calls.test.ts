import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { readPage } from '../helpers/pages.ts';
import { apiCall } from '../helpers/records/records.ts';

const FILE = join(import.meta.dirname, 'iam-actions.json');
const { actions }: { actions: Readonly<Record<string, readonly string[]>> } = JSON.parse(readFileSync(FILE, 'utf8'));
const ALL = Object.entries(actions).flatMap(([service, names]) => names.map((name) => `${service}:${name}`));

const SETTINGS = { ...DEFAULT_SETTINGS, watched: ['login-watch-*', '/login-watch/*'] };
const RULES_ON = activate(RULES, SETTINGS);
const PART = 'login-watch-part';
/** Each way in which some call names what it is about. */
const NAMED: JsonObject = {
  ...Object.fromEntries(
    [
      ...['functionName', 'stackName', 'name', 'secretId', 'tableName', 'globalTableName', 'targetTableName', 'rule'],
      ...['queueName', 'roleName', 'groupName', 'logGroupName', 'logGroupIdentifier', 'bucketName', 'alarmName'],
    ].map((key) => [key, PART]),
  ),
  names: ['/login-watch/slack'],
  alarmNames: [PART],
  stackDefinitions: [{ stackName: PART }],
  queueUrl: `https://sqs.us-east-1.amazonaws.com/111122223333/${PART}`,
  sourceArn: `arn:aws:sqs:us-east-1:111122223333:${PART}`,
  tableArn: `arn:aws:dynamodb:us-east-1:111122223333:table/${PART}`,
  topicArn: `arn:aws:sns:us-east-1:111122223333:${PART}`,
  protocol: 'email',
  deletionProtectionEnabled: false,
  isMultiRegionTrail: false,
  eventSelectors: [{ includeManagementEvents: false }],
  advancedEventSelectors: [],
};
/** Actions whose calls have other names. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  's3:PutLifecycleConfiguration': ['PutBucketLifecycle', 'DeleteBucketLifecycle'],
  's3:PutEncryptionConfiguration': ['PutBucketEncryption', 'DeleteBucketEncryption'],
  's3:PutReplicationConfiguration': ['PutBucketReplication', 'DeleteBucketReplication'],
  's3:PutBucketOwnershipControls': ['PutBucketOwnershipControls', 'DeleteBucketOwnershipControls'],
  's3:PutBucketPublicAccessBlock': ['PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock'],
};
const SOURCES: Readonly<Record<string, string>> = { cloudwatch: 'monitoring' };

function recordsOf(action: string): readonly object[] {
  const [service = '', name = ''] = action.split(':');
  const version = service === 'lambda' ? '20150331' : '';
  return (CALLS[action] ?? [name]).map((call) =>
    apiCall(SOURCES[service] ?? service, `${call}${version}`, { request: NAMED }),
  );
}

async function firedBy(record: object): Promise<readonly string[]> {
  const reading = normalise(JSON.parse(JSON.stringify(record)));
  const events = reading.kind === 'event' ? [reading.event] : [];
  const { findings } = await inspect(events, RULES_ON, makeContext(SETTINGS), createMemory());
  return findings.map(({ rule }) => rule.id);
}

describe.each([
  ['docs/security.md', "## Each call on the notifier's parts"],
  ['docs/security.ja.md', '## 通知の仕組みの各部分に対する呼び出し'],
])('the table of %s', (name, heading) => {
  const section = readPage(name).split(heading)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  const actionsOf = (text: string) => [...text.matchAll(/`([a-z0-9]+:[A-Za-z0-9]+)`/g)].map(([, one = '']) => one);
  const told = rows.flatMap((row) => {
    const [, rule] = /\[`([a-z-]+)`\]/.exec(row) ?? [];
    return rule === undefined ? [] : [{ rule, calls: actionsOf(row) }];
  });
  const untold = rows.filter((row) => !/\[`[a-z-]+`\]/.test(row)).flatMap(actionsOf);

  test('holds every action of IAM on such parts once', () => {
    const named = [...told.flatMap(({ calls }) => calls), ...untold];
    expect(named.toSorted()).toEqual(ALL.toSorted());
  });

  test('names a rule that fires on each call', async () => {
    const wrong: string[] = [];
    for (const { rule, calls } of told) {
      for (const call of calls) {
        for (const record of recordsOf(call))
          if (!(await firedBy(record)).includes(rule)) wrong.push(`${call}: ${rule}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('says of no call that it isn’t told where it is', async () => {
    const wrong: string[] = [];
    for (const record of untold.flatMap(recordsOf)) wrong.push(...(await firedBy(record)));
    expect(wrong).toEqual([]);
  });
});
