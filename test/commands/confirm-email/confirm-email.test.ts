import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { problemWithLink, readLink } from '../../../src/aws/mail/confirmation-link.ts';
import { confirmEmailCommand } from '../../../src/commands/confirm-email/flags.ts';
import type { ConfirmEmailOptions } from '../../../src/commands/confirm-email/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { testNotifier } from '../../helpers/notifier/notifier.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
const TOKEN = '0123456789abcdef'.repeat(8);
const link = (token: string, topic = TOPIC, host = 'sns.us-east-1.amazonaws.com') =>
  `https://${host}/confirmation.html?TopicArn=${topic}&Token=${token}&Endpoint=a@example.com`;

describe('the link', () => {
  test.each([
    ['as it stands in the mail', link(TOKEN)],
    ['with spaces around it', `  ${link(TOKEN)}\n`],
    ['encoded', link(TOKEN, encodeURIComponent(TOPIC))],
    ['from the source of the mail', link(TOKEN).replaceAll('&', '&amp;')],
  ])('%s', (_, text) => {
    expect(readLink(text)).toEqual({ topicArn: TOPIC, token: TOKEN, region: 'us-east-1' });
  });

  test.each([
    ['nothing', '', 'That is not a link'],
    ['a token alone', TOKEN, 'That is not a link'],
    ['another host', link(TOKEN, TOPIC, 'sns.us-east-1.amazonaws.com.evil.example'), 'The link does not lead to SNS'],
    ['another service', link(TOKEN, TOPIC, 'sqs.us-east-1.amazonaws.com'), 'The link does not lead to SNS'],
    [
      'a host in front of an @',
      link(TOKEN, TOPIC, 'sns.us-east-1.amazonaws.com@evil.example'),
      'The link does not lead to SNS',
    ],
    ['no TLS', link(TOKEN).replace('https', 'http'), 'The link does not lead to SNS'],
    ['no topic', link(TOKEN, ''), 'The link names no topic (TopicArn)'],
    ['a topic that is none', link(TOKEN, 'arn:aws:sqs:us-east-1:111122223333:x'), 'The link names no topic (TopicArn)'],
    [
      'a topic elsewhere',
      link(TOKEN, TOPIC.replace('us-east-1', 'eu-west-1')),
      'The link names a topic of another region than its own',
    ],
    ['no token', link(''), 'The link has no token'],
    ['half of it', link('0123'), 'The token is incomplete. It consists of letters and digits, in one line'],
  ])('%s', (_, text, message) => {
    expect(() => readLink(text)).toThrow(message);
    const problem = problemWithLink(text)?.en ?? '';
    expect(problem).toContain(message);
    expect(problem).not.toContain('0123');
    expect(problemWithLink(link(TOKEN))).toBeUndefined();
  });
});

/** Two topics, and one address that waits in each. */
async function waiting() {
  const notifier = await testNotifier();
  const topics = ['acme-mail', 'acme-mail-2'].map((name) => notifier.sns.create(name));
  notifier.deploy({ MailTopicArns: topics.join(',') });
  const [first, second] = topics.map((arn, index) => notifier.sns.subscribe(arn, 'email', `a${index}@example.com`));
  if (first === undefined || second === undefined) throw new Error('no subscription');
  return { ...notifier, first, second };
}

test('a link is confirmed in a way that no mail scanner can undo', async () => {
  const { run, first, second, calls } = await waiting();
  const ran = await run(['confirm-email', '--url', link(first.token, first.topicArn)]);
  expect(ran).toEqual({ exit: EXIT.done, out: 'a0@example.com is confirmed.\n', err: '' });
  expect([first.isConfirmed, first.wasAuthenticated, second.isConfirmed]).toEqual([true, true, false]);
  expect(calls.find(({ action }) => action === 'ConfirmSubscription')?.input).toMatchObject({
    TopicArn: first.topicArn,
    AuthenticateOnUnsubscribe: 'true',
  });
});

test('a token alone finds its topic', async () => {
  const { run, second } = await waiting();
  const ran = await run(['confirm-email', '--token', second.token]);
  expect([ran, second.wasAuthenticated]).toEqual([
    { exit: EXIT.done, out: 'a1@example.com is confirmed.\n', err: '' },
    true,
  ]);
});

