import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { redriveCommand } from '../../../src/commands/redrive/flags.ts';
import type { RedriveOptions } from '../../../src/commands/redrive/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { testNotifier } from '../../helpers/notifier/notifier.ts';
import { HOSTILE } from '../../helpers/records/hostile.ts';

const OUTBOX = 'acme-outbox.fifo';
const OUTBOX_DEAD = 'acme-outbox-dead.fifo';
const DEAD = 'acme-dead';
const FUNCTION = 'acme-notifier';

/** A notifier whose queues are on a clock that a test moves. */
async function notifier(options: AccountOptions = {}) {
  const clock = { now: NOW };
  const deployed = await testNotifier({ now: () => clock.now, ...options });
  const { sqs, lambda } = deployed;
  lambda.create(FUNCTION);
  const fifo = { FifoQueue: 'true' };
  deployed.deploy({
    FunctionName: FUNCTION,
    OutboxUrl: sqs.create(OUTBOX, fifo),
    OutboxDeadUrl: sqs.create(OUTBOX_DEAD, fifo),
    DeadUrl: sqs.create(DEAD),
  });
  const bodies = (queue: string) => sqs.messages(queue).map(({ body }) => JSON.parse(body));
  /** A second later than the one before. */
  const later = () => {
    clock.now += 1_000;
  };
  return {
    ...deployed,
    clock,
    bodies,
    hidden: () =>
      [OUTBOX_DEAD, DEAD].flatMap((name) => sqs.messages(name)).filter(({ hiddenUntil }) => hiddenUntil > clock.now)
        .length,
    handed: () => lambda.invocations.map(({ payload }) => JSON.parse(payload)),
    deadMessage(text: string, { group = 'g1', to = 'slack', why = 'HTTP 404' } = {}) {
      later();
      const body = {
        version: 1,
        delivery: { kind: 'http', channel: 'slack', to, body: text },
        since: '2026-11-19T00:00:00Z',
        why,
      };
      sqs.send(OUTBOX_DEAD, { body: JSON.stringify(body), group, deduplicationId: text });
    },
    deadEvent(event: object, attributes: Readonly<Record<string, string>> = {}) {
      later();
      const typed = Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]);
      sqs.send(DEAD, { body: JSON.stringify(event), attributes: Object.fromEntries(typed) });
    },
  };
}

const failedCall = (requestPayload: object | undefined) => ({
  version: '1.0',
  timestamp: '2026-11-20T01:00:00.000Z',
  requestContext: {
    requestId: 'r',
    functionArn: `arn:aws:lambda:us-east-1:111122223333:function:${FUNCTION}`,
    condition: 'RetriesExhausted',
    approximateInvokeCount: 3,
  },
  ...(requestPayload === undefined ? {} : { requestPayload }),
  responseContext: { statusCode: 200, functionError: 'Unhandled' },
  responsePayload: { errorType: 'Error', errorMessage: 'the table is gone' },
});
const LOGS = { awslogs: { data: 'H4sI' } };
const EVENT = {
  version: '0',
  id: 'e',
  'detail-type': 'AWS Console Sign In via CloudTrail',
  source: 'aws.signin',
  time: '2026-11-20T02:00:00Z',
  detail: { eventName: 'ConsoleLogin' },
};
const LOST = {
  RULE_ARN: 'arn:aws:events:us-east-1:111122223333:rule/acme',
  TARGET_ARN: 'arn:aws:lambda:us-east-1:111122223333:function:x',
  ERROR_CODE: 'NO_PERMISSIONS',
  ERROR_MESSAGE: 'not allowed',
};
const WAITING = (outbox: number | string, dead: number | string) =>
  `Still waiting (approximate): ${outbox} in the outbox, ${dead} in the dead-letter queues.\n`;
const UNREADABLE = { loginWatch: 'unreadable', reason: 'not JSON', from: 'pipeline s3', text: '{' };

