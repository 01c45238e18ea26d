import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { found, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';
import { ELSEWHERE, identityCenter, identityCenterUser } from '../helpers/records/records.ts';

const [TARO, HANAKO] = ['94d00cd8-e9e6-4810-b177-b08e84725435', '11111111-2222-4333-8444-555555555555'];

/** As JSON, which an envelope holds. */
const json = (record: object): JsonObject => JSON.parse(JSON.stringify(record));

const challenge = (workflow: string, user: string, name: string) =>
  json(
    identityCenter({
      name: 'CredentialChallenge',
      by: identityCenterUser(user),
      additional: { AuthWorkflowID: workflow, CredentialType: 'PASSWORD', UserName: name },
    }),
  );
const authentication = (workflow: string, user: string, minute: number) =>
  json(
    identityCenter({
      by: identityCenterUser(user),
      minute,
      from: ELSEWHERE,
      additional: { AuthWorkflowID: workflow },
    }),
  );

test('a name that came by another pipeline, minutes or days before, stands in the message and in the history', async () => {
  const { notifier, slack } = await startWithSlack({ settings: { people: { [HANAKO]: 'Hanako Sato' } } });
  expect(await found(eventBridgeEnvelope(challenge('w1', TARO, 'taro@example.com')), notifier)).toEqual([]);
  await found(logsEnvelope([authentication('w1', TARO, 1)]), notifier);
  await found(logsEnvelope([authentication('w2', TARO, 9)]), notifier);
  await found(logsEnvelope([authentication('w3', HANAKO, 20)]), notifier);
  await notifier.pump();

  const names = slack.taken.map((body) => body.match(/taro@example\.com|Hanako Sato|94d00cd8|11111111/g));
  expect(names.map((all) => [...new Set(all)])).toEqual([['taro@example.com'], ['taro@example.com'], ['Hanako Sato']]);
  const kept = await notifier.table.query('login#2026-11');
  expect(kept.map(({ user }) => user)).toEqual(['taro@example.com', 'taro@example.com', 'Hanako Sato']);
});

test('a name that a record holds wins over the settings', async () => {
  const { notifier, slack } = await startWithSlack({ settings: { people: { [TARO]: 'Somebody' } } });
  await found(logsEnvelope([challenge('w1', TARO, 'taro@example.com')]), notifier);
  await found(logsEnvelope([authentication('w1', TARO, 1)]), notifier);
  await notifier.pump();
  expect(slack.taken.join()).toContain('taro@example.com');
  expect(slack.taken.join()).not.toContain('Somebody');
});