test('without a link those are shown who have not confirmed', async () => {
  const { run, first } = await waiting();
  first.isConfirmed = true;
  expect(await run(['confirm-email'])).toEqual({
    exit: EXIT.done,
    out: 'Not confirmed yet:\n  a1@example.com  arn:aws:sns:us-east-1:111122223333:acme-mail-2\n',
    err: 'Give the link of each mail with --url.\n',
  });
});

test('on a terminal the link is asked for, and a wrong one is asked for again', async () => {
  const { run, first } = await waiting();
  const host = fakeHost({ isTerminal: true });
  const keys = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => keys });
  const running = run(['confirm-email'], { stdin: keys, stderr: host.stderr, stdout: host.stdout });
  const shown = async (text: string) => {
    while (!host.err().includes(text)) await new Promise((resolve) => setImmediate(resolve));
  };
  await shown('The link in the mail');
  for (const text of ['https://example.com/', '\r']) keys.push(text);
  await shown('The link does not lead to SNS');
  for (const text of ['\u0015', link(first.token, first.topicArn), '\r']) keys.push(text);
  expect([(await running).exit, host.out().endsWith('a0@example.com is confirmed.\n')]).toEqual([EXIT.done, true]);
});

test('nobody is waited for', async () => {
  const { run, first, second } = await waiting();
  first.isConfirmed = second.isConfirmed = true;
  expect((await run(['confirm-email'])).out).toBe('All addresses are confirmed.\n');
});

test('nobody is subscribed', async () => {
  const { run, sns, deploy } = await testNotifier();
  deploy({ MailTopicArns: sns.create('acme-mail') });
  expect(await run(['confirm-email'])).toEqual({
    exit: EXIT.done,
    out: 'No address is subscribed to mail.\n',
    err: 'Add a channel of kind email to login-watch.yaml, and run `login-watch deploy`.\n',
  });
});

test('who had clicked before is told what that means', async () => {
  const { run, first } = await waiting();
  first.isConfirmed = true;
  // SNS leaves a subscription as it was confirmed first.
  Object.defineProperty(first, 'wasAuthenticated', { get: () => false, set: () => undefined });
  const { exit, out, err } = await run(['confirm-email', '--url', link(first.token, first.topicArn)]);
  expect([exit, out]).toEqual([EXIT.done, 'a0@example.com was confirmed before.\n']);
  expect(err).toContain('anyone who gets a mail can end it');
  expect(err).toContain(`aws sns unsubscribe --subscription-arn ${first.arn}`);
});

describe('in Japanese no English sentence is left', () => {
  test.each<[what: string, argv: (token: string) => readonly string[], clicked: boolean, fault?: AwsFault]>([
    ['the link of the mail', (token) => ['--url', link(token)], false],
    ['a token', (token) => ['--token', token], false],
    ['who waits', () => [], false],
    ['a click before', (token) => ['--url', link(token)], true],
    ['an old token', () => ['--url', link(TOKEN)], false],
    [
      'a subscription that is gone',
      (token) => ['--url', link(token)],
      false,
      new AwsFault('NotFound', 'x', { status: 404 }),
    ],
    [
      'no permission',
      (token) => ['--url', link(token)],
      false,
      new AwsFault('AuthorizationError', 'x', { status: 403 }),
    ],
    ['another topic', (token) => ['--url', link(token, 'arn:aws:sns:us-east-1:444455556666:theirs')], false],
    ['no link', () => ['--url', 'x'], false],
    ['half a token', () => ['--token', '0123'], false],
    ['both', (token) => ['--url', link(token), '--token', token], false],
  ])('%s', async (_, argv, clicked, fault) => {
    const notifier = await testNotifier({
      trouble: (_service, action) => (action === 'ConfirmSubscription' ? fault : undefined),
    });
    notifier.deploy({ MailTopicArns: notifier.sns.create('acme-mail') });
    const subscription = notifier.sns.subscribe(TOPIC, 'email', 'a@example.com');
    if (clicked) {
      subscription.isConfirmed = true;
      Object.defineProperty(subscription, 'wasAuthenticated', { get: () => false, set: () => undefined });
    }
    const { out, err } = await notifier.run(['confirm-email', ...argv(subscription.token), '--language', 'ja']);
    expect(out + err).toMatch(/\p{Script=Hiragana}|：/u);
    expect(englishIn(`${out}${err}`.replaceAll(/aws sns [^\n、]*/g, ''))).toEqual([]);
  });

  test('nobody is subscribed, or all are confirmed', async () => {
    const { run, sns, deploy } = await testNotifier();
    deploy({ MailTopicArns: sns.create('acme-mail') });
    const none = await run(['confirm-email', '--language', 'ja']);
    expect(none.out).toBe('メールを購読しているアドレスはありません。\n');
    sns.subscribe(TOPIC, 'email', 'a@example.com').isConfirmed = true;
    const all = await run(['confirm-email', '--language', 'ja']);
    expect(all.out).toBe('すべてのアドレスが確認済みです。\n');
    expect(englishIn(none.err + all.err)).toEqual([]);
  });
});