describe('what lies there is shown, and goes where it was for', () => {
  test('all kinds, oldest first', async () => {
    const { run, deadEvent, deadMessage, bodies, handed, settled } = await notifier();
    deadEvent(failedCall(LOGS));
    deadMessage('one');
    deadEvent(EVENT, LOST);
    deadEvent(UNREADABLE);
    expect(await run(['redrive', '--yes'], { settings: 'name: acme\ntimezone: Asia/Tokyo\n' })).toEqual({
      exit: EXIT.done,
      out: `Since                What         For              Why
2026-11-20 10:00:00  failed call  pipeline logs    RetriesExhausted: the table
                                                   is gone
2026-11-19 09:00:00  message      slack            HTTP 404
2026-11-20 11:00:00  lost event   pipeline events  NO_PERMISSIONS: not allowed
2026-11-20 18:12:45  unreadable   pipeline s3      not JSON

3 sent again, 0 deleted, 1 left.
`,
      err: 'Still waiting (approximate): 1 in the outbox, 1 in the dead-letter queues.\n',
    });
    await settled();
    expect(handed()).toEqual([LOGS, EVENT]);
    expect(bodies(OUTBOX)).toEqual([
      {
        version: 1,
        delivery: { kind: 'http', channel: 'slack', to: 'slack', body: 'one' },
        since: '2026-11-19T00:00:00Z',
      },
    ]);
    expect([bodies(OUTBOX_DEAD), bodies(DEAD)]).toEqual([[], [UNREADABLE]]);
  });

  test('many of one group, in their order', async () => {
    const { run, deadMessage, bodies, sqs } = await notifier();
    const texts = Array.from({ length: 25 }, (_, index) => `message ${index}`);
    for (const text of texts) deadMessage(text);
    const { out } = await run(['redrive', '--yes']);
    expect(out).toContain('\n25 sent again, 0 deleted, 0 left.\n');
    expect(bodies(OUTBOX).map(({ delivery }) => delivery.body)).toEqual(texts);
    expect(new Set(sqs.messages(OUTBOX).map(({ group }) => group))).toEqual(new Set(['g1']));
    expect(bodies(OUTBOX_DEAD)).toEqual([]);
  });

  test('hundreds that are for the function', async () => {
    const { run, deadEvent, bodies, handed, settled } = await notifier();
    for (let index = 0; index < 230; index += 1) deadEvent({ ...EVENT, id: String(index) }, LOST);
    const { out } = await run(['redrive', '--yes']);
    await settled();
    expect(out).toContain('\n230 sent again, 0 deleted, 0 left.\n');
    expect([handed().length, bodies(DEAD).length]).toEqual([230, 0]);
  });

  test.each([
    ['no JSON', 'oops'],
    ['a list', '[]'],
    ['a failure without what failed', JSON.stringify(failedCall(undefined))],
    ['a message to a channel of another version', JSON.stringify({ version: 2, delivery: { to: 'slack' } })],
    ['something of somebody else', '{"hello":"there"}'],
  ])('%s can not be sent again, and stays', async (_, body) => {
    const { run, sqs, hidden } = await notifier();
    sqs.send(DEAD, { body });
    const { exit, out } = await run(['redrive', '--yes']);
    expect([exit, out]).toEqual([
      EXIT.done,
      expect.stringMatching(/unreadable[\s\S]*\n0 sent again, 0 deleted, 1 left\.\n$/),
    ]);
    expect([sqs.messages(DEAD).map((message) => message.body), hidden()]).toEqual([[body], 0]);
  });

  test('nothing', async () => {
    const { run } = await notifier();
    expect(await run(['redrive'])).toEqual({
      exit: EXIT.done,
      out: '',
      err: `No messages are in the dead-letter queues.\n${WAITING(0, 0)}`,
    });
    expect(JSON.parse((await run(['redrive', '--format', 'json'])).out)).toEqual({ version: 1, letters: [] });
  });

  test('as JSON', async () => {
    const { run, deadMessage, deadEvent } = await notifier();
    deadMessage('one');
    deadEvent(UNREADABLE);
    const { out } = await run(['redrive', '--yes', '--format', 'json']);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      letters: [
        {
          id: expect.any(String),
          kind: 'delivery',
          about: 'slack',
          since: '2026-11-19T00:00:00Z',
          why: 'HTTP 404',
          outcome: 'sent',
          reason: null,
        },
        {
          id: expect.any(String),
          kind: 'unreadable',
          about: 'pipeline s3',
          since: '2026-11-20T09:12:43.000Z',
          why: 'not JSON',
          outcome: 'kept',
          reason: "it can't be sent again",
        },
      ],
    });
  });

  test('hostile text drives no terminal', async () => {
    const { run, deadMessage, deadEvent } = await notifier();
    const texts = HOSTILE.filter((text) => text !== '\ud83d' && text.length < 1_000);
    for (const text of texts) deadMessage(text, { to: text, why: text });
    for (const text of texts) deadEvent({ ...UNREADABLE, reason: text, from: text });
    for (const format of ['table', 'json']) {
      const { out, err } = await run(['redrive', '--format', format]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u200b\ufeff]/);
    }
  });
});

