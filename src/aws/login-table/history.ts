/** Sign-ins that the notifier kept in its table, newest first. */
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Login } from '../../core/login.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { LOGINS_WORDS } from '../../messages/operate/logins.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';
import { KEYS, lastKey, timeOfKey } from './keys.ts';

export interface LoginQuery {
  readonly table: string;
  /** Milliseconds since the epoch, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
}

/** The table is in the home region. Throws a `UserError` if it doesn't exist or can't be read. */
export async function* loginHistory(query: LoginQuery, aws: Aws): AsyncGenerator<Login> {
  const region = await aws.homeRegion();
  const client = await aws.dynamodb();
  try {
    for (const month of monthsBackward(query.from, query.to)) yield* monthOf(month, query, client);
  } catch (error) {
    throw explain(error, query.table, region, aws.profile);
  }
}

async function* monthOf(month: string, { table, from, to, signal }: LoginQuery, client: DynamoDBClient) {
  const { paginateQuery } = await import('@aws-sdk/client-dynamodb');
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :month AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':month': { S: KEYS.login(month) },
        ':from': { S: second(from) },
        // After everything that may follow a time: fractions of a second, Z, # and the event's id.
        ':to': { S: lastKey(second(to)) },
      },
      ScanIndexForward: false,
    },
    { abortSignal: signal },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const login = readLogin(item);
      const moment = Date.parse(login.time);
      if (Number.isNaN(moment) || (moment >= from && moment <= to)) yield login;
    }
  }
}

/** `2026-11-19T09:12:41`: the beginning of this second's keys. */
const second = (moment: number) => new Date(moment).toISOString().slice(0, 19);

/** `2026-12`, `2026-11`, …: the UTC months of a span, the last one first. */
export function* monthsBackward(from: number, to: number): Generator<string> {
  const first = new Date(from).toISOString().slice(0, 7);
  const last = new Date(to);
  let [year, month] = [last.getUTCFullYear(), last.getUTCMonth()];
  for (let name = nameOf(year, month); name >= first; name = nameOf(year, month)) {
    yield name;
    [year, month] = month === 0 ? [year - 1, 11] : [year, month - 1];
  }
}

const nameOf = (year: number, month: number) =>
  `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}`;

function readLogin(item: Readonly<Record<string, AttributeValue>>): Login {
  const text = (name: string) => item[name]?.S ?? item[name]?.N ?? '';
  return {
    time: text('time') || timeOfKey(text('sk')),
    localTime: text('localTime'),
    account: text('account'),
    accountName: text('accountName'),
    region: text('region'),
    user: text('user'),
    userKind: text('userKind'),
    person: text('person'),
    personId: text('personId'),
    personStore: text('personStore'),
    via: text('via'),
    address: text('address'),
    network: text('network'),
    event: text('event'),
    outcome: text('outcome'),
    mfa: text('mfa'),
    agent: text('agent'),
    client: text('client'),
    eventId: text('eventId'),
  };
}

function explain(error: unknown, table: string, region: string, profile: string | undefined): UserError {
  if (readError(error).name === 'ResourceNotFoundException') {
    const { message, hint } = refusalFrom(LOGINS_WORDS, (words) => words.noTable(table, region));
    return new UserError(message, { hint, cause: error });
  }
  return explainAws(error, { action: 'dynamodb:Query', region, profile, command: 'logins' });
}
