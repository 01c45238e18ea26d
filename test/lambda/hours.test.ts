import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/core/settings.ts';
import { eventBridgeEnvelope } from '../helpers/envelopes.ts';
import { namesIn, signIn, startWithSlack } from '../helpers/slack-notifier.ts';

const HOUR = 3_600_000;

describe('business hours', () => {
  // A Thursday, 09:00 in Tokyo.
  const NINE = Date.UTC(2026, 10, 19, 0);
  const settings: Partial<Settings> = {
    timezone: 'Asia/Tokyo',
    businessHours: {
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '18:00',
      mute: ['info', 'low', 'medium', 'high'],
    },
  };

  test('what they mute is told in one digest when they end; what is critical at once', async () => {
    const { notifier, slack } = await startWithSlack({ settings, start: NINE + HOUR });
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    await notifier.hand(eventBridgeEnvelope(signIn('bob', notifier.now())));
    const root = {
      type: 'Root',
      principalId: '111122223333',
      arn: 'arn:aws:iam::111122223333:root',
      accountId: '111122223333',
    };
    await notifier.hand(eventBridgeEnvelope(signIn('root', notifier.now(), { userIdentity: root })));
    await notifier.pump();
    expect(slack.taken).toHaveLength(1);
    expect(slack.taken[0]).not.toMatch(/alice|bob/);

    await notifier.advance(7 * HOUR);
    await notifier.invoke({ loginWatch: 'hours-end' });
    await notifier.pump();
    expect(slack.taken).toHaveLength(1);

    await notifier.advance(HOUR);
    await notifier.hand({ loginWatch: 'hours-end' });
    await notifier.hand({ loginWatch: 'hours-end' });
    await notifier.pump();
    expect(namesIn(slack, ['alice', 'bob']).slice(1)).toEqual([['alice', 'bob']]);
  });

  test('a schedule that never fires delays it no longer than until the next record', async () => {
    const { notifier, slack } = await startWithSlack({ settings, start: NINE + HOUR });
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    await notifier.advance(9 * HOUR);
    await notifier.hand(eventBridgeEnvelope(signIn('bob', notifier.now())));
    await notifier.pump();

    expect(namesIn(slack, ['alice', 'bob']).flat().sort()).toEqual(['alice', 'bob']);
  });
});