describe('nothing happens unasked', () => {
  test('where nobody can be asked, it is only shown', async () => {
    const { run, deadMessage, bodies, hidden } = await notifier();
    deadMessage('one');
    const { exit, out, err } = await run(['redrive']);
    expect([exit, err]).toEqual([
      EXIT.done,
      `Nothing was done, because this isn't a terminal and can't ask you. Add --yes to send the messages again.\n${WAITING(0, 1)}`,
    ]);
    expect(out).toContain('slack');
    expect([bodies(OUTBOX).length, bodies(OUTBOX_DEAD).length, hidden()]).toEqual([0, 1, 0]);
  });

  /** Answers questions in turn, by what they hold. */
  async function answered(
    work: Awaited<ReturnType<typeof notifier>>,
    argv: readonly string[],
    answers: readonly (readonly [string, string])[],
  ) {
    const host = fakeHost({ isTerminal: true });
    const keys = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => keys });
    const running = work.run(argv, { stdin: keys, stderr: host.stderr, stdout: host.stdout });
    for (const [question, answer] of answers) {
      while (!host.err().includes(question)) await new Promise((resolve) => setImmediate(resolve));
      for (const key of [answer, '\r']) keys.push(key);
    }
    return { exit: (await running).exit, out: host.out(), err: host.err() };
  }

  test('asked once, yes sends', async () => {
    const work = await notifier();
    for (const text of ['one', 'two']) work.deadMessage(text);
    work.deadEvent(UNREADABLE);
    const { exit, out, err } = await answered(work, ['redrive'], [['Send 2 messages again?', 'y']]);
    expect([exit, out]).toEqual([EXIT.done, expect.stringContaining('2 sent again, 0 deleted, 1 left.')]);
    expect(err).toContain('Unreadable messages stay in their queue; --forget deletes them.');
  });

  test('questions and answers are Japanese for a reader of Japanese', async () => {
    const work = await notifier();
    work.deadMessage('one');
    work.deadEvent(UNREADABLE);
    const seen = [
      await answered(
        work,
        ['--language', 'ja', 'redrive', '--forget'],
        [
          ['1件を再送しますか？', 'n'],
          ['読み取れない1件を完全に削除しますか？', 'n'],
        ],
      ),
      await answered(work, ['--language', 'ja', 'redrive'], [['1件を再送しますか？', 'y']]),
    ];
    expect(seen.map(({ exit, out, err }) => [exit, ...englishIn(out + err)])).toEqual([[EXIT.done], [EXIT.done]]);
    expect(seen[1]?.err).toContain('読み取れないメッセージはキューに残ります。');
  });

  test('no leaves everything where it was', async () => {
    const work = await notifier();
    work.deadMessage('one');
    const { exit, err } = await answered(work, ['redrive'], [['Send 1 message again?', 'n']]);
    expect([exit, err]).toEqual([EXIT.done, expect.stringContaining('Nothing was done.\n')]);
    expect([work.bodies(OUTBOX).length, work.bodies(OUTBOX_DEAD).length, work.hidden()]).toEqual([0, 1, 0]);
  });

  test('--forget asks on its own', async () => {
    const work = await notifier();
    work.deadMessage('one');
    work.deadEvent(UNREADABLE);
    const { out } = await answered(
      work,
      ['redrive', '--forget'],
      [
        ['Send 1 message again?', 'n'],
        ["Permanently delete 1 message that can't be read", 'y'],
      ],
    );
    expect(out).toContain('0 sent again, 1 deleted, 0 left.');
    expect([work.bodies(OUTBOX_DEAD).length, work.bodies(DEAD).length, work.hidden()]).toEqual([1, 0, 0]);
  });

  test('--forget --yes deletes unasked what can not be read, and nothing else', async () => {
    const { run, deadMessage, deadEvent, bodies } = await notifier();
    deadMessage('one');
    deadEvent(UNREADABLE);
    expect((await run(['redrive', '--forget', '--yes'])).out).toContain('1 sent again, 1 deleted, 0 left.');
    expect([bodies(OUTBOX).length, bodies(DEAD).length]).toEqual([1, 0]);
  });

  test('an answer that comes after a quarter of an hour is too late', async () => {
    const work = await notifier();
    work.deadMessage('one');
    let asked = 0;
    const { exit, err } = await work.run(['redrive', '--yes'], { now: () => NOW + 900_000 * asked++ });
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('The answer came too late: ')]);
    expect(work.bodies(OUTBOX)).toEqual([]);
  });
});

