import { expect, test } from 'vitest';
import { type SetUp, setUp, trailOf } from '../helpers/notifier/setups.ts';
import { ELSEWHERE, iamUser, OFFICE, root, signIn } from '../helpers/records/records.ts';

/** Friday, 20 November 2026 in Tokyo, unless the day is named. */
const tokyo = (clock: string, day = 20) => `2026-11-${day}T${clock}:00+09:00`;

interface Played extends SetUp {
  readonly records: object[];
}

const QUARTER = 15 * 60_000;

/** The clock goes on to that time; Scheduler calls what is due at each quarter before, as it does on any day. */
async function until(account: SetUp, moment: string) {
  const { clock, scheduler } = account;
  for (let at = Math.ceil((clock.now() + 1) / QUARTER) * QUARTER; at < Date.parse(moment); at += QUARTER) {
    await clock.at(at);
    scheduler.strike();
    await account.settled();
  }
  await clock.at(moment);
}

/** Somebody signs in at that time; the alarm's period then goes by. The mails that come of it. */
async function login(account: Played, moment: string, parts: Parameters<typeof signIn>[0]): Promise<readonly string[]> {
  await until(account, moment);
  const before = account.sns.mails.length;
  const eventTime = new Date(moment).toISOString().replace('.000Z', 'Z');
  const record = signIn({ mfa: 'Yes', ...parts, also: { eventTime } });
  account.records.push(record);
  await account.happen(record);
  await account.clock.advance(120_000);
  account.cloudwatch.evaluate();
  await account.settled();
  return account.sns.mails.slice(before).map(({ message }) => message);
}

/** The clock strikes; what Scheduler then runs besides the pulse, whose minute is that of the deployment, and the mails. */
async function strike(account: SetUp, moment: string) {
  await until(account, moment);
  const before = account.sns.mails.length;
  const ran = account.scheduler
    .strike()
    .filter((name) => name !== 'acme-pulse')
    .toSorted();
  await account.settled();
  return { ran, mails: account.sns.mails.slice(before).map(({ message }) => message) };
}

test('set-up D: mail about sign-ins, none in office hours, and one about all of them when the hours end', async () => {
  const account: Played = { ...(await setUp('d', { start: tokyo('07:00') })), records: [] };
  trailOf(account, { hasLogs: true });
  await account.deploy();
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
  const [waiting] = account.sns.subscriptions(topic);
  expect(await account.run('confirm-email', '--token', waiting?.token ?? '')).toMatchObject({ exit: 0 });

  const early = await login(account, tokyo('08:30'), { from: OFFICE });
  expect(early).toEqual([expect.stringMatching(/🟢[\s\S]*alice[\s\S]*2026-11-20 08:30:00 \+09:00/)]);

  expect(await strike(account, tokyo('09:00'))).toEqual({
    ran: ['acme-console-login-begin', 'acme-console-login-mfa-begin'],
    mails: [],
  });
  expect(account.cloudwatch.alarm('acme-console-login')?.['ActionsEnabled']).toBe(false);
  expect(await login(account, tokyo('10:00'), { by: iamUser('bob'), from: ELSEWHERE })).toEqual([]);
  // The alarm about sign-ins without MFA is one of CIS and never silent: the notifier hears of it, and keeps it.
  expect(await login(account, tokyo('12:00'), { by: iamUser('carol'), from: ELSEWHERE, mfa: 'No' })).toEqual([]);
  // Root is critical, and told at once.
  const rootUser = await login(account, tokyo('14:00'), { by: root(), from: OFFICE });
  expect(rootUser).toEqual([expect.stringMatching(/root/i)]);

  const { ran, mails } = await strike(account, tokyo('18:00'));
  expect(ran).toEqual(['acme-console-login-end', 'acme-console-login-mfa-end', 'acme-hours-end']);
  expect(account.cloudwatch.alarm('acme-console-login')?.['ActionsEnabled']).toBe(true);
  expect(mails).toHaveLength(1);
  for (const part of ['bob', '10:00:00', 'carol', '12:00:00', ELSEWHERE]) expect(mails[0]).toContain(part);
  expect(mails[0]).not.toContain('alice');

  const late = await login(account, tokyo('19:00'), { by: iamUser('dave'), from: ELSEWHERE });
  expect(late).toEqual([expect.stringMatching(/🔴[\s\S]*dave/)]);
  expect((await strike(account, tokyo('09:00', 21))).ran).toEqual([]);
  expect(await login(account, tokyo('10:00', 21), { by: iamUser('erin') })).toEqual([expect.stringContaining('erin')]);
  expect(await account.unwell()).toEqual([]);
  expect(account.found()).toEqual(await account.replayed(account.records));
});
