import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/event.ts';
import { objectArns } from '../../../src/core/record/object-arns.ts';
import { event } from '../../helpers/records/events.ts';

const arnsOf = (requestParameters: JsonObject, sentence: string) =>
  objectArns({ ...event(), record: { requestParameters } }, sentence);
const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;

test('ARNs of what the sentence names, wherever in the request they stand', () => {
  expect(arnsOf({ topicArn: topic('alerts'), targets: [{ arn: topic('other') }] }, 'changed topic alerts')).toEqual([
    topic('alerts'),
  ]);
  expect(arnsOf({ targets: [{ arn: topic('other') }] }, 'topic other')).toEqual([topic('other')]);
});

test('none that the sentence shows itself, none without a name, none inside a policy', () => {
  expect(arnsOf({ a: topic('alerts') }, `topic ${topic('alerts')}`)).toEqual([]);
  expect(arnsOf({ a: 'arn:aws:s3:::' }, 'deleted bucket logs')).toEqual([]);
  expect(arnsOf({ policy: `{"Resource":"${topic('alerts')}"}` }, 'topic alerts')).toEqual([]);
});

test('at most three, none without end, and nothing of a request without end', () => {
  const names = ['a1', 'b2', 'c3', 'd4'];
  expect(arnsOf({ all: names.map(topic) }, names.join(' '))).toHaveLength(3);
  expect(arnsOf({ a: `arn:aws:s3:::${'x'.repeat(5_000)}/alerts` }, 'alerts')).toEqual([]);
  let deep: JsonObject = { arn: topic('alerts') };
  for (let level = 0; level < 20_000; level += 1) deep = { deep };
  expect(arnsOf({ deep }, 'alerts')).toEqual([]);
});
