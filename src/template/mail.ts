/** Puts the mail lists into the notifier's template: a topic, a policy and the subscriptions of each. */
import { createHash } from 'node:crypto';
import { type Document, isMap, isSeq, type Pair } from 'yaml';
import { hasHealthTopic, healthList, mailLists } from '../core/mail-lists.ts';
import { TEMPLATE_NAMES } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import { copyResources, repeat } from './copies.ts';
import { call, flowList, keyOf, mapAt, pair, quoted, replace } from './document.ts';
import { dropStatement, statementNamed } from './statements.ts';

const FUNCTION_VARIABLES = ['Resources', 'Function', 'Properties', 'Environment', 'Variables'];

export function putMail(document: Document, settings: Settings): void {
  const lists = mailLists(settings);
  // The first is there without a list, too: it is told when the notifier is unwell.
  const count = Math.max(lists.length, 1);
  repeat(document, ['MailTopic', 'MailTopicPolicy'], count);
  const numbers = Array.from({ length: count }, (_, position) => position + 1);
  const hasHealth = hasHealthTopic(settings);
  if (hasHealth) putHealth(document, healthList(settings), count);
  for (const number of numbers.slice(1)) alterTopic(document, number);
  const all = [...numbers.map((number) => `MailTopic${number}`), ...(hasHealth ? [HEALTH_TOPIC] : [])];
  const topics = () => flowList(all.map((topic) => call('Ref', topic)));
  setJoined(document, [...FUNCTION_VARIABLES, 'TOPIC_ARNS'], topics());
  setJoined(document, ['Outputs', 'MailTopicArns', 'Value'], topics());
  statementNamed(document, ['FunctionRole', 'Properties', 'Policies', 0, 'PolicyDocument'], 'Mail').set(
    'Resource',
    topics(),
  );
  lists.forEach((addresses, position) => {
    subscribe(document, String(position + 1), `MailTopic${position + 1}`, addresses);
  });
}

const HEALTH_TOPIC = 'HealthTopic';

/** A topic of its own for the notifier's alarms, as the first mail list's; not encrypted, for the same reason. */
function putHealth(document: Document, addresses: readonly string[], lists: number): void {
  const resources = mapAt(document, ['Resources']);
  const copies = copyResources(document, { MailTopic1: HEALTH_TOPIC, MailTopicPolicy1: 'HealthTopicPolicy' });
  const after = resources.items.findIndex((item) => keyOf(item) === `MailTopicPolicy${lists}`);
  resources.items.splice(after + 1, 0, ...copies);
  replace(document, ['Resources', HEALTH_TOPIC, 'Properties', 'TopicName'], call('Sub', TEMPLATE_NAMES.healthTopic));
  subscribe(document, 'H', HEALTH_TOPIC, addresses);
  for (const { key, value } of resources.items) {
    if (!isMap(value) || value.get('Type') !== 'AWS::CloudWatch::Alarm') continue;
    const properties = ['Resources', String(key), 'Properties'];
    const actions = ['AlarmActions', 'InsufficientDataActions'].filter((one) => mapAt(document, properties).has(one));
    for (const one of actions) replace(document, [...properties, one], flowList([call('Ref', HEALTH_TOPIC)]));
  }
  replace(document, ['Outputs', 'TopicArn', 'Value'], call('Ref', HEALTH_TOPIC));
}

/** Only the function writes to the others, so they can have the key of SNS that is free. */
function alterTopic(document: Document, number: number): void {
  const topic = ['Resources', `MailTopic${number}`, 'Properties'];
  replace(document, [...topic, 'TopicName'], call('Sub', TEMPLATE_NAMES.mailTopic(number)));
  mapAt(document, topic).set('KmsMasterKeyId', document.createNode('alias/aws/sns'));
  dropStatement(document, [`MailTopicPolicy${number}`, 'Properties', 'PolicyDocument'], 'Alarms');
}

/** `!Join [',', [one, two]]`: the list. */
function setJoined(document: Document, path: readonly string[], list: unknown): void {
  const join = document.getIn(path, true);
  if (!isSeq(join) || join.tag !== '!Join') throw new TypeError(`the template joins nothing at ${path.join('.')}`);
  join.set(1, list);
}

/** An id by address: CloudFormation must not take leaving one out for a change of all that follow, who would have to confirm anew. */
function subscribe(document: Document, list: string, topic: string, addresses: readonly string[]): void {
  const resources = mapAt(document, ['Resources']);
  const after = resources.items.findIndex((item) => keyOf(item) === topic.replace('Topic', 'TopicPolicy'));
  const subscriptions = addresses.map((address): Pair => {
    const id = `Mail${list}x${createHash('sha256').update(address).digest('hex').slice(0, 12)}`;
    const properties = { TopicArn: call('Ref', topic), Protocol: 'email', Endpoint: quoted(address) };
    return pair(id, document.createNode({ Type: 'AWS::SNS::Subscription', Properties: properties }));
  });
  resources.items.splice(after + 1, 0, ...subscriptions);
}
