/** A topic, and whoever subscribes to it. */
import { parsePattern } from '../../core/patterns/pattern.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { lets } from '../lets.ts';
import { linkOf } from '../link.ts';
import { type Hop, regionIn, stoppedAt, via } from '../path.ts';
import type { Snapshot, TopicState, TopicSubscriber } from '../snapshot.ts';
import { abroad, breaksAt, endsAt, joined, nameOf, passing, type Reach, unread, valueOr } from './ends.ts';
import { reachFunction } from './function.ts';
import { keyLink, lockedBy } from './key.ts';
import { reachQueue } from './queue.ts';

/** `service` publishes in the name of `source`: an alarm or a rule. A `role` that may do so needs no policy of the topic's. */
export const reachTopic = (arn: string, service: string, source: string, snapshot: Snapshot): Reach =>
  via({ kind: 'topic', name: nameOf(arn), region: regionIn(arn) }, published(arn, service, source, snapshot));

function published(arn: string, service: string, source: string, snapshot: Snapshot): Reach {
  const away = abroad(arn, source, snapshot.account);
  if (away !== undefined) return breaksAt(away);
  const topic = nameOf(arn);
  const found = valueOr(snapshot.topics.get(arn), topic, { kind: 'topic-gone', topic });
  if ('broken' in found) return breaksAt(found.broken);
  const shut = shutBy(arn, found.value, { service, source, snapshot });
  if (shut !== undefined) return breaksAt(shut);
  const { subscriptions, key } = found.value;
  if (subscriptions.kind === 'refused') return breaksAt(unread(subscriptions, topic));
  const confirmed = subscriptions.value.filter(({ isConfirmed }) => isConfirmed);
  const pending = subscriptions.value.length - confirmed.length;
  if (confirmed.length === 0)
    return breaksAt(pending > 0 ? { kind: 'unconfirmed', topic, count: pending } : { kind: 'no-subscribers', topic });
  const links = [...(key === undefined ? [] : [keyLink({ key, arn }, snapshot)]), linkOf('topic', arn, topic)];
  const each = confirmed.map((one) => stoppedAt(hopOf(one), reachSubscriber(arn, one, snapshot)));
  const reached = passing(joined(each), ...links);
  return pending > 0 ? joined([reached, breaksAt({ kind: 'unconfirmed', topic, count: pending })]) : reached;
}

interface Publisher {
  readonly service: string;
  readonly source: string;
  readonly snapshot: Snapshot;
}

function shutBy(arn: string, { policy, key }: TopicState, { service, source, snapshot }: Publisher): Break | undefined {
  const topic = nameOf(arn);
  const { account } = snapshot;
  if (service === 'role') return key === undefined ? undefined : lockOf(key, arn, { service, source, snapshot });
  const answer = lets(policy, { service, action: 'sns:Publish', resource: arn, account, source });
  if (answer === 'no') return { kind: 'topic-shut', topic, service };
  if (answer === 'unclear') return { kind: 'not-evaluated', what: 'policy', name: topic };
  return key === undefined ? undefined : lockOf(key, arn, { service, source, snapshot });
}

const lockOf = (key: string, arn: string, caller: Publisher) => {
  const topic = nameOf(arn);
  const { service } = caller;
  return lockedBy({ key, arn }, caller, {
    off: (state) => ({ kind: 'key-off', topic, key, state }),
    ofAws: { kind: 'key-of-aws', topic },
    shut: { kind: 'key-shut', topic, key, service },
  });
};

/** Where Amazon Q Developer (AWS Chatbot) listens: https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-troubleshooting.html */
const CHAT = /^https:\/\/global\.sns-api\.chatbot\.amazonaws\.com(?:\/|$)/;

function reachSubscriber(topicArn: string, subscriber: TopicSubscriber, snapshot: Snapshot): Reach {
  const { protocol, endpoint, filter } = subscriber;
  const topic = nameOf(topicArn);
  if (filter.kind === 'refused') return breaksAt(unread(filter, topic));
  const { policy = '{}', scope } = filter.value;
  const isThrough = policy === '{}' || letsPlainThrough(policy, scope);
  if (isThrough !== true) {
    const name = shownEndpoint(protocol, endpoint);
    return breaksAt(
      isThrough === undefined
        ? { kind: 'not-evaluated', what: 'subscription', name }
        : { kind: 'filtered-out', topic, endpoint: name },
    );
  }
  switch (protocol) {
    case 'email':
    case 'email-json':
      return endsAt({ kind: 'mail', name: endpoint });
    case 'sms':
      return endsAt({ kind: 'sms', name: '' });
    case 'application':
      return endsAt({ kind: 'app', name: nameOf(endpoint) }, regionIn(endpoint));
    case 'http':
    case 'https':
      return endsAt(
        CHAT.test(endpoint)
          ? { kind: 'chat', name: 'Amazon Q Developer' }
          : { kind: 'endpoint', name: hostOf(endpoint) },
      );
    case 'lambda':
      return reachFunction(endpoint, 'sns.amazonaws.com', topicArn, snapshot);
    case 'sqs':
      return reachQueue(endpoint, 'sns.amazonaws.com', topicArn, snapshot);
    case 'firehose':
      return breaksAt({ kind: 'archive-only', name: nameOf(endpoint) });
    default:
      return breaksAt({ kind: 'not-followed', from: topic, to: protocol });
  }
}

/** A subscriber that gets nothing, or that isn't followed. */
const hopOf = ({ protocol, endpoint }: TopicSubscriber): Hop => ({
  kind: protocol === 'firehose' ? 'archive' : 'subscription',
  name: shownEndpoint(protocol, endpoint),
  region: endpoint.startsWith('arn:') ? regionIn(endpoint) : null,
});

/**
 * Messages of alarms and rules have no attributes, so a filter on those lets them through only if it asks for none.
 * Undefined if that can't be said.
 */
function letsPlainThrough(policy: string, scope: string): boolean | undefined {
  if (scope === 'MessageBody') return undefined;
  try {
    return parsePattern(JSON.parse(policy))({});
  } catch {
    return undefined;
  }
}

/** URLs and telephone numbers hold secrets; only what identifies the receiver is shown. */
function shownEndpoint(protocol: string, endpoint: string): string {
  if (/^https?$/.test(protocol)) return hostOf(endpoint);
  if (protocol === 'sms') return 'SMS';
  return endpoint.startsWith('arn:') ? nameOf(endpoint) : endpoint;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');
