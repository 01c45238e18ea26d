/** Commands that would stop a principal now, to read and run; this program never runs them. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { awsCommand } from '../shell.ts';
import { isoTime } from '../time.ts';
import type { Session } from './session.ts';

const STOP_KINDS = [
  'key-inactive',
  'password-off',
  'user-sessions-denied',
  'role-sessions-denied',
  'assignment-removed',
  'oauth-revoked',
  'root',
  'service-linked',
] as const;
export type StopKind = (typeof STOP_KINDS)[number];

export interface Stop {
  readonly kind: StopKind;
  /** The key, the user, the role. Text from an event. */
  readonly of: string;
  /** The account whose credentials the command needs. */
  readonly account: string;
  /** Undefined where no command does it, or the name isn't one that AWS gives. */
  readonly command: string | undefined;
}

/** In the order in which they help: keys, passwords, then what is open already. `now`: ms since the epoch. */
export function stopsOf(sessions: readonly Session[], now: number): readonly Stop[] {
  const stops = new Map<string, Stop>();
  for (const session of sessions) {
    for (const stop of stopsOfOne(session, now)) {
      const key = JSON.stringify([stop.kind, stop.of, stop.account]);
      if (!stops.has(key)) stops.set(key, stop);
    }
  }
  return [...stops.values()].sort((a, b) => STOP_KINDS.indexOf(a.kind) - STOP_KINDS.indexOf(b.kind));
}

function stopsOfOne({ who, events, kind }: Session, now: number): readonly Stop[] {
  const { actor } = who;
  const account = actor.account ?? who.account;
  const stamps = stampsIn(events).map((arn) => revoke(arn, who, account));
  switch (actor.kind) {
    case 'root':
      return [{ kind: 'root', of: account, account, command: undefined }, ...stamps];
    case 'iam-user':
      return [...keysOf(events, actor.name, account), ...userStops(actor.name, account, now), ...stamps];
    case 'federated-user': {
      // The session has the rights of its user.
      const user = textAt(who.record, 'userIdentity.sessionContext.sessionIssuer.userName');
      return user === undefined ? stamps : [denyUser(user, account, now), ...stamps];
    }
    case 'role':
      return [...roleStop(who, account, now), ...stamps];
    case 'identity-center-user':
      return kind === 'portal' ? [removal(who, account)] : stamps;
    default:
      return stamps;
  }
}

/** Keys that last; the others end by themselves. */
function keysOf(events: readonly TrailEvent[], user: string, account: string): readonly Stop[] {
  const keys = new Set(
    events.flatMap(({ actor, record }) =>
      actor.accessKeyId?.startsWith('AKIA') && textAt(record, CREATED) === undefined ? actor.accessKeyId : [],
    ),
  );
  return [...keys].sort().map((key) => ({
    kind: 'key-inactive',
    of: key,
    account,
    command: awsCommand([
      'iam',
      'update-access-key',
      ['--user-name', user],
      ['--access-key-id', key],
      ['--status', 'Inactive'],
    ]),
  }));
}

const CREATED = 'userIdentity.sessionContext.attributes.creationDate';

const userStops = (user: string, account: string, now: number): readonly Stop[] => [
  {
    kind: 'password-off',
    of: user,
    account,
    command: awsCommand(['iam', 'delete-login-profile', ['--user-name', user]]),
  },
  denyUser(user, account, now),
];

/** The name by which AWS's console knows this policy. */
const POLICY = 'AWSRevokeOlderSessions';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html */
const olderThan = (now: number) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: ['*'],
      Resource: ['*'],
      Condition: { DateLessThan: { 'aws:TokenIssueTime': isoTime(now) } },
    },
  ],
});

const denyUser = (user: string, account: string, now: number): Stop => ({
  kind: 'user-sessions-denied',
  of: user,
  account,
  command: awsCommand(['iam', 'put-user-policy', ['--user-name', user], ['--policy-name', POLICY]], {
    json: ['--policy-document', olderThan(now)],
  }),
});

function roleStop(who: TrailEvent, account: string, now: number): readonly Stop[] {
  const { role = '' } = who.actor;
  const issuer = textAt(who.record, 'userIdentity.sessionContext.sessionIssuer.arn') ?? '';
  if (role === '') return [];
  if (role.startsWith('AWSServiceRoleFor') || issuer.includes(':role/aws-service-role/'))
    return [{ kind: 'service-linked', of: role, account, command: undefined }];
  // A permission set's role can be changed by nobody but Identity Center.
  if (role.startsWith('AWSReservedSSO_')) return [removal(who, account)];
  return [
    {
      kind: 'role-sessions-denied',
      of: role,
      account,
      command: awsCommand(['iam', 'put-role-policy', ['--role-name', role], ['--policy-name', POLICY]], {
        json: ['--policy-document', olderThan(now)],
      }),
    },
  ];
}

/**
 * The assignment's ids that no record holds are left for people to fill in.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/useraccess.html
 */
function removal(who: TrailEvent, account: string): Stop {
  const { identityCenterUserId: user, person, name } = who.actor;
  const isRole = who.actor.kind === 'role';
  return {
    kind: 'assignment-removed',
    of: person ?? user ?? name,
    account,
    command:
      user === undefined
        ? undefined
        : awsCommand([
            'sso-admin',
            'delete-account-assignment',
            ['--instance-arn', 'INSTANCE_ARN'],
            ['--permission-set-arn', 'PERMISSION_SET_ARN'],
            ['--target-type', 'AWS_ACCOUNT'],
            ['--target-id', isRole ? account : 'ACCOUNT_ID'],
            ['--principal-type', 'USER'],
            ['--principal-id', user],
          ]),
  };
}

const stampsIn = (events: readonly TrailEvent[]): readonly string[] =>
  [
    ...new Set(events.flatMap(({ record }) => textAt(record, 'userIdentity.sessionContext.signInSessionArn') ?? [])),
  ].sort();

/** https://docs.aws.amazon.com/powershell/v5/reference/items/Revoke-AMSPSessionBatch.html */
function revoke(arn: string, who: TrailEvent, account: string): Stop {
  const partition = /^arn:(aws[\w-]*):/.exec(arn)?.[1] ?? 'aws';
  const region = /^arn:[^:]*:signin:([a-z0-9-]+):/.exec(arn)?.[1] ?? who.region;
  const words = ['signin', 'batch-revoke-sessions', '--principal-arn', `arn:${partition}:iam::${account}:*`];
  return {
    kind: 'oauth-revoked',
    of: arn,
    account,
    command: /^\d{12}$/.test(account) ? awsCommand([...words, ['--session-arns', arn]], { region }) : undefined,
  };
}
