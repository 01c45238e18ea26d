/** Lambda: functions run by the account's starter. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { numberAt, textAt } from '../../../src/core/fields.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { type Mapping, newMapping } from './mappings.ts';
import { lambdaService } from './service.ts';

/** A function's answer. `functionError`: `Unhandled` if it failed, and then the payload has the reason. */
export interface FunctionAnswer {
  readonly payload: string;
  readonly functionError?: string;
}

/** Runs a function; `payload` is the JSON that was sent. A rejection counts as an unhandled error of the function. */
export type Invoke = (functionName: string, payload: string) => Promise<FunctionAnswer>;

/** The access key with which deployed code signs. */
export const FUNCTION_KEY = 'function';

interface Invocation {
  readonly name: string;
  readonly payload: string;
  /** Undefined while it runs. */
  result: FunctionAnswer | undefined;
}

interface Permission {
  readonly functionName: string;
  readonly sourceArn: string;
  /** A service, or an ARN of IAM. Defaults to the service of the source. */
  readonly principal?: string;
  /** Defaults to `lambda:InvokeFunction`. */
  readonly action?: string;
  readonly statementId?: string;
}

export class Lambda {
  readonly world: AccountContext;
  readonly service: Service;
  readonly runs: Invoke;
  /** Settings of each function, as GetFunctionConfiguration returns them. */
  readonly functionsIn = perRegion(() => new Map<string, JsonObject>());
  /** Event source mappings, by id. */
  readonly mappingsIn = perRegion(() => new Map<string, Mapping>());
  /** Every invocation, in order. */
  readonly invocations: Invocation[] = [];
  /** AddPermission's entries: the rule, topic or log group that may invoke a function. */
  readonly permissions: Permission[] = [];

  constructor(world: AccountContext, runs: Invoke = async () => ({ payload: 'null' })) {
    this.world = world;
    this.runs = runs;
    this.service = lambdaService(this);
  }

  /**
   * Creates or replaces a function. Settings in AWS's terms, e.g. `{ Timeout: 180 }`; `Concurrency` as GetFunction has
   * it.
   */
  create(name: string, settings: JsonObject = {}, region = this.world.home): void {
    this.functionsIn(region).set(name, {
      ...DEFAULTS,
      FunctionName: name,
      FunctionArn: this.arnOf(name, region),
      LastModified: new Date(this.world.now()).toISOString(),
      ...settings,
    });
  }

  /** The role of the code that signs with this key: deployed functions all have the same. Undefined for a person's. */
  roleOf(accessKey: string): string | undefined {
    if (accessKey !== FUNCTION_KEY) return undefined;
    const [first] = this.functionsIn(this.world.home).values();
    return first === undefined ? undefined : textAt(first, 'Role');
  }

  delete(name: string, region = this.world.home): void {
    this.functionsIn(region).delete(name);
  }

  /** Makes the function read the queue. Returns the mapping's id. */
  map(functionArn: string, queueArn: string, region = this.world.home): string {
    const mapping = newMapping(functionArn, queueArn);
    this.mappingsIn(region).set(mapping.UUID, mapping);
    return mapping.UUID;
  }

  settingsOf(name: string, region: string): JsonObject {
    const found = this.functionsIn(region).get(name);
    if (found !== undefined) return found;
    const message = `Function not found: ${this.arnOf(name, region)}`;
    throw new AwsFault('ResourceNotFoundException', message, { status: 404 });
  }

  /** Invokes asynchronously; a function that is unknown, failed or without concurrency is ignored. */
  invokeLater(nameOrArn: string, event: object, region = nameOrArn.split(':')[3] ?? this.world.home): void {
    const name = shortName(nameOrArn);
    const settings = this.functionsIn(region).get(name);
    if (settings === undefined || !/^(?:Active|Inactive)$/.test(textAt(settings, 'State') ?? '')) return;
    if (numberAt(settings, 'Concurrency.ReservedConcurrentExecutions') === 0) return;
    this.world.later(() => this.run(name, JSON.stringify(event)));
  }

  /** Invokes for an AWS service: a rule's, a topic's. Without the permission nothing happens. */
  invokeFor(arn: string, event: object, sourceArn: string, service = serviceOf(sourceArn)): boolean {
    const name = shortName(arn);
    // The condition is ArnLike. Without a source the permission is for all resources of the service.
    const isMeant = (wanted: string) =>
      wanted === '' ||
      new RegExp(`^${wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^:]*')}$`).test(sourceArn);
    const isAllowed = this.permissions.some(
      (one) =>
        one.functionName === name && isMeant(one.sourceArn) && (one.principal ?? serviceOf(one.sourceArn)) === service,
    );
    if (isAllowed) this.invokeLater(arn, event);
    return isAllowed;
  }

  async run(name: string, payload: string): Promise<FunctionAnswer> {
    const invocation: Invocation = { name, payload, result: undefined };
    this.invocations.push(invocation);
    const result = await this.runs(name, payload).catch(unhandled);
    invocation.result = result;
    return result;
  }

  /** GetPolicy's document; undefined if nobody may invoke the function. */
  policyOf(name: string, region: string): JsonObject | undefined {
    const own = this.permissions.filter((one) => one.functionName === name);
    if (own.length === 0) return undefined;
    return {
      Version: '2012-10-17',
      Id: 'default',
      Statement: own.map(({ sourceArn, principal = serviceOf(sourceArn), action, statementId }, index) => ({
        Sid: statementId ?? `permission-${index}`,
        Effect: 'Allow',
        Principal: principal.startsWith('arn:') ? { AWS: principal } : { Service: principal },
        Action: action ?? 'lambda:InvokeFunction',
        Resource: this.arnOf(name, region),
        ...(sourceArn === '' ? {} : { Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } } }),
      })),
    };
  }

  arnOf(name: string, region: string): string {
    return `arn:aws:lambda:${region}:${this.world.account}:function:${name}`;
  }
}

const serviceOf = (sourceArn: string) => `${sourceArn.split(':')[2]}.amazonaws.com`;

const DEFAULTS: JsonObject = {
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Timeout: 3,
  MemorySize: 128,
  Version: '$LATEST',
  PackageType: 'Zip',
  Architectures: ['x86_64'],
};

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:QUALIFIER` and `NAME:QUALIFIER` name a function too. */
export function shortName(name: string): string {
  return name.replace(/^(?:arn:[^:]+:lambda:[^:]+:)?(?:\d{12}:)?(?:function:)?/, '').split(':')[0] ?? '';
}

function unhandled(error: unknown): FunctionAnswer {
  const [errorType, errorMessage] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
  const payload = JSON.stringify({ errorType, errorMessage, trace: [], requestId: randomUUID() });
  return { payload, functionError: 'Unhandled' };
}
