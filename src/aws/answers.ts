/** Refuses answers that AWS never gives: nothing, `null`, a web page, a page without its list, a token that came before. */
import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';
import type { __Client } from '@aws-sdk/client-sts';

export interface CommandOutput {
  readonly $metadata: object;
}
export type MiddlewareStack<I extends object, O extends CommandOutput> = __Client<
  object,
  I,
  O,
  never
>['middlewareStack'];

/**
 * The member that AWS's answer always has, by command; empty lists are written out. Without it "nothing found" would be
 * said of an answer that is none. `null`: the answer may lack every member, but never its body.
 */
export const ALWAYS: Readonly<Record<string, string | null>> = {
  AssumeRole: 'Credentials',
  BatchGetItem: 'Responses',
  BatchWriteItem: 'UnprocessedItems',
  ConfirmSubscription: 'SubscriptionArn',
  CreateChangeSet: 'Id',
  CreateLogStream: null,
  CreateQueue: 'QueueUrl',
  DeleteItem: null,
  DescribeAccountPolicies: 'accountPolicies',
  DescribeAlarmHistory: null,
  DescribeAlarms: null,
  DescribeChangeSet: 'Status',
  DescribeEvents: 'OperationEvents',
  DescribeGroup: 'GroupId',
  DescribeKey: 'KeyMetadata',
  DescribeLogStreams: 'logStreams',
  DescribeLogGroups: 'logGroups',
  DescribeMetricFilters: 'metricFilters',
  DescribeParameters: 'Parameters',
  DescribeStackDriftDetectionStatus: 'DetectionStatus',
  DescribeStackEvents: 'StackEvents',
  DescribeStackResourceDrifts: 'StackResourceDrifts',
  DescribeStacks: 'Stacks',
  DescribeSubscriptionFilters: 'subscriptionFilters',
  DescribeTable: 'Table',
  DescribeTrails: 'trailList',
  DescribeUser: 'UserId',
  DetectStackDrift: 'StackDriftDetectionId',
  DetectStackResourceDrift: 'StackResourceDrift',
  FilterLogEvents: 'events',
  GenerateCredentialReport: 'State',
  GetAccountAuthorizationDetails: 'RoleDetailList',
  GetAccountPasswordPolicy: 'PasswordPolicy',
  GetAccountSummary: 'SummaryMap',
  GetAlarmMuteRule: 'Name',
  GetBucketAcl: 'Grants',
  GetBucketEncryption: 'ServerSideEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'Rules',
  GetBucketNotificationConfiguration: null,
  GetBucketPolicy: null,
  GetBucketPolicyStatus: 'PolicyStatus',
  GetAccessKeyLastUsed: 'AccessKeyLastUsed',
  GetBucketTagging: 'TagSet',
  GetBucketVersioning: null,
  GetCallerIdentity: 'Account',
  GetCredentialReport: 'Content',
  GetDetector: 'Status',
  GetEventSelectors: 'TrailARN',
  GetFunction: 'Configuration',
  GetFunctionConfiguration: 'FunctionArn',
  GetItem: null,
  GetKeyPolicy: 'Policy',
  GetLoginProfile: 'LoginProfile',
  GetMetricData: 'MetricDataResults',
  GetObject: null,
  GetObjectLockConfiguration: 'ObjectLockConfiguration',
  GetParameter: 'Parameter',
  GetPolicy: 'Policy',
  GetPolicyVersion: 'PolicyVersion',
  GetPublicAccessBlock: 'PublicAccessBlockConfiguration',
  GetQueryExecution: 'QueryExecution',
  GetQueryResults: 'ResultSet',
  GetQueueAttributes: 'Attributes',
  GetQueueUrl: 'QueueUrl',
  GetRole: 'Role',
  GetRolePolicy: 'PolicyDocument',
  GetSubscriptionAttributes: 'Attributes',
  GetTableMetadata: 'TableMetadata',
  GetTopicAttributes: 'Attributes',
  GetTrailStatus: 'IsLogging',
  GetWorkGroup: 'WorkGroup',
  ListAccessKeys: 'AccessKeyMetadata',
  ListAccountAliases: 'AccountAliases',
  ListAlarmMuteRules: null,
  ListAttachedRolePolicies: 'AttachedPolicies',
  ListPublicKeys: 'PublicKeyList',
  ListAccounts: 'Accounts',
  ListBuckets: 'Buckets',
  ListChangeSets: 'Summaries',
  ListDetectors: 'DetectorIds',
  ListEventSourceMappings: 'EventSourceMappings',
  ListFunctions: 'Functions',
  ListInstances: null,
  ListMFADevices: 'MFADevices',
  ListMetrics: 'Metrics',
  ListObjectVersions: 'IsTruncated',
  ListObjectsV2: 'IsTruncated',
  ListOrganizationsFeatures: null,
  ListQueues: null,
  ListRegions: 'Regions',
  ListRolePolicies: 'PolicyNames',
  ListRules: 'Rules',
  ListStacks: 'StackSummaries',
  ListSubscriptions: 'Subscriptions',
  ListSubscriptionsByTopic: 'Subscriptions',
  ListTables: 'TableNames',
  ListTagsForResource: 'tags',
  ListTagsOfResource: 'Tags',
  ListTargetsByRule: 'Targets',
  ListTopics: 'Topics',
  ListVirtualMFADevices: 'VirtualMFADevices',
  LookupEvents: 'Events',
  Publish: 'MessageId',
  PutEvents: 'Entries',
  PutItem: null,
  PutParameter: 'Version',
  PutRule: 'RuleArn',
  PutTargets: 'FailedEntries',
  Query: 'Items',
  ReceiveMessage: null,
  RemoveTargets: 'FailedEntries',
  SendMessage: 'MessageId',
  SimulatePrincipalPolicy: 'EvaluationResults',
  StartQueryExecution: 'QueryExecutionId',
  StopQueryExecution: null,
  Subscribe: 'SubscriptionArn',
  TestEventPattern: 'Result',
  Unsubscribe: null,
  UpdateTable: 'TableDescription',
  UpdateTerminationProtection: 'StackId',
};

