/** Accounts that are good but for the EventBridge rule on AWS's own alert about sign-ins, which is in no trail. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import { ANOMALIES, ANOMALY, HOME, REGIONS, watchAnomalies } from './good.ts';
import { ACCOUNT, allows, type Change, DELIVERS } from './steps.ts';

const OTHER = 'eu-north-1';
const inAll = (account: Account, more: JsonObject) => {
  for (const region of REGIONS) watchAnomalies(account, region, more);
};

export const ANOMALY_BREAKS: Readonly<Record<string, Change>> = {
  'no EventBridge rule on sign-in anomalies': (account) => {
    for (const region of REGIONS) account.events.rulesIn(region).delete(ANOMALIES);
  },
  'EventBridge rule on sign-in anomalies, disabled': (account) => inAll(account, { State: 'DISABLED' }),
  'EventBridge rule on sign-in anomalies in one region': (account) => {
    account.events.rulesIn(OTHER).delete(ANOMALIES);
  },
  'EventBridge rule on sign-ins of another detail-type': (account) =>
    inAll(account, { EventPattern: { ...ANOMALY, 'detail-type': ['AWS Console Sign In via CloudTrail'] } }),
  'EventBridge rule on sign-in anomalies that asks for their content': (account) =>
    inAll(account, {
      EventPattern: { ...ANOMALY, detail: { severity: ['HIGH'], user: { name: [{ exists: true }] } } },
    }),
};

export const ANOMALY_VARIANTS: Readonly<Record<string, Change>> = {
  'EventBridge rule on all that AWS Sign-In sends': (account) =>
    inAll(account, { EventPattern: { source: ['aws.signin'] } }),
  'EventBridge rule on sign-in anomalies, or on content': (account) =>
    inAll(account, { EventPattern: { $or: [{ detail: { severity: ['HIGH'] } }, ANOMALY] } }),
  'EventBridge rule on sign-in anomalies that is forwarded': (account) => {
    const bus = `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/default`;
    const target = { Id: 'home', Arn: bus, RoleArn: `arn:aws:iam::${ACCOUNT}:role/forward` };
    account.events.putRule(ANOMALIES, { EventPattern: ANOMALY, Targets: [target] }, OTHER);
    account.identity.documents.all.set('forward', { ...DELIVERS, inline: { put: allows('events:PutEvents') } });
  },
};
