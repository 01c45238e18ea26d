/** An account for `init`: callers, trails, stacks, a week of history, Parameter Store. Real clients, one endpoint. */

import { madeUpWeek } from '../../../sandbox/week.ts';
import { DAY } from '../../../src/core/time.ts';
import { lookupEvents } from '../../../src/demo/cloudtrail.ts';
import { type AwsAnswer, type AwsRequest, type AwsServer, awsError, queryError, startAws } from '../aws/aws-server.ts';

export interface FakeTrail {
  readonly name: string;
  readonly owner?: string;
  readonly isOrganization?: boolean;
  readonly isMultiRegion?: boolean;
  readonly isLogging?: boolean;
  readonly logGroup?: string;
}

export interface InitAccountOptions {
  readonly trails?: readonly FakeTrail[];
  /** Status by name. */
  readonly stacks?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Names of the organization's accounts by id. Defaults to no organization. */
  readonly organization?: Readonly<Record<string, string>>;
  /** Actions that are refused. */
  readonly denied?: readonly string[];
  readonly now?: number;
  /** The caller; signs in from home in the made-up week. */
  readonly user?: string;
}

export interface InitAccount extends AwsServer {
  /** By name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const ACCOUNT = '111122223333';
const xml = (action: string, result: string): AwsAnswer => ({
  body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
});

export async function startInitAccount(options: InitAccountOptions = {}): Promise<InitAccount> {
  const { trails = [], stacks = {}, denied = [], user = 'bob', now = atNoon(Date.now()) } = options;
  const parameters = new Map(Object.entries(options.parameters ?? {}));
  const arnOf = ({ name, owner = ACCOUNT }: FakeTrail) => `arn:aws:cloudtrail:us-east-1:${owner}:trail/${name}`;
  // All sign-ins and some of the rest: AWS's pace of two pages a second is kept.
  const records = madeUpWeek(now).filter((record, place) => record['eventName'] === 'ConsoleLogin' || place % 8 === 0);
  const history = lookupEvents({ records, now: () => Date.now() });
  const actions: Readonly<Record<string, (request: AwsRequest) => AwsAnswer>> = {
    GetCallerIdentity: () =>
      xml('GetCallerIdentity', `<Account>${ACCOUNT}</Account><Arn>arn:aws:iam::${ACCOUNT}:user/${user}</Arn>`),
    ListAccounts: () =>
      options.organization === undefined
        ? awsError(400, 'AWSOrganizationsNotInUseException')
        : { body: { Accounts: Object.entries(options.organization).map(([Id, Name]) => ({ Id, Name })) } },
    ListAccountAliases: () => xml('ListAccountAliases', '<AccountAliases><member>acme</member></AccountAliases>'),
    SimulatePrincipalPolicy: ({ body }) => {
      const names = Object.entries(body).flatMap(([key, value]) =>
        key.startsWith('ActionNames.') ? [String(value)] : [],
      );
      const results = names.map((name) => {
        const decision = denied.includes(name.split(':')[1] ?? '') ? 'implicitDeny' : 'allowed';
        const resource = String(body['ResourceArns.member.1']);
        return `<member><EvalActionName>${name}</EvalActionName><EvalResourceName>${resource}</EvalResourceName><EvalDecision>${decision}</EvalDecision></member>`;
      });
      return xml('SimulatePrincipalPolicy', `<EvaluationResults>${results.join('')}</EvaluationResults>`);
    },
    DescribeTrails: () => ({
      body: {
        trailList: trails.map((trail) => ({
          Name: trail.name,
          TrailARN: arnOf(trail),
          HomeRegion: 'us-east-1',
          S3BucketName: 'bucket',
          IsMultiRegionTrail: trail.isMultiRegion ?? true,
          IsOrganizationTrail: trail.isOrganization ?? false,
          ...(trail.logGroup === undefined ? {} : { CloudWatchLogsLogGroupArn: trail.logGroup }),
        })),
      },
    }),
    GetTrailStatus: ({ body }) => ({
      body: { IsLogging: trails.find((trail) => arnOf(trail) === body['Name'])?.isLogging ?? true },
    }),
    GetEventSelectors: ({ body: { TrailName } }) => ({
      body: { TrailARN: TrailName, EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] },
    }),
    DescribeStacks: ({ body }) => {
      const name = String(body['StackName']);
      const status = stacks[name];
      if (status === undefined) return queryError(400, 'ValidationError', `Stack with id ${name} does not exist`);
      return xml(
        'DescribeStacks',
        `<Stacks><member><StackName>${name}</StackName><CreationTime>2026-11-01T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member></Stacks>`,
      );
    },
    LookupEvents: ({ region, body }) => {
      const input = JSON.parse(JSON.stringify(body));
      const { status, body: text } = history.answer({ region, action: 'LookupEvents', input });
      return { status, body: text };
    },
    '/listRegions': () => ({
      body: {
        Regions: ['ap-northeast-1', 'us-east-1'].map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED' })),
      },
    }),
    GetParameter: ({ body }) => {
      const value = parameters.get(String(body['Name']));
      return value === undefined ? awsError(400, 'ParameterNotFound') : { body: { Parameter: { Value: value } } };
    },
    PutParameter: ({ body }) => {
      parameters.set(String(body['Name']), String(body['Value']));
      return { body: { Version: 1 } };
    },
  };
  const server = await startAws((request) => {
    if (denied.includes(request.action)) return refusal(request);
    return actions[request.action]?.(request) ?? awsError(400, 'UnknownOperationException', request.action);
  });
  return { ...server, parameters };
}

const QUERY_ACTIONS = ['GetCallerIdentity', 'ListAccountAliases', 'SimulatePrincipalPolicy', 'DescribeStacks'];

function refusal({ action }: AwsRequest): AwsAnswer {
  const message = `User: arn:aws:iam::${ACCOUNT}:user/bob is not authorized to perform: x:${action}`;
  return QUERY_ACTIONS.includes(action)
    ? queryError(403, 'AccessDenied', message)
    : awsError(400, 'AccessDeniedException', message);
}

/** The last noon in UTC: whether a week brings proposals hangs on how much of it falls into business hours. */
const atNoon = (now: number) => now - ((now + DAY / 2) % DAY);
