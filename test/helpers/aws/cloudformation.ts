/** The sandbox's CloudFormation on loopback, and real clients of it. */
import {
  type CloudFormation,
  type CloudFormationOptions,
  cloudformation,
} from '../../../sandbox/cloudformation/cloudformation.ts';
import { type QueryCall, readQuery, succeedXml } from '../../../sandbox/protocol/query-protocol.ts';
import { type Aws, makeAws } from '../../../src/aws/clients.ts';
import { listen } from '../../../src/demo/http.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

export interface TestCloudFormation extends CloudFormation {
  readonly aws: Aws;
  readonly endpoint: string;
  /** Requests, in order. */
  readonly calls: readonly QueryCall[];
  close(): Promise<void>;
}

export async function startCloudFormation(options: Partial<CloudFormationOptions> = {}): Promise<TestCloudFormation> {
  const calls: QueryCall[] = [];
  const sandbox = cloudformation({ account: ACCOUNT, ...options });
  const server = await listen((asked) => {
    const call = readQuery(asked);
    // Plans name the account, so STS answers too.
    if (call?.service === 'sts')
      return succeedXml(call, { Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/deployer` });
    if (call !== undefined) calls.push(call);
    return sandbox.answer(asked);
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return {
    ...sandbox,
    calls,
    endpoint: server.url,
    aws: makeAws({ region: REGION, endpoint: server.url, credentials }),
    close: () => server.close(),
  };
}
