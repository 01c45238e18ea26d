/** DynamoDB in this process, on loopback. */
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

export interface Dynamo {
  readonly url: string;
  /** Makes a table like the notifier's: keys `pk` and `sk`, on demand. */
  createTable(name: string, region?: string): Promise<void>;
  tables(region?: string): Promise<readonly string[]>;
  deleteTable(name: string, region?: string): Promise<void>;
  close(): Promise<void>;
}

export async function startDynamo(): Promise<Dynamo> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clientOf = (region: string) =>
    new DynamoDBClient({ endpoint: url, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  return {
    url,
    async tables(region = 'us-east-1') {
      const client = clientOf(region);
      const { TableNames = [] } = await client.send(new ListTablesCommand({}));
      client.destroy();
      return TableNames;
    },
    async createTable(name, region = 'us-east-1') {
      const client = clientOf(region);
      await client.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'sk', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        }),
      );
      // Until then requests for an item don't find it.
      for (let isActive = false; !isActive; ) {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
        isActive = Table?.TableStatus === 'ACTIVE';
      }
      client.destroy();
    },
    async deleteTable(name, region = 'us-east-1') {
      const client = clientOf(region);
      await client.send(new DeleteTableCommand({ TableName: name }));
      for (let isThere = true; isThere; ) {
        const { TableNames = [] } = await client.send(new ListTablesCommand({}));
        isThere = TableNames.includes(name);
      }
      client.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
