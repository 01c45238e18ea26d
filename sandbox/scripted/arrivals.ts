/** Accounts in which events of the history don't arrive where the trail delivers, or arrive in an unusual way. */
import type { JsonObject } from '../../src/core/event.ts';
import { MINUTE } from '../../src/core/time.ts';
import type { Account } from '../account/account.ts';
import { recordAll } from '../trail-writer.ts';
import { BUCKET, GROUP, HOME, happenings } from './good.ts';
import { type Change, replaceTrail } from './steps.ts';

const emptyGroup = (account: Account) => void account.logs.group(GROUP).events.splice(0);
const emptyBucket = (account: Account) => account.s3.bucket(BUCKET).objects.clear();
const secondsAgo = (account: Account, ms: number) => (account.logs.world.now() - ms) / 1_000;

/** An event that the history doesn't have. */
const another = (account: Account, at: number): JsonObject => ({
  ...happenings(account)[1],
  eventID: `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`,
});

/** Files of the same folder that hold other events. */
function addFiles(account: Account, count: number): void {
  for (let at = 0; at < count; at += 1) recordAll([another(account, at)], account);
}

export const ARRIVAL_BREAKS: Readonly<Record<string, Change>> = {
  'log group is emptied, and the status has a delivery': emptyGroup,
  'bucket is emptied, and the status has a delivery': emptyBucket,
};

export const ARRIVAL_VARIANTS: Readonly<Record<string, Change>> = {
  'the youngest event is still on its way': (account) => {
    emptyGroup(account);
    emptyBucket(account);
    recordAll(happenings(account).slice(1), account);
  },
  'more files than an audit reads': (account) => {
    emptyBucket(account);
    addFiles(account, 8);
  },
  'yesterday evening': (account) => {
    const evening = (event: JsonObject): JsonObject => ({ ...event, eventTime: '2026-11-28T23:58:00Z' });
    const moved = happenings(account).map(evening);
    account.cloudtrail.history.splice(0, 2, ...moved);
    emptyBucket(account);
    const key = `AWSLogs/${account.account}/CloudTrail/${HOME}/2026/11/29/${account.account}_CloudTrail_${HOME}_20261129T0003Z_a.json.gz`;
    move(account, moved, key);
  },
  "an organization's trail of this account": (account) => {
    replaceTrail(account, { IsOrganizationTrail: true });
    emptyBucket(account);
    const now = new Date(account.s3.world.now()).toISOString();
    const folder = `AWSLogs/o-exampleorgid/${account.account}/CloudTrail/${HOME}/${now.slice(0, 10).replaceAll('-', '/')}`;
    const minute = now.slice(0, 16).replace(/[-:]/g, '');
    move(account, happenings(account), `${folder}/${account.account}_CloudTrail_${HOME}_${minute}Z_a.json.gz`);
  },
  'an event too large for a log group': (account) => {
    const [own, other] = happenings(account);
    account.cloudtrail.history.splice(0, 2, { ...own, requestParameters: { text: 'x'.repeat(250_000) } }, other ?? {});
    emptyGroup(account);
    account.logs.put(GROUP, [{ timestamp: account.logs.world.now(), message: JSON.stringify(other) }], {
      stream: 'a',
      region: HOME,
    });
  },
};

/** Puts the events into a file of that key. */
function move(account: Account, events: readonly JsonObject[], key: string): void {
  recordAll(events, account);
  const written = account.s3.keys(BUCKET).at(-1) ?? '';
  const bytes = account.s3.get(BUCKET, written) ?? Buffer.alloc(0);
  emptyBucket(account);
  account.s3.put(BUCKET, key, bytes);
}

export const ARRIVAL_UNKNOWN: Readonly<Record<string, Change>> = {
  'nobody did anything for a day': (account) => void account.cloudtrail.history.splice(0),
  'logging since ten minutes': (account) =>
    account.cloudtrail.turn('main', { StartLoggingTime: secondsAgo(account, 10 * MINUTE) }),
  'log group that is new': (account) => {
    const status = { LatestDeliveryTime: secondsAgo(account, 5 * MINUTE) };
    replaceTrail(account, {}, { status });
    emptyGroup(account);
  },
  'others overtook both events': (account) => {
    emptyGroup(account);
    recordAll([another(account, 1)], account);
  },
  'files under a key that the auditor may not use': (account) => {
    for (const key of account.s3.keys(BUCKET)) account.s3.troubles.set(key, 'no-key');
  },
};
