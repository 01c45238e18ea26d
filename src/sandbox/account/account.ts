/** An AWS account on loopback, for the demo and the tests: real clients, one endpoint, a clock that is given. */
import { type Asked, listen, type Told } from '../http.ts';
import { failXml, readQuery } from '../query-protocol.ts';
import { type Invoke, type Lambda, lambda } from './lambda.ts';
import { type Call, forward, router, type Trouble } from './router.ts';
import { type S3, s3 } from './s3.ts';
import { jsonService, type Service } from './service.ts';
import { type Sns, sns } from './sns.ts';
import { type Sqs, sqs } from './sqs.ts';
import { type Ssm, ssm } from './ssm.ts';
import { background, type World } from './world.ts';

export interface AccountOptions {
  /** Epoch in milliseconds. */
  readonly now?: () => number;
  /** Where the account's own methods look when they name no region. */
  readonly home?: string;
  readonly trouble?: Trouble;
  /** Runs the account's functions; without it they answer `null`. */
  readonly invoke?: Invoke;
  /** URL of a DynamoDB that takes the account's requests. */
  readonly dynamodb?: string;
  readonly cloudformation?: (asked: Asked) => Told | Promise<Told>;
}

export interface Account {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly account: string;
  /** All that was asked, in order. */
  readonly calls: readonly Call[];
  readonly sqs: Sqs;
  readonly ssm: Ssm;
  readonly s3: S3;
  readonly sns: Sns;
  readonly lambda: Lambda;
  /** Resolves when nothing that AWS does later, such as asynchronous invocations, goes on any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const ACCOUNT = '111122223333';

export async function startAccount(options: AccountOptions = {}): Promise<Account> {
  const { now = Date.now, home = 'us-east-1', trouble, invoke } = options;
  const { later, settled } = background();
  let endpoint = '';
  const world: World = { account: ACCOUNT, home, now, later, endpoint: () => endpoint };
  const queues = sqs(world);
  const functions = lambda(world, invoke);
  const topics = sns(world, {
    invoke: (arn, event) => functions.invokeLater(arn, event),
    send: (arn, body) => void queues.byArn(arn)?.send({ body }),
  });
  const parts = { sqs: queues, ssm: ssm(world), s3: s3(world), sns: topics, lambda: functions };
  const services = Object.fromEntries(Object.entries(parts).map(([name, { service }]) => [name, service]));
  const { answer, calls } = router({ ...services, ...guests(options) }, trouble);
  const server = await listen(answer);
  endpoint = server.url;
  return { endpoint, account: ACCOUNT, calls, ...parts, settled, close: server.close };
}

/** Services that others answer for. */
function guests({ dynamodb, cloudformation }: AccountOptions): Readonly<Record<string, Service>> {
  const json = jsonService({}, '1.0');
  return {
    ...(dynamodb === undefined ? {} : { dynamodb: { ...json, answer: forward(dynamodb) } }),
    ...(cloudformation === undefined ? {} : { cloudformation: { ...QUERY, answer: cloudformation } }),
  };
}

const QUERY: Omit<Service, 'answer'> = {
  actionOf: (asked) => readQuery(asked)?.action ?? '',
  inputOf: (asked) => readQuery(asked)?.input ?? {},
  refuse: ({ code, message, status }) => failXml(code, message, status),
};