/** The most bytes of an answer. The largest answers of AWS, pages of records and templates, stay below 10 MB. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Milliseconds in which an answer that began must go on. */
const STALLED = 30_000;

/** An answer of another host; `code` is shown in the error. */
export class NotAws extends Error {
  override readonly name = 'NotAws';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

interface Client<I extends object, O extends CommandOutput> {
  readonly middlewareStack: MiddlewareStack<I, O>;
}
/** A client of AWS, as it is before and after `checked`. */
export type Checked<C, I extends object, O extends CommandOutput> = C & Client<I, O>;

/** The same client, which refuses answers that aren't AWS's. */
export function checked<C, I extends object, O extends CommandOutput>(client: Checked<C, I, O>): Checked<C, I, O> {
  refuseNonAnswers(client.middlewareStack);
  return client;
}

/** Makes a client refuse answers that aren't AWS's; `faultOf` calls them `not-aws`. */
function refuseNonAnswers<I extends object, O extends CommandOutput>(stack: MiddlewareStack<I, O>): void {
  stack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const member = ALWAYS[nameOf(context)];
      if (typeof member === 'string' && valueAt(result.output, member) === undefined) {
        throw new NotAws(`AnswerWithout${member.replace(/^./, (letter) => letter.toUpperCase())}`);
      }
      if (repeatsToken(args.input, result.output)) throw new NotAws('PageTokenTwice');
      return result;
    },
    { step: 'initialize', name: 'refuseNonAnswers' },
  );
  stack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      checkBody(result.response, nameOf(context));
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'limitAnswers' },
  );
}

const nameOf = ({ commandName }: { readonly commandName?: string }) => (commandName ?? '').replace(/Command$/, '');

function valueAt(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The places of the next page's token in requests and answers. */
const TOKENS = [
  ['NextToken', 'NextToken'],
  ['nextToken', 'nextToken'],
  ['Marker', 'Marker'],
  // A page of DynamoDB's, whose token is a key.
  ['ExclusiveStartKey', 'LastEvaluatedKey'],
] as const;

/** The answer points to the page that it is: whoever follows it would ask for ever. */
function repeatsToken(input: unknown, output: unknown): boolean {
  return TOKENS.some(([asked, next]) => {
    const [before, token] = [valueAt(input, asked), valueAt(output, next)];
    return token !== undefined && token !== '' && JSON.stringify(token) === JSON.stringify(before);
  });
}

/** Puts a check between the connection and the SDK, which reads bodies without a limit. */
function checkBody(response: unknown, command: string): void {
  const body = valueAt(response, 'body');
  if (!(body instanceof Readable) || typeof response !== 'object' || response === null) return;
  const status = valueAt(response, 'statusCode');
  const check = new BodyCheck(typeof status === 'number' && status < 300, command);
  pipeline(body, check, () => undefined);
  Reflect.set(response, 'body', check);
}

/** The most bytes in which a body shows that it is `null` or a web page. */
const HEAD = 256;

class BodyCheck extends Transform {
  readonly #isSuccess: boolean;
  readonly #isNeeded: boolean;
  readonly #isObject: boolean;
  #bytes = 0;
  #head = '';
  #clock: NodeJS.Timeout | undefined;

  constructor(isSuccess: boolean, command: string) {
    super();
    // An object holds whatever was put there, and is as large as it is.
    this.#isObject = isSuccess && command === 'GetObject';
    this.#isSuccess = isSuccess && !this.#isObject;
    this.#isNeeded = command in ALWAYS;
    this.#wait();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#wait();
    this.#bytes += chunk.length;
    if (this.#head.length < HEAD) this.#head = `${this.#head}${chunk.toString('latin1', 0, HEAD)}`.trimStart();
    if (this.#bytes > MOST_BYTES && !this.#isObject) done(new NotAws('AnswerOver64MB'));
    else if (this.#isSuccess && /^<(?:!doctype\s+)?html\b/i.test(this.#head)) done(new NotAws('WebPage'));
    else done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const text = this.#head.trim();
    if (this.#isSuccess && text === 'null') done(new NotAws('NullAnswer'));
    else if (this.#isSuccess && this.#isNeeded && text === '') done(new NotAws('EmptyAnswer'));
    else done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#clock);
    done(error);
  }

  #wait(): void {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.destroy(new Stalled()), STALLED);
  }
}

/** By its name the SDK and `faultOf` take it for a broken connection. */
class Stalled extends Error {
  override readonly name = 'TimeoutError';
}
