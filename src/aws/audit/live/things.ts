/** All that `audit --live` makes, each noted before it is made, and its removal, which nothing stops. */
import type { PutTargetsResultEntry } from '@aws-sdk/client-eventbridge';
import type { ThingKind } from '../../../auditing/live/sightings.ts';
import type { Refused } from '../../../auditing/snapshot.ts';
import { arnIn } from '../../../core/arn.ts';
import { UserError } from '../../../core/user-error.ts';
import { inEach } from '../../../core/words.ts';
import type { Aws } from '../../clients.ts';
import { readError } from '../../fault.ts';
import { attemptToFind, type Reader } from '../attempt.ts';

export interface Thing {
  readonly kind: ThingKind;
  readonly region: string;
  /** Name of the queue, the stream or the rule; of a subscription the ARN of its topic. */
  readonly name: string;
  /** Log group of a stream; bus of a rule; ARN of the queue that subscribes. */
  readonly of: string;
  /** The subscription's ARN, or the queue's URL; undefined until AWS has answered. */
  id: string | undefined;
}

/** A thing that is still there, or may be. */
export interface Left {
  readonly thing: Thing;
  readonly why: Refused;
}

/** Makes things. Nothing cuts a call short: one that AWS has begun must be known to be over before its removal. */
export class Things {
  readonly made: Thing[] = [];
  readonly reader: Reader;

  constructor(reader: Reader) {
    this.reader = reader;
  }

  /** A queue into which SNS may send for these topics alone. Messages stay hidden once received. */
  async queue(name: string, region: string, account: string, topics: readonly string[]): Promise<Thing> {
    const { CreateQueueCommand } = await import('@aws-sdk/client-sqs');
    const arn = arnIn({ account, region }, 'sqs', name);
    const thing = this.note({ kind: 'queue', region, name, of: arn, id: undefined });
    const client = await this.reader.aws.sqs(region);
    const Attributes = { Policy: queuePolicy(arn, topics), VisibilityTimeout: '43200', MessageRetentionPeriod: '3600' };
    thing.id = (await client.send(new CreateQueueCommand({ QueueName: name, Attributes }))).QueueUrl;
    return thing;
  }

  async subscription(topic: string, queue: Thing): Promise<Thing> {
    const { SubscribeCommand } = await import('@aws-sdk/client-sns');
    const thing = this.note({ kind: 'subscription', region: queue.region, name: topic, of: queue.of, id: undefined });
    const client = await this.reader.aws.sns(queue.region);
    const command = new SubscribeCommand({
      ...{ TopicArn: topic, Protocol: 'sqs', Endpoint: queue.of, ReturnSubscriptionArn: true },
    });
    thing.id = (await client.send(command)).SubscriptionArn;
    return thing;
  }

  async stream(name: string, group: string, region: string): Promise<Thing> {
    const { CreateLogStreamCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const thing = this.note({ kind: 'stream', region, name, of: group, id: name });
    const client = await this.reader.aws.logs(region);
    try {
      await client.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: name }));
    } catch (error) {
      // The SDK asked again after an answer that was lost: nobody else has this name.
      if (readError(error).name !== 'ResourceAlreadyExistsException') throw error;
    }
    return thing;
  }

  /** On the region's default bus. */
  rule(name: string, region: string): Thing {
    return this.note({ kind: 'rule', region, name, of: 'default', id: name });
  }

  note(thing: Thing): Thing {
    this.made.push(thing);
    return thing;
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
const queuePolicy = (queue: string, topics: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queue,
        Condition: { ArnEquals: { 'aws:SourceArn': topics } },
      },
    ],
  });

const ORDER: readonly ThingKind[] = ['rule', 'subscription', 'queue', 'stream'];

/** Removes all that was noted. Returns what is left. */
export async function removeAll(
  things: readonly Thing[],
  { aws, sleep }: Pick<Reader, 'aws' | 'sleep'>,
): Promise<readonly Left[]> {
  // A signal of its own: Ctrl-C doesn't stop the removal.
  const reader = { aws, sleep, signal: new AbortController().signal };
  const left: Left[] = [];
  for (const thing of things.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
    const why = await remove(thing, reader);
    if (why !== undefined) left.push({ thing, why });
  }
  return left;
}