describe('nothing is lost', () => {
  test('stopped between sending and deleting, it is sent twice at most, and to a channel once', async () => {
    let isBroken = true;
    const { run, deadMessage, bodies, hidden } = await notifier({
      trouble: (_, action) =>
        action === 'DeleteMessage' && isBroken ? new AwsFault('InternalError', '', { status: 500 }) : undefined,
    });
    deadMessage('one');
    const { exit, err } = await run(['redrive', '--yes']);
    expect([exit, err]).toEqual([EXIT.refused, expect.stringContaining('AWS failed to answer sqs:DeleteMessage')]);
    expect([bodies(OUTBOX).length, bodies(OUTBOX_DEAD).length, hidden()]).toEqual([1, 1, 0]);
    isBroken = false;
    expect((await run(['redrive', '--yes'])).exit).toBe(EXIT.done);
    expect([bodies(OUTBOX).length, bodies(OUTBOX_DEAD).length]).toEqual([1, 0]);
  });

  test('where sending is not allowed, all of it stays, and is there for others', async () => {
    const { run, deadMessage, deadEvent, bodies, hidden } = await notifier({
      trouble: (_, action) =>
        action === 'SendMessage'
          ? new AwsFault('AccessDenied', 'User: x is not authorized to perform: sqs:SendMessage', { status: 403 })
          : undefined,
    });
    for (const text of ['one', 'two']) deadMessage(text);
    deadEvent(EVENT, LOST);
    const { exit, out, err } = await run(['redrive', '--yes']);
    expect([exit, out, err]).toEqual([
      EXIT.refused,
      expect.stringContaining('0 sent again, 0 deleted, 0 left.'),
      `${WAITING(0, 3)}Not allowed to call sqs:SendMessage in us-east-1.\nAttach the policy that \`login-watch policy redrive\` prints, or use a profile that has it.\n`,
    ]);
    expect([bodies(OUTBOX_DEAD).length, bodies(DEAD).length, hidden()]).toEqual([2, 1, 0]);
  });

  test('one that is not taken stays with those behind it, and all others go', async () => {
    const { run, deadMessage, deadEvent, bodies, settled } = await notifier({
      trouble: (_, action, count) =>
        action === 'SendMessage' && count === 2 ? new AwsFault('InvalidMessageContents', 'bad character') : undefined,
    });
    for (const text of ['a1', 'a2', 'a3']) deadMessage(text, { group: 'a' });
    deadMessage('b1', { group: 'b' });
    deadEvent(EVENT, LOST);
    const { exit, out, err } = await run(['redrive', '--yes']);
    await settled();
    expect([exit, out]).toEqual([EXIT.refused, expect.stringContaining('3 sent again, 0 deleted, 2 left.')]);
    expect(err).toContain('Not sent again: AWS refused sqs:SendMessage in us-east-1 (InvalidMessageContents');
    expect(bodies(OUTBOX).map(({ delivery }) => delivery.body)).toEqual(['a1', 'b1']);
    expect(bodies(OUTBOX_DEAD).map(({ delivery }) => delivery.body)).toEqual(['a2', 'a3']);
  });

  test('Ctrl-C in the middle', async () => {
    const stop = new AbortController();
    const { run, deadMessage, bodies, hidden } = await notifier({
      trouble: (_, action, count) => {
        if (action === 'DeleteMessage' && count === 2) stop.abort();
        return undefined;
      },
    });
    for (const text of ['one', 'two', 'three', 'four']) deadMessage(text);
    const { exit, out, err } = await run(['redrive', '--yes'], { signal: stop.signal });
    expect([exit, out, err]).toEqual([
      EXIT.refused,
      expect.stringContaining('2 sent again, 0 deleted, 0 left.'),
      'Stopped. Messages that were not sent again are still in their queue.\n',
    ]);
    expect([bodies(OUTBOX).length, bodies(OUTBOX_DEAD).length, hidden()]).toEqual([2, 2, 0]);
  });

  test('it ends, though each dies again at once', async () => {
    let again = (_: object): void => undefined;
    const work = await notifier({
      invoke: async (_, payload) => {
        again(JSON.parse(payload));
        return { payload: 'null' };
      },
    });
    again = (payload) => work.deadEvent(failedCall(payload));
    work.deadEvent(failedCall(LOGS));
    const { exit } = await work.run(['redrive', '--yes']);
    await work.settled();
    expect([exit, work.bodies(DEAD).length]).toEqual([EXIT.done, 1]);
  });

  test('what somebody else has in hand is told', async () => {
    const { run, deadMessage, sqs, clock } = await notifier();
    deadMessage('one');
    for (const message of sqs.messages(OUTBOX_DEAD)) Object.assign(message, { hiddenUntil: clock.now + 1_000 });
    expect(await run(['redrive', '--yes'])).toEqual({
      exit: EXIT.done,
      out: '',
      err: `1 message held by another run. Held messages return to their queue within 15 minutes.\nNo messages are in the dead-letter queues.\n${WAITING(0, 1)}`,
    });
  });
});

