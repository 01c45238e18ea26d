/** Remedies against those who could silence an alert: each closes its check, and opens no other. */
import { expect, test } from 'vitest';
import { ANOMALY_BREAKS } from '../../../sandbox/scripted/anomalies.ts';
import { putAlarm, subscribe } from '../../../sandbox/scripted/good.ts';
import { guarded, SILENCE_BREAKS } from '../../../sandbox/scripted/silence.ts';
import { SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { testEachRemedy } from '../../helpers/audit/each-remedy.ts';
import { apply, broken, worse } from '../../helpers/audit/remedies.ts';
import { shellWords } from '../../helpers/audit/shell-words.ts';

/** Nothing fails in these: it is unknown who may. */
const UNKNOWN = [
  'a condition that is not judged',
  'a denial under a condition',
  'more developers than are simulated, whom Organizations denies it',
];

testEachRemedy(guarded(SILENCE_BREAKS), UNKNOWN);

test('a topic for people that is there for CloudWatch stays open for it', async () => {
  const { account, verdicts } = await broken((made, topic) => {
    guarded(SILENCE_BREAKS)['40 developers who may silence alarms untold']?.(made, topic);
    const people = made.sns.create('login-watch-people');
    subscribe(made, people, 'dave@example.com');
    putAlarm(made, 'CloudWatch.3', people);
  });
  const before = await verdicts();
  const [tell] = before.get('silence.alarm')?.todo ?? [];
  if (tell !== undefined) await apply(tell, account);
  const after = await verdicts();
  expect(after.get('silence.alarm')?.result).toBe('pass');
  expect(worse(before, after)).toEqual([]);
});

test('the lines that take a right away can be run again, and those of a later audit add to them', async () => {
  const { account, verdicts } = await broken(guarded(SILENCE_BREAKS)['40 developers who may silence alarms untold']);
  const take = async () => {
    const { result, todo = [] } = (await verdicts()).get('silence.alarm') ?? {};
    expect(result).toBe('fail');
    const found = todo.find(({ fix }) => fix?.kind === 'commands' && fix.commands[0]?.includes('create-policy'));
    if (found === undefined) throw new Error('no remedy');
    await apply(found, account);
    await apply(found, account);
    expect((await verdicts()).get('silence.alarm')?.result).toBe('pass');
  };
  await take();
  // One more alarm on the way, which the first policy doesn't name.
  putAlarm(account, 'CloudWatch.3', 'arn:aws:sns:us-east-1:111122223333:alerts', { AlarmName: 'one-more' });
  await take();
  const made = account.calls.filter(({ action }) => action === 'CreatePolicy').map(({ input }) => input['PolicyName']);
  expect(made).toHaveLength(2);
  expect(new Set(made).size).toBe(2);
});

test('where one of two ways was removed since, the commands make two again', async () => {
  const { account, verdicts } = await broken(guarded(SILENCE_BREAKS)['an administrator, and no filter for such calls']);
  const mend = async () => {
    const before = await verdicts();
    const [tell] = before.get('silence.topic')?.todo ?? [];
    expect(before.get('silence.topic')?.result).toBe('fail');
    if (tell !== undefined) await apply(tell, account);
    expect([...(await verdicts()).values()].filter(({ result }) => result === 'fail')).toEqual([]);
  };
  await mend();
  account.events.rulesIn('us-east-1').delete('login-watch-guard-1');
  account.sns.topicsIn('us-east-1').delete('arn:aws:sns:us-east-1:111122223333:login-watch-people');
  await mend();
});

test('rules take the calls about resources on the way, and others only where a pattern would get too long', async () => {
  const { verdicts } = await broken(guarded(SILENCE_BREAKS)['an administrator, who may cut off the only topic']);
  const { todo = [] } = (await verdicts()).get('silence.topic') ?? {};
  const [line = ''] = todo.flatMap((one) =>
    one.fix?.kind === 'commands' ? one.fix.commands.filter((command) => command.includes('put-rule')) : [],
  );
  const words = shellWords(line);
  const pattern = words[words.indexOf('--event-pattern') + 1] ?? '';
  expect(pattern.length).toBeLessThanOrEqual(2_048);
  const { $or } = JSON.parse(pattern).detail;
  const of = (source: string) => $or.filter(({ eventSource }: Alternative) => eventSource[0] === source);
  expect(of('sns.amazonaws.com').map(({ requestParameters }: Alternative) => requestParameters)).toEqual([
    { topicArn: [expect.stringMatching(/:alerts$/), expect.any(String), expect.any(String)] },
    { subscriptionArn: [{ prefix: expect.stringMatching(/:alerts:$/) }, expect.anything(), expect.anything()] },
  ]);
  expect(of('events.amazonaws.com').map(({ requestParameters }: Alternative) => requestParameters)).toEqual([
    { name: ['sign-in-anomalies', 'login-watch-guard-1', 'login-watch-guard-2'] },
    { rule: ['sign-in-anomalies', 'login-watch-guard-1', 'login-watch-guard-2'] },
  ]);
  expect(of('cloudtrail.amazonaws.com')[0]?.requestParameters).toEqual({ name: [{ suffix: 'main' }] });
});

interface Alternative {
  readonly eventSource: readonly string[];
  readonly requestParameters?: object;
}

test('nobody is alerted to anything: the other checks are named as the remedy', async () => {
  const { verdicts } = await broken((account, topic) => {
    SOURCE_BREAKS['no trail']?.(account, topic);
    ANOMALY_BREAKS['no EventBridge rule on sign-in anomalies']?.(account, topic);
  });
  const { todo = [], result } = (await verdicts()).get('silence.trail') ?? {};
  expect([result, todo.map(({ byHand }) => byHand)]).toEqual(['fail', ['other-checks']]);
});