describe('what is said where it is not taken', () => {
  const given = (fault?: AwsFault) => async () => {
    const notifier = await testNotifier({
      trouble: (_, action) => (action === 'ConfirmSubscription' ? fault : undefined),
    });
    notifier.sns.create('acme-mail');
    notifier.deploy({ MailTopicArns: TOPIC });
    return notifier.run(['confirm-email', '--url', link(TOKEN)]);
  };

  test.each([
    [
      'an old token',
      given(),
      /^SNS refused this token: it is older than two days, of another topic, or incomplete\.\nCopy the link from the newest mail\. For a new mail: `aws sns subscribe --region us-east-1 --topic-arn arn:aws:sns:us-east-1:111122223333:acme-mail --protocol email /,
    ],
    [
      'a subscription that is gone',
      given(new AwsFault('NotFound', 'Subscription does not exist', { status: 404 })),
      /^The topic or the subscription no longer exists\.\nSNS deletes a subscription that is not confirmed/,
    ],
    [
      'no permission',
      given(
        new AwsFault('AuthorizationError', `User x is not authorized to perform: SNS:ConfirmSubscription on ${TOKEN}`, {
          status: 403,
        }),
      ),
      /^Not allowed to call SNS:ConfirmSubscription in us-east-1\.\nAttach the policy that `login-watch policy confirm-email` prints/,
    ],
    [
      'another refusal that repeats the token',
      given(new AwsFault('InternalThing', `what is ${TOKEN}?`)),
      /^AWS refused sns:ConfirmSubscription in us-east-1/,
    ],
  ])('%s', async (_, work, err) => {
    const ran = await work();
    expect(ran).toMatchObject({ exit: EXIT.refused, out: '', err: expect.stringMatching(err) });
    expect(ran.err).not.toContain(TOKEN);
  });

  test('a topic of somebody else', async () => {
    const { run, first, calls } = await waiting();
    const foreign = link(first.token, 'arn:aws:sns:us-east-1:444455556666:theirs');
    const { exit, err } = await run(['confirm-email', '--url', foreign]);
    expect([exit, err]).toEqual([
      EXIT.wrongUse,
      expect.stringContaining('The link is for another topic, arn:aws:sns:us-east-1:444455556666:theirs\n'),
    ]);
    expect(calls.some(({ action }) => action === 'ConfirmSubscription')).toBe(false);
  });

  test.each([
    ['a wrong link', ['--url', 'https://example.com/?Token=x'], 'The link does not lead to SNS.\n'],
    ['a wrong token', ['--token', '0123/..'], 'The token is incomplete'],
    ['both', ['--url', link(TOKEN), '--token', TOKEN], '--url and --token cannot be combined.\n'],
  ])('%s, before anything is asked', async (_, argv, err) => {
    const { run, calls } = await waiting();
    const ran = await run(['confirm-email', ...argv]);
    expect([ran.exit, ran.err, calls.length]).toEqual([EXIT.wrongUse, expect.stringContaining(err), 0]);
    expect(ran.err).not.toContain('0123');
  });

  test('no notifier', async () => {
    const { run } = await testNotifier();
    expect((await run(['confirm-email'])).err).toContain('No notifier is deployed');
  });
});

test('flags are what the work is given', async () => {
  const given: ConfirmEmailOptions[] = [];
  const command = confirmEmailCommand(
    fakeHost(),
    () => {},
    async (options) => {
      given.push(options);
      return EXIT.done;
    },
  );
  await command.parseAsync(['--url', 'u', '--token', 't'], { from: 'user' });
  expect(given).toEqual([{ url: 'u', token: 't' }]);
});
