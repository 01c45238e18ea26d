/** Remedies of the ways in: each command closes its check and opens no other; what takes a person is a named set. */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { GUARD_BREAKS, ROOT_BREAKS, TRUSTED, USER_BREAKS, WATCH_BREAKS } from '../../../sandbox/scripted/doors.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { runAwsCommand } from '../../helpers/audit/aws-cli.ts';
import { testEachRemedy } from '../../helpers/audit/each-remedy.ts';
import { apply, broken, worse } from '../../helpers/audit/remedies.ts';

/** Nothing fails in these: the result is unknown. */
const UNKNOWN = ['row that is cut by a comma', 'guard on, without statements', 'guard with a condition of its own'];
/** Takes several accounts and two audits: below. */
const IN_STEPS = ['organization without all features'];

const ALL: Readonly<Record<string, Change>> = { ...ROOT_BREAKS, ...USER_BREAKS, ...GUARD_BREAKS, ...WATCH_BREAKS };

testEachRemedy(ALL, [...UNKNOWN, ...IN_STEPS]);

test('all features of an organization: invited accounts agree, then the next audit prints the rest', async () => {
  const { account, verdicts } = await broken(ROOT_BREAKS['organization without all features']);
  const before = await verdicts();
  const [first] = before.get('door.member-root')?.todo ?? [];
  if (first === undefined) throw new Error('no remedy');
  await apply(first, account);
  // They have only been asked.
  expect((await verdicts()).get('door.member-root')?.result).toBe('fail');
  await acceptAll(account.endpoint);
  const [second] = (await verdicts()).get('door.member-root')?.todo ?? [];
  expect(second?.fix?.kind).toBe('commands');
  if (second !== undefined) await apply(second, account);
  const after = await verdicts();
  expect(after.get('door.member-root')?.result).toBe('pass');
  expect(worse(before, after)).toEqual([]);
});

/** As the invited accounts and, last, the management account. */
const acceptAll = (endpoint: string) =>
  runAwsCommand('aws organizations accept-handshake --handshake-id h-examplehandshake111', endpoint);

test('what only a person can do is this, and no more', async () => {
  const found = new Set<string>();
  for (const change of Object.values(ALL)) {
    const { verdicts, account } = await audited(change);
    for (const { id, result, todo } of (await verdicts()).values())
      if (result === 'fail') for (const { byHand } of todo) if (byHand !== undefined) found.add(`${id} ${byHand}`);
    await account.close();
  }
  expect([...found].toSorted()).toEqual([
    'door.old-keys new-secret',
    'door.root-certificates root-alone',
    'door.root-hardware-mfa root-alone',
    'door.root-keys root-alone',
    'door.root-mfa root-alone',
    'door.root-used past',
    'door.sign-in-guard who-may-sign-in',
    'door.user-mfa own-device',
  ]);
});

/** Networks as settings name them, out of what is printed. */
const trustedIn = (settings: string): readonly string[] =>
  parse(settings).trusted.map(({ cidr }: { readonly cidr: string }) => cidr);

test.each(['guard that is wider', 'guard that is narrower', 'guard of another network'])(
  '%s: the printed settings agree with it',
  async (name) => {
    const { verdicts } = await audited(GUARD_BREAKS[name]);
    const { todo = [] } = (await verdicts()).get('door.sign-in-guard') ?? {};
    const printed = todo.flatMap(({ fix }) => (fix?.kind === 'settings' ? [fix.settings] : []));
    expect(printed).toHaveLength(1);
    const trusted = trustedIn(printed[0] ?? '');
    const again = await audited(GUARD_BREAKS[name], { trusted });
    expect((await again.verdicts()).get('door.sign-in-guard')?.result).toBe('pass');
  },
);

test.each(['no guard', 'guard of the first phase only'])('%s, where one network is trusted', async (name) => {
  const trusted = TRUSTED.slice(0, 1);
  const one: Change = (account) => {
    account.signin.statements.length = 0;
    account.signin.put(trusted, 'arn:aws:iam::111122223333:user/emergency');
    GUARD_BREAKS[name]?.(account);
  };
  const { account, verdicts } = await audited(one, { trusted });
  const before = await verdicts();
  const { todo = [], result } = before.get('door.sign-in-guard') ?? {};
  expect(result).toBe('fail');
  expect(todo.map(({ fix }) => fix?.kind)).toEqual(['commands']);
  for (const remedy of todo) await apply(remedy, account);
  const after = await verdicts();
  expect(after.get('door.sign-in-guard')?.result).toBe('pass');
  expect(worse(before, after)).toEqual([]);
});

test('what was mended since the credential report is no longer named, though the report still says so', async () => {
  const { account, verdicts } = await audited((made) => {
    USER_BREAKS['password unused for 100 days']?.(made);
    USER_BREAKS['key that is 91 days old']?.(made);
    made.identity.credentials.makeReport();
  });
  expect((await verdicts()).get('door.unused')?.result).toBe('fail');
  await runAwsCommand('aws iam delete-login-profile --user-name bob', account.endpoint);
  account.identity.credentials.users.delete('alice');
  const after = await verdicts();
  expect(['door.unused', 'door.unused-45', 'door.old-keys'].map((id) => after.get(id)?.result)).toEqual([
    'pass',
    'pass',
    'pass',
  ]);
});
