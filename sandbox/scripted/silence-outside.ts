/** Accounts whose alerts somebody from outside could silence, by a policy of a resource on the way. */
import type { Account } from '../account/account.ts';
import { HOME } from './good.ts';
import {
  ACCOUNT,
  type Change,
  encrypt,
  FUNCTION,
  forService,
  keyPolicy,
  QUEUE,
  root,
  sends,
  setPolicy,
  toFunction,
  toQueue,
} from './steps.ts';

/** The second way is gone: what the first can't tell nobody hears of. */
export const unguard = (account: Account) => account.events.rulesIn(HOME).delete('guard');

const STRANGER = 'arn:aws:iam::444455556666:root';

/** Calls that no control counts are told by nothing, and nobody of the account may make them. */
function onlyWay(account: Account): void {
  unguard(account);
  account.identity.principals.roles.clear();
  account.logs.group('trail-logs').metricFilters.delete('silencing');
}

/** Each is `guard` with one change. */
export const OUTSIDERS: Readonly<Record<string, Change>> = {
  'a topic whose policy lets another account delete it': (account, topic) => {
    unguard(account);
    account.identity.principals.roles.clear();
    setPolicy(account, topic, {
      ...{ Effect: 'Allow', Resource: topic, Action: ['sns:Publish', 'sns:DeleteTopic'] },
      Principal: { Service: 'cloudwatch.amazonaws.com', AWS: 'arn:aws:iam::444455556666:root' },
    });
  },
  'a key whose policy lets another account disable it': (account, topic) => {
    const other = { ...root, Principal: { AWS: STRANGER }, Action: 'kms:DisableKey' };
    account.kms.create('k9', keyPolicy(root, forService('cloudwatch.amazonaws.com'), other), { alias: 'alias/alerts' });
    encrypt(account, topic, 'alias/alerts');
    unguard(account);
    account.identity.principals.roles.clear();
  },
  'a topic whose policy lets anybody delete it': (account, topic) => {
    unguard(account);
    account.identity.principals.roles.clear();
    const forCloudWatch = { Service: 'cloudwatch.amazonaws.com' };
    setPolicy(
      account,
      topic,
      { Effect: 'Allow', Principal: forCloudWatch, Action: 'sns:Publish', Resource: topic },
      { Effect: 'Allow', Principal: '*', Action: 'sns:DeleteTopic', Resource: topic },
    );
  },
  'a queue whose policy lets another account purge it': (account) => {
    const topic = `arn:aws:sns:${HOME}:${ACCOUNT}:to-queue`;
    toQueue(account, sends(topic));
    const more = { Effect: 'Allow', Principal: { AWS: STRANGER }, Action: 'sqs:PurgeQueue', Resource: QUEUE };
    const policy = JSON.stringify(keyPolicy(sends(topic), more));
    account.sqs.byArn(QUEUE)?.settings.set('Policy', policy);
    account.lambda.create('pager');
    account.lambda.map(FUNCTION, QUEUE);
    onlyWay(account);
  },
  'a function whose policy lets another account delete it': (account) => {
    const topic = toFunction(account);
    account.lambda.permissions.push(
      { functionName: 'pager', sourceArn: topic, statementId: 'alerts' },
      {
        functionName: 'pager',
        sourceArn: '',
        principal: STRANGER,
        action: 'lambda:DeleteFunction',
        statementId: 'msp',
      },
    );
    onlyWay(account);
  },
};
