import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/core/settings.ts';
import { namesIn, signIn, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope } from '../helpers/records/envelopes.ts';

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

  test('what they muted is told though its rule is gone when they end; what can’t be read is logged, and holds up nothing', async () => {
    const own = {
      ...{ id: 'own-sign-in', title: 'A sign-in of ours', severity: 'low' as const },
      when: { eventName: ['ConsoleLogin'] },
    };
    const { notifier, slack } = await startWithSlack({ settings: { ...settings, own: [own] }, start: NINE + HOUR });
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    const expiresAt = notifier.now() / 1_000 + 86_400;
    await notifier.table.put({ pk: 'muted', sk: '2026-11-19T00:00:00Z#x', finding: new Uint8Array([1, 2]), expiresAt });
    await notifier.redeploy({ own: [], rules: { signin: { on: false } } });
    await notifier.advance(9 * HOUR);
    await notifier.hand({ loginWatch: 'hours-end' });
    await notifier.pump();

    expect(slack.taken.join()).toContain('own-sign-in');
    expect(notifier.logged('a muted finding is lost')).toEqual([
      expect.objectContaining({ level: 'error', key: '2026-11-19T00:00:00Z#x' }),
    ]);
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

describe('what is muted after the hours’ end, because it comes late, is told though nothing else comes', () => {
  const NINE = Date.UTC(2026, 10, 19, 0);
  const settings: Partial<Settings> = {
    timezone: 'Asia/Tokyo',
    businessHours: { days: ['thu'], from: '09:00', to: '18:00', mute: ['info', 'low', 'medium', 'high'] },
  };
  const lastMinute = (name: string) => eventBridgeEnvelope(signIn(name, NINE + 9 * HOUR - 20_000));

  test('half a minute after the digest', async () => {
    const { notifier, slack } = await startWithSlack({ settings, start: NINE + HOUR });
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    await notifier.advance(8 * HOUR);
    await notifier.hand({ loginWatch: 'hours-end' });
    await notifier.advance(30_000);
    await notifier.hand(lastMinute('bob'));
    await notifier.pump();
    expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  });

  test('while the digest is on its way to the outbox', async () => {
    const late: { start?: () => Promise<unknown>; done?: Promise<unknown> | undefined } = {};
    const { notifier, slack } = await startWithSlack({
      settings,
      start: NINE + HOUR,
      trouble: (service, action) => {
        if (service === 'sqs' && action === 'SendMessage') late.done ??= late.start?.();
        return undefined;
      },
    });
    const second = await notifier.another();
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    await notifier.advance(8 * HOUR);
    late.start = () => second.invoke(lastMinute('bob'));
    await notifier.hand({ loginWatch: 'hours-end' });
    await late.done;
    await notifier.pump();
    expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  });
});
