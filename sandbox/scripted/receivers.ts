/** Accounts that are good but for one topic, key, subscription, function or queue. */
import type { JsonObject } from '../../src/core/event.ts';
import { HOME, putAlarm, subscribe } from './good.ts';
import {
  ACCOUNT,
  type Change,
  encrypt,
  FUNCTION,
  forService,
  keyPolicy,
  ownTopic,
  QUEUE,
  root,
  sends,
  setPolicy,
  toEncryptedQueue,
  toFunction,
  toQueue,
} from './steps.ts';

export const RECEIVER_BREAKS: Readonly<Record<string, Change>> = {
  'topic deleted': (account) => {
    const topic = ownTopic(account, 'gone');
    account.sns.topicsIn(HOME).delete(topic);
  },
  'topic policy shuts CloudWatch out': (account) => {
    const topic = ownTopic(account, 'shut');
    subscribe(account, topic, 'alice@example.com');
    setPolicy(account, topic, {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'sns:*',
      Resource: topic,
    });
  },
  'topic policy compares the owner with an ARN': (account) => {
    const topic = ownTopic(account, 'owner-arn');
    subscribe(account, topic, 'alice@example.com');
    setPolicy(account, topic, {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sns:Publish',
      Resource: topic,
      Condition: { StringEquals: { 'AWS:SourceOwner': `arn:aws:iam::${ACCOUNT}:root` } },
    });
  },
  'topic policy denies all but the own account': (account) => {
    const topic = ownTopic(account, 'own-only');
    subscribe(account, topic, 'alice@example.com');
    const about = { Principal: '*', Action: 'sns:Publish', Resource: topic };
    const isOther = { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } };
    // A call of a service has no principal's account.
    setPolicy(account, topic, { Effect: 'Allow', ...about }, { Effect: 'Deny', ...about, Condition: isOther });
  },
  "topic policy for another account's alarms": (account) => {
    const topic = ownTopic(account, 'theirs');
    subscribe(account, topic, 'alice@example.com');
    setPolicy(account, topic, {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topic,
      Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
    });
  },
  'key shuts CloudWatch out': (account, topic) => {
    account.kms.create('k1', keyPolicy(root));
    const own = ownTopic(account, 'encrypted');
    subscribe(account, own, 'alice@example.com');
    encrypt(account, own, 'k1');
    void topic;
  },
  'key of AWS': (account) => {
    account.kms.create('k2', keyPolicy(root), { manager: 'AWS', alias: 'alias/aws/sns' });
    const topic = ownTopic(account, 'encrypted');
    subscribe(account, topic, 'alice@example.com');
    encrypt(account, topic, 'alias/aws/sns');
  },
  'key to be deleted': (account) => {
    account.kms.create('k3', keyPolicy(root, forService('cloudwatch.amazonaws.com')), { state: 'PendingDeletion' });
    const topic = ownTopic(account, 'encrypted');
    subscribe(account, topic, 'alice@example.com');
    encrypt(account, topic, 'k3');
  },
  'nobody subscribed': (account) => void ownTopic(account, 'empty'),
  'subscription pending': (account) => {
    account.sns.subscribe(ownTopic(account, 'pending'), 'email', 'alice@example.com');
  },
  'subscription filters alarms out': (account) => {
    const topic = ownTopic(account, 'filtered');
    subscribe(account, topic, 'alice@example.com');
    account.sns.subscriptions(topic)[0]?.attributes.set('FilterPolicy', '{"severity":["high"]}');
  },
  'only an archive': (account) => {
    const topic = ownTopic(account, 'archive');
    const stream = `arn:aws:firehose:${HOME}:${ACCOUNT}:deliverystream/archive`;
    account.sns.topic(topic).subscriptions.push({
      ...{
        arn: `${topic}:1`,
        topicArn: topic,
        protocol: 'firehose',
        endpoint: stream,
        token: '',
        asked: 0,
        by: ACCOUNT,
      },
      ...{ isConfirmed: true, wasAuthenticated: true, attributes: new Map() },
    });
  },
  'alarm that may not invoke its function': (account) => {
    account.lambda.create('pager');
    putAlarm(account, 'CloudWatch.3', FUNCTION);
    // The principal of topics, not of alarms.
    account.lambda.permissions.push({ functionName: 'pager', sourceArn: '', principal: 'sns.amazonaws.com' });
  },
  'function without permission': (account) => void toFunction(account),
  'function with reserved concurrency 0': (account) => {
    const topic = toFunction(account, { Concurrency: { ReservedConcurrentExecutions: 0 } });
    account.lambda.permissions.push({ functionName: 'pager', sourceArn: topic });
  },
  'function deleted': (account) => {
    toFunction(account);
    account.lambda.delete('pager');
  },
  'function failed': (account) => {
    const topic = toFunction(account, { State: 'Failed' });
    account.lambda.permissions.push({ functionName: 'pager', sourceArn: topic });
  },
  'queue shuts the topic out': (account) => void toQueue(account, undefined),
  'queue denies all but the own account': (account) => {
    const topic = toQueue(account, undefined);
    const about = { Principal: '*', Action: 'sqs:SendMessage', Resource: QUEUE };
    const isOther = { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } };
    const policy = keyPolicy(sends(topic), { Effect: 'Deny', ...about, Condition: isOther });
    account.sqs.queue('pager-queue').settings.set('Policy', JSON.stringify(policy));
  },
  'key of a queue shuts SNS out': (account) => {
    account.kms.create('k5', keyPolicy(root, forService('cloudwatch.amazonaws.com')));
    toEncryptedQueue(account, 'k5');
  },
  'key of a queue shuts SNS out, and nothing reads the queue': (account) => {
    account.kms.create('k5', keyPolicy(root));
    const topic = toQueue(account, undefined);
    const { settings } = account.sqs.queue('pager-queue');
    settings.set('Policy', JSON.stringify(keyPolicy(sends(topic)))).set('KmsMasterKeyId', 'k5');
  },
  'key of a queue denies SNS': (account) => {
    const denial: JsonObject = { ...forService('sns.amazonaws.com'), Effect: 'Deny' };
    account.kms.create('k5', keyPolicy(root, denial));
    toEncryptedQueue(account, 'k5');
  },
  'key of AWS for a queue': (account) => {
    account.kms.create('k6', keyPolicy(root), { manager: 'AWS', alias: 'alias/aws/sqs' });
    toEncryptedQueue(account, 'alias/aws/sqs');
  },
  'key of a queue is disabled': (account) => {
    account.kms.create('k7', keyPolicy(root, forService('sns.amazonaws.com')), { state: 'Disabled' });
    toEncryptedQueue(account, 'k7');
  },
  'queue deleted': (account) => {
    toQueue(account, undefined);
    account.sqs.delete('pager-queue', HOME);
  },
};
