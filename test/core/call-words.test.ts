import { expect, test } from 'vitest';
import { callWords, objectOfCall } from '../../src/core/call-words.ts';
import { event } from '../helpers/records/events.ts';

test.each([
  ['CreateVpcPeeringConnection', 'created', '作成', 'VPC peering connection'],
  ['PutRule', 'set', '設定', 'rule'],
  ['DeleteDBInstance', 'deleted', '削除', 'DB instance'],
  ['RunInstances', 'ran', '起動', 'instances'],
  ['UpdateFunctionCode20150331v2', 'updated', '更新', 'function code'],
  ['CreateSAMLProvider', 'created', '作成', 'SAML provider'],
  ['Disable', 'disabled', '無効化', ''],
  ['BatchGetSecretValue', 'got', undefined, 'secret value'],
  ['AdminCreateUser', 'created', '作成', 'user'],
  ['LookupEvents', 'looked up', undefined, 'events'],
  ['ConsoleLogin', 'caused the event', undefined, 'ConsoleLogin'],
  ['PasswordUpdated', 'caused the event', undefined, 'PasswordUpdated'],
  ['SharedSnapshotVolumeCreated', 'caused the event', undefined, 'SharedSnapshotVolumeCreated'],
  ['https://portal.example/apps', 'caused the event', undefined, 'https://portal.example/apps'],
  ['ApplyPendingAction', 'applied', undefined, 'pending action'],
])('%s in words', (name, done, doneJa, noun) => {
  expect(callWords(name)).toEqual({ done, doneJa, noun });
});

test.each([
  ['CreateRole', { roleName: 'web', policyId: 'x' }, 'web'],
  ['CreateBucket', { bucketName: 'logs' }, 'logs'],
  ['PutThing', { accountId: '1', name: 'thing' }, 'thing'],
  ['PutThing', { accountId: '1' }, '1'],
  ['CreateUser', { userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, undefined],
  ['PutThing', null, undefined],
])('the object of %s', (name, requestParameters, object) => {
  expect(objectOfCall(event({ name, record: { requestParameters } }))).toBe(object);
});
