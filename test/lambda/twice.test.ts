import { expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { namesIn, OK, pass, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope } from '../helpers/records/envelopes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What Lambda asks itself: the function doesn't. */
const isLambdas = (action: string) => action === 'ReceiveMessage';

test.each(['before', 'after'] as const)(
  'killed %s each call to AWS: everything is sent, and twice only what the table knew nothing of',
  async (when) => {
    let left = Number.POSITIVE_INFINITY;
    let [killed, running] = ['', undefined as RunningNotifier | undefined];
    const { notifier, slack } = await startWithSlack({
      isDeployed: true,
      trouble: (service, action, _count, { input }) => {
        if (running === undefined || isLambdas(action)) return undefined;
        left -= 1;
        if (left !== 0) return undefined;
        killed = `${service} ${action} ${JSON.stringify(input).match(/"(\w+)#/)?.[1] ?? ''}`.trim();
        running.function.kill();
        return when === 'before' ? { status: 500, body: '{}' } : undefined;
      },
    });
    running = notifier;
    const counts: [killed: string, messages: number][] = [];
    for (let call = 1; ; call += 1) {
      [left, killed] = [call, ''];
      const name = `user${call}x`;
      await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
      await pass(20 * MINUTE, 4 * MINUTE, notifier);
      counts.push([killed, namesIn(slack, [name]).flat().length]);
      if (killed === '') break;
    }
    expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
    expect(counts.length).toBeGreaterThan(8);
    const others = counts.filter(([, messages]) => messages !== 1);
    expect(others).toEqual(when === 'before' ? [['dynamodb PutItem sent', 2]] : []);
  },
  600_000,
);

test('a retry after hours queues the same message again, and it isn’t sent again', async () => {
  // The table fails as soon as the message is in the outbox.
  let [isQueued, isOver] = [false, false];
  const denied = new AwsFault('AccessDeniedException', 'no', { status: 400 });
  const { notifier, slack } = await startWithSlack({
    isDeployed: true,
    trouble: (service, action) => {
      isQueued ||= action === 'SendMessage';
      return isQueued && !isOver && service === 'dynamodb' ? denied : undefined;
    },
  });
  const input = eventBridgeEnvelope(signIn('alice', notifier.now()));
  const first = await notifier.invoke(input, 'the-same');
  expect([first.error, isQueued]).toEqual(['Unhandled', true]);
  isOver = true;
  await notifier.pump();
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  await notifier.advance(5 * HOUR);
  expect((await notifier.invoke(input, 'the-same')).error).toBeUndefined();
  expect(waiting(notifier, 'outbox.fifo')).toHaveLength(1);
  await pass(10 * MINUTE, MINUTE, notifier);

  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
});

test('a new environment doesn’t send what an earlier one sent and could not delete', async () => {
  let isDown = true;
  const denied = new AwsFault('AccessDenied', 'no', { status: 403 });
  const { notifier, slack } = await startWithSlack({
    isDeployed: true,
    trouble: (service, action) => (isDown && service === 'sqs' && action === 'DeleteMessage' ? denied : undefined),
  });
  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
  await notifier.pump();
  expect(waiting(notifier, 'outbox.fifo')).toHaveLength(1);
  await notifier.redeploy({});
  isDown = false;
  slack.reply = OK;
  await pass(10 * MINUTE, MINUTE, notifier);

  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
});