const REMOVALS: Readonly<Record<ThingKind, string>> = {
  rule: 'events:DeleteRule',
  subscription: 'sns:Unsubscribe',
  queue: 'sqs:DeleteQueue',
  stream: 'logs:DeleteLogStream',
};

/** Milliseconds before each further try; nobody asks for it again. */
const PAUSES = [1_000, 3_000];

async function remove(thing: Thing, reader: Reader): Promise<Refused | undefined> {
  for (const pause of [...PAUSES, 0]) {
    const why = await removeOnce(thing, reader);
    if (why === undefined || why.isDenied || pause === 0) return why;
    await reader.sleep(pause);
  }
  return undefined;
}

async function removeOnce(thing: Thing, reader: Reader): Promise<Refused | undefined> {
  try {
    const id = thing.id ?? (await findId(thing, reader));
    if (id === null) return undefined;
    if (typeof id !== 'string') return id;
    thing.id = id;
    const emptied = thing.kind === 'rule' ? await removeTargets(thing, reader) : undefined;
    if (emptied?.kind === 'refused') return emptied;
    if (emptied?.value === null) return undefined;
    const done = await attemptToFind(REMOVALS[thing.kind], thing.region, reader, () =>
      removeById(thing, id, reader.aws),
    );
    return done.kind === 'refused' ? done : undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      kind: 'refused',
      action: REMOVALS[thing.kind],
      why: inEach((language) => error.said(language)),
      isDenied: false,
    };
  }
}

/** For a thing whose making wasn't answered: null if there is none. */
async function findId(thing: Thing, reader: Reader): Promise<string | null | Refused> {
  const found = thing.kind === 'queue' ? await findQueue(thing, reader) : await findSubscription(thing, reader);
  return found.kind === 'refused' ? found : found.value;
}

function findQueue({ name, region }: Thing, reader: Reader) {
  return attemptToFind('sqs:GetQueueUrl', region, reader, async () => {
    const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
    return (await (await reader.aws.sqs(region)).send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';
  });
}

function findSubscription({ name, of, region }: Thing, reader: Reader) {
  return attemptToFind<string | null>('sns:ListSubscriptionsByTopic', region, reader, async () => {
    const { paginateListSubscriptionsByTopic } = await import('@aws-sdk/client-sns');
    const client = await reader.aws.sns(region);
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: name })) {
      const own = Subscriptions.find(({ Endpoint }) => Endpoint === of);
      if (own?.SubscriptionArn !== undefined) return own.SubscriptionArn;
    }
    return null;
  });
}

/** Without it the rule can't be deleted: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
function removeTargets({ name, region }: Thing, reader: Reader) {
  return attemptToFind('events:RemoveTargets', region, reader, async () => {
    const { ListTargetsByRuleCommand, RemoveTargetsCommand } = await import('@aws-sdk/client-eventbridge');
    const client = await reader.aws.events(region);
    const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: name }));
    const Ids = Targets.map(({ Id = '' }) => Id);
    if (Ids.length === 0) return;
    failIn(await client.send(new RemoveTargetsCommand({ Rule: name, Ids })));
  });
}

interface Entries {
  readonly FailedEntries?: readonly PutTargetsResultEntry[] | undefined;
}

/** EventBridge answers some refusals with success: an error as of the whole call. */
export function failIn({ FailedEntries = [] }: Entries): void {
  const [failed] = FailedEntries;
  if (failed === undefined) return;
  throw Object.assign(new Error(failed.ErrorMessage), { name: failed.ErrorCode ?? 'InternalException' });
}

async function removeById({ kind, region, of }: Thing, id: string, aws: Aws): Promise<void> {
  if (kind === 'subscription') {
    const { UnsubscribeCommand } = await import('@aws-sdk/client-sns');
    await (await aws.sns(region)).send(new UnsubscribeCommand({ SubscriptionArn: id }));
  } else if (kind === 'queue') {
    const { DeleteQueueCommand } = await import('@aws-sdk/client-sqs');
    await (await aws.sqs(region)).send(new DeleteQueueCommand({ QueueUrl: id }));
  } else if (kind === 'rule') {
    const { DeleteRuleCommand } = await import('@aws-sdk/client-eventbridge');
    await (await aws.events(region)).send(new DeleteRuleCommand({ Name: id }));
  } else {
    const { DeleteLogStreamCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    await (await aws.logs(region)).send(new DeleteLogStreamCommand({ logGroupName: of, logStreamName: id }));
  }
}
