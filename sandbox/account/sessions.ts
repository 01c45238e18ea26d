/** Access keys of several accounts behind one endpoint: users' own, and those that AssumeRole gives out. */
import type { JsonObject } from '../../src/core/event.ts';
import { textAt } from '../../src/core/fields.ts';
import { AwsFault } from './service.ts';

export interface Sessions {
  /** Whose request it is. Throws as AWS does for a key that is over. */
  accountOf(key: string): string;
  /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  assumeRole(input: JsonObject): {
    readonly Credentials: Readonly<Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken' | 'Expiration', string>>;
    readonly AssumedRoleUser: Readonly<Record<'Arn' | 'AssumedRoleId', string>>;
  };
  /** Ends a key, or all keys of an account, now. */
  expire(what: string): void;
}

/** Another account of the organization. */
export interface OtherAccount {
  readonly id: string;
  readonly records?: readonly JsonObject[];
  readonly denied?: readonly string[];
  readonly regions?: readonly string[];
  /** Names of roles that the first account may take. */
  readonly roles?: readonly string[];
  /** Access keys of its own users. */
  readonly keys?: readonly string[];
}

const LENGTH = 3_600;
const ROLE = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/;

export function sessions(home: string, others: readonly OtherAccount[], now: () => number): Sessions {
  const keys = new Map(
    others.flatMap(({ id, keys: own = [] }) => own.map((key) => [key, { account: id, until: Infinity }])),
  );
  let count = 0;
  return {
    accountOf(key) {
      const known = keys.get(key);
      if (known !== undefined && known.until <= now())
        throw new AwsFault('ExpiredTokenException', 'The security token included in the request is expired', {
          status: 403,
        });
      return known?.account ?? home;
    },
    assumeRole(input) {
      const arn = textAt(input, 'RoleArn') ?? '';
      const name = textAt(input, 'RoleSessionName') ?? '';
      const [, account = '', role = ''] = ROLE.exec(arn) ?? [];
      if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw new AwsFault('ValidationError', `RoleSessionName ${name}`);
      if (others.find(({ id }) => id === account)?.roles?.includes(role) !== true)
        throw new AwsFault(
          'AccessDenied',
          `User: arn:aws:iam::${home}:user/sandbox is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
          { status: 403 },
        );
      count += 1;
      const key = `ASIA${account}${String(count).padStart(4, '0')}`;
      const until = now() + LENGTH * 1_000;
      keys.set(key, { account, until });
      return {
        Credentials: {
          AccessKeyId: key,
          SecretAccessKey: 'secret',
          SessionToken: `session-${count}`,
          Expiration: new Date(until).toISOString(),
        },
        AssumedRoleUser: {
          Arn: `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/${name}`,
          AssumedRoleId: `AROAEXAMPLE:${name}`,
        },
      };
    },
    expire(what) {
      for (const [key, { account }] of keys) if (key === what || account === what) keys.set(key, { account, until: 0 });
    },
  };
}
