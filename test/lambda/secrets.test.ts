import { expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { Settings } from '../../src/core/settings.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { OK, pass, signIn, startSlack, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope, s3Notification } from '../helpers/records/envelopes.ts';

const MINUTE = 60_000;
const SECRET_KEY = ['whsec', 'very-very-secret'].join('_');
/** Not a URL, as where somebody stored the wrong one of two secrets. */
const TOKEN = ['xoxb', '0000', 'not-a-url-secret'].join('-');
/** Stands in every record, in a place that no message shows. */
const BODY = 'only-in-the-body-of-the-record';

const settings: Partial<Settings> = {
  channels: [
    { kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } },
    { kind: 'webhook', webhook: { url: 'ssm:/acme/webhook', secret: 'ssm:/acme/key', name: 'signed' } },
    { kind: 'slack', slack: { webhook: 'ssm:/acme/wrong', name: 'wrong' } },
    { kind: 'slack', slack: { webhook: 'ssm:/acme/missing', name: 'missing' } },
    { kind: 'email', email: { to: ['ops@example.com'] } },
  ],
};

const record = (user: string, notifier: RunningNotifier) =>
  signIn(user, notifier.now(), {
    requestParameters: { note: BODY },
    additionalEventData: { MFAUsed: 'No', note: BODY },
  });

test.each(['debug', 'info', 'warn', 'error'])(
  'whatever fails, at level %s no log, no error and no dead message holds a secret, and no log a record',
  async (logLevel) => {
    const faults = new Map<string, AwsFault>();
    const signed = await startSlack();
    const { notifier, slack } = await startWithSlack({
      settings,
      logLevel,
      // One level is shown of the zip as it is deployed; the lines are the same at every level.
      ...(logLevel === 'debug' ? { isDeployed: true } : { hasDynamo: true }),
      secrets: { '/acme/webhook': signed.url, '/acme/key': SECRET_KEY, '/acme/wrong': TOKEN },
      // But for what Lambda asks of the queue.
      trouble: (service, action) => (/^(?:Receive|Delete)Message$/.test(action) ? undefined : faults.get(service)),
    });
    const path = new URL(slack.url).pathname;
    const answers: unknown[] = [];
    const hand = async (input: object) => {
      answers.push((await notifier.invoke(input)).payload);
      await notifier.pump();
    };
    const everyReply = [
      { status: 500, body: `can't reach ${slack.url}` },
      { status: 404, body: `no such ${path}` },
      { status: 403, body: `invalid_token ${path} ${SECRET_KEY}` },
      { status: 400, body: `invalid_payload ${path} ${SECRET_KEY}` },
      { status: 413, body: `too large: ${path}` },
      { status: 302, headers: { location: slack.url } },
      { status: 429, headers: { 'retry-after': '1' }, body: path },
    ];
    for (const [index, reply] of everyReply.entries()) {
      slack.reply = reply;
      signed.reply = reply;
      await hand(eventBridgeEnvelope(record(`user-${index}`, notifier)));
      await pass(2 * MINUTE, MINUTE, notifier);
    }
    for (const service of ['dynamodb', 'sqs', 'ssm', 'sns', 's3']) {
      // As AWS's own sentences may quote what was asked.
      faults.set(service, new AwsFault('ValidationException', `${slack.url} ${BODY}`, { status: 400 }));
      await notifier.advance(10 * MINUTE);
      await hand(logsEnvelope([record(`during-${service}`, notifier)]));
      await hand(s3Notification('nowhere', 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a.json.gz'));
      faults.clear();
    }
    await hand(logsEnvelope([{ eventVersion: '1.11', eventID: 'broken', userIdentity: { note: BODY } }]));
    notifier.account.ssm.put('/acme/slack', 'http://127.0.0.1:9/services/hush-hush-token');
    slack.reply = OK;
    signed.reply = OK;
    await notifier.advance(10 * MINUTE);
    await hand(eventBridgeEnvelope(record('last', notifier)));

    const logs = notifier.function.logs.join('\n');
    const dead = waiting(notifier, 'outbox-dead.fifo').map(({ body }) => body);
    const everything = [
      logs,
      JSON.stringify(answers),
      ...dead,
      ...waiting(notifier, 'outbox.fifo').map(({ body }) => body),
    ];
    expect(dead.length).toBeGreaterThan(0);
    expect(logs.length).toBeGreaterThan(logLevel === 'error' ? 500 : 2_000);
    const lines = everything.join('\n').split('\n');
    for (const secret of ['hush-hush', 'T0000', SECRET_KEY, TOKEN])
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    expect(logs).not.toContain(BODY);
    expect(logs).not.toContain('userIdentity');
  },
);
