/** An account on loopback for one test, and real clients of it; closed when the test is over. */
import { onTestFinished } from 'vitest';
import { type Account, type AccountOptions, startAccount } from '../../../sandbox/account/account.ts';

export interface TestAccount extends Account {
  /** For a client's constructor: `new SQSClient(account.client())`. Never tries again by itself. */
  client(region?: string): ClientSettings;
}

interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly forcePathStyle: boolean;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export async function testAccount(options: AccountOptions = {}): Promise<TestAccount> {
  const account = await startAccount(options);
  onTestFinished(() => account.close());
  return {
    ...account,
    client: (region = 'us-east-1') => ({
      endpoint: account.endpoint,
      region,
      maxAttempts: 1,
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  };
}