describe('what is said where there is nothing to ask', () => {
  test('no notifier', async () => {
    const { run } = await testNotifier();
    expect((await run(['redrive'])).err).toContain('No notifier is deployed');
  });

  test('no queue', async () => {
    const { run, deploy, endpoint } = await testNotifier();
    const url = `${endpoint}/111122223333/gone`;
    deploy({ FunctionName: FUNCTION, OutboxUrl: url, OutboxDeadUrl: url, DeadUrl: url });
    expect(await run(['redrive'])).toEqual({
      exit: EXIT.wrongUse,
      out: '',
      err: 'There is no queue gone in us-east-1.\nRun `login-watch deploy`: the notifier is incomplete.\n',
    });
  });

  test('no function', async () => {
    const { run, deadEvent, lambda, bodies } = await notifier();
    lambda.delete(FUNCTION);
    deadEvent(EVENT, LOST);
    const { exit, err } = await run(['redrive', '--yes']);
    expect([exit, err]).toEqual([
      EXIT.refused,
      expect.stringContaining('AWS refused lambda:InvokeFunction in us-east-1 (ResourceNotFoundException'),
    ]);
    expect(bodies(DEAD).length).toBe(1);
  });
});

describe('in Japanese', () => {
  const JAPANESE = ['--language', 'ja', 'redrive'];
  const denied = (refused: string) => ({
    trouble: (_: string, action: string) =>
      action === refused
        ? new AwsFault('AccessDenied', `User: x is not authorized to perform: sqs:${refused}`, { status: 403 })
        : undefined,
  });

  test.each([
    ['all kinds', ['--yes'], {}, EXIT.done, '再送 3件、削除 0件、残り 4件。'],
    ['--forget', ['--yes', '--forget'], {}, EXIT.done, '再送 3件、削除 4件、残り 0件。'],
    ['without a person', [], {}, EXIT.done, '端末ではなく確認できないため、何もしませんでした。'],
    ['one refused', ['--yes'], denied('SendMessage'), EXIT.refused, 'sqs:SendMessage を呼び出す権限がありません'],
  ])('%s', async (_, flags, trouble, exit, words) => {
    const { run, sqs, deadEvent, deadMessage } = await notifier(trouble);
    deadEvent(failedCall(LOGS));
    deadMessage('one');
    deadEvent(EVENT, LOST);
    deadEvent({ ...UNREADABLE, reason: undefined });
    for (const body of ['oops', '{"hello":"there"}', JSON.stringify({ version: 2, delivery: { to: 'slack' } })])
      sqs.send(DEAD, { body });
    const seen = await run([...JAPANESE, ...flags]);
    expect([seen.exit, seen.out + seen.err]).toEqual([exit, expect.stringContaining(words)]);
    // AWS's own words.
    expect(englishIn((seen.out + seen.err).replaceAll(/not\s+allowed|the\s+table\s+is\s+gone/g, '§'))).toEqual([]);
  });

  test('one that is not taken, with those behind it', async () => {
    const { run, deadMessage } = await notifier({
      trouble: (_, action, count) =>
        action === 'SendMessage' && count === 1 ? new AwsFault('InvalidMessageContents', '') : undefined,
    });
    for (const text of ['a1', 'a2']) deadMessage(text, { group: 'a' });
    const { exit, out, err } = await run([...JAPANESE, '--yes']);
    expect([exit, englishIn(out + err)]).toEqual([EXIT.refused, []]);
    expect(err).toContain('再送できませんでした：同じグループの前のメッセージが拒否されました\n');
  });

  /** A notifier with one message, and its run. */
  async function ranWith(trouble: AccountOptions, world: Parameters<Awaited<ReturnType<typeof notifier>>['run']>[1]) {
    const { run, deadMessage } = await notifier(trouble);
    deadMessage('one');
    return run([...JAPANESE, '--yes'], world);
  }

  test('held by another run', async () => {
    const { run, deadMessage, sqs, clock } = await notifier();
    deadMessage('one');
    for (const message of sqs.messages(OUTBOX_DEAD)) Object.assign(message, { hiddenUntil: clock.now + 1_000 });
    const { err } = await run(JAPANESE);
    expect([err, englishIn(err)]).toEqual([expect.stringContaining('別の実行が処理中です'), []]);
  });

  test('not counted', async () => {
    let counts = 0;
    const trouble: AccountOptions['trouble'] = (_, action) =>
      action === 'GetQueueAttributes' && ++counts > 2 ? new AwsFault('AccessDenied', '', { status: 403 }) : undefined;
    const { err } = await ranWith({ trouble }, {});
    expect([err, englishIn(err)]).toEqual([expect.stringContaining('確認できませんでした：us-east-1 で'), []]);
  });

  test('answered too late', async () => {
    let asked = 0;
    const { err } = await ranWith({}, { now: () => NOW + 900_000 * asked++ });
    expect([err, englishIn(err)]).toEqual([expect.stringContaining('何もしませんでした'), []]);
  });

  test('stopped', async () => {
    const stop = new AbortController();
    const trouble: AccountOptions['trouble'] = (_, action) => {
      if (action === 'DeleteMessage') stop.abort();
      return undefined;
    };
    const { err } = await ranWith({ trouble }, { signal: stop.signal });
    expect([err, englishIn(err)]).toEqual([expect.stringContaining('中断しました'), []]);
  });

  test('nothing there, no notifier, no queue', async () => {
    const seen = [await (await notifier()).run(JAPANESE), await (await testNotifier()).run(JAPANESE)];
    const { run, deploy, endpoint } = await testNotifier();
    const url = `${endpoint}/111122223333/gone`;
    deploy({ FunctionName: FUNCTION, OutboxUrl: url, OutboxDeadUrl: url, DeadUrl: url });
    seen.push(await run(JAPANESE));
    expect(seen.map(({ out, err }) => englishIn(out + err))).toEqual([[], [], []]);
    expect(seen[0]?.err).toBe(
      'デッドレターキューにメッセージはありません。\n待機中のメッセージ（概数）：送信待ちキュー 0件、デッドレターキュー 0件。\n',
    );
  });

  test('the function’s reasons, which it stored in both languages; those of an earlier version stay English', async () => {
    const { run, deadEvent, sqs } = await notifier();
    deadEvent({
      ...UNREADABLE,
      reason: 'it is not JSON',
      reasonJa: 'JSONではありません',
      from: 'input',
      fromJa: '入力',
    });
    const body = {
      ...{ version: 1, delivery: { kind: 'http', channel: 'slack', to: 'slack', body: 'one' } },
      ...{ since: '2026-11-19T00:00:00Z', why: 'Slack answered 404', whyJa: 'Slackの応答は 404' },
    };
    sqs.send(OUTBOX_DEAD, { body: JSON.stringify(body), group: 'g1', deduplicationId: 'one' });
    const { out } = await run([...JAPANESE, '--yes']);
    expect(englishIn(out)).toEqual([]);
    expect(out).toMatch(/slack .*Slackの応答は 404/);
    expect(out).toMatch(/入力 .*JSONではありません/);
    // What is sent again is as it was.
    const [{ why, whyJa, ...again } = {}] = sqs.messages(OUTBOX).map((message) => JSON.parse(message.body));
    expect([why, whyJa, again]).toEqual([undefined, undefined, expect.objectContaining({ since: body.since })]);
  });

  test('JSON stays English', async () => {
    const { run, deadEvent } = await notifier();
    deadEvent({ ...UNREADABLE, reason: undefined, from: undefined });
    const { letters } = JSON.parse((await run([...JAPANESE, '--yes', '--format', 'json'])).out);
    expect(letters).toMatchObject([{ about: 'unknown', why: 'a record that could not be read' }]);
  });
});

test('a queue that can not be looked at has no count, and the reason is printed', async () => {
  let counts = 0;
  const { run, deadMessage } = await notifier({
    // The dead-letter queues are counted before anything is sent.
    trouble: (_, action) =>
      action === 'GetQueueAttributes' && ++counts > 2 ? new AwsFault('AccessDenied', '', { status: 403 }) : undefined,
  });
  deadMessage('one');
  const { exit, out, err } = await run(['redrive', '--yes']);
  expect([exit, out]).toEqual([EXIT.done, expect.stringContaining('1 sent again')]);
  expect(err).toContain(WAITING('unknown', 'unknown'));
  expect(err).toContain('Could not look at what still waits: Not allowed to call sqs:GetQueueAttributes in us-east-1');
});

test('flags are what the work is given', async () => {
  const given: RedriveOptions[] = [];
  const command = redriveCommand(
    fakeHost(),
    () => {},
    async (options) => {
      given.push(options);
      return EXIT.done;
    },
  );
  await command.parseAsync(['--yes', '--forget', '--format', 'json'], { from: 'user' });
  expect(given).toEqual([{ yes: true, forget: true, format: 'json' }]);
});
