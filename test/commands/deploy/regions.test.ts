/** The forwarders of pipeline `events`: one in each enabled region, each with a fate of its own. */
import { describe, expect, test } from 'vitest';
import { type Live, live } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [events, logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const WITHOUT_EVENTS = SETTINGS.replace('[events, logs]', '[logs]');
const REGIONS = ['us-east-1', 'ap-northeast-1', 'eu-north-1', 'eu-west-1'];

/** Regions with a whole forwarder. */
const forwarders = ({ cloudformation }: Live) =>
  cloudformation.stacks
    .filter(({ name, status }) => name === 'acme-forwarder' && /^(CREATE|UPDATE)_COMPLETE$/.test(status))
    .map(({ region }) => region)
    .toSorted();

async function deployed(options: Parameters<typeof live>[0] = {}): Promise<Live> {
  const account = await live({ regions: REGIONS, ...options });
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  return account;
}

test('are made side by side in every enabled region but the home region', async () => {
  const account = await deployed();
  expect(forwarders(account)).toEqual(['ap-northeast-1', 'eu-north-1', 'eu-west-1']);
  const asked = account.calls.filter(({ service }) => service === 'cloudformation');
  const begun = asked.findLastIndex(({ action, region }) => action === 'ExecuteChangeSet' && region !== 'us-east-1');
  const looks = asked.slice(begun).filter(({ action }) => action === 'DescribeStacks');
  // The last of them was begun before any of them was done.
  expect(new Set(looks.map(({ region }) => region))).toEqual(new Set(REGIONS.slice(1)));
});

describe('a region that fails', () => {
  test('while it is made: its reason is told, the others go on, and the next run mends it', async () => {
    const failures: Record<string, { reason: string }> = { ForwardRule1: { reason: 'The rule limit is reached' } };
    const account = await live({ regions: ['us-east-1', 'eu-north-1'], stacks: { failures } });
    await account.settings(SETTINGS);
    const first = await account.run('deploy', '--yes');
    expect(first).toMatchObject({ exit: 3, err: expect.stringMatching(/acme-forwarder in eu-north-1 .*rule limit/s) });
    expect(first.err).toContain('Deployed to us-east-1.');
    expect(first.err).toMatch(/\nSome alerts may NOT reach you: forwarding failed in eu-north-1\.\n$/);
    delete failures['ForwardRule1'];
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(forwarders(account)).toEqual(['eu-north-1']);
  });

  test('while it is planned: left out, told, and not forgotten when nothing else changes', async () => {
    let isOff = true;
    const account = await live({
      regions: REGIONS,
      stacks: {
        refuse: ({ region }) =>
          isOff && region === 'eu-west-1'
            ? {
                code: 'InvalidClientTokenId',
                message: 'The security token included in the request is invalid.',
                status: 403,
              }
            : undefined,
      },
    });
    await account.settings(SETTINGS);
    const first = await account.run('deploy', '--yes');
    expect(first.exit).toBe(3);
    expect(first.out).toMatch(/Skipped this time:\n\s+eu-west-1: /);
    expect(first.err).toContain('enable eu-west-1 or leave it out');
    expect(forwarders(account)).toEqual(['ap-northeast-1', 'eu-north-1']);
    // Nothing else changes now, and the region is still missing.
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 3 });
    isOff = false;
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(forwarders(account)).toEqual(['ap-northeast-1', 'eu-north-1', 'eu-west-1']);
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
  });

  test('for it is no more enabled: the next deploy does without it', async () => {
    const regions = [...REGIONS];
    const account = await deployed({ regions });
    regions.splice(regions.indexOf('eu-west-1'), 1);
    const asked = account.calls.length;
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
    expect(account.calls.slice(asked).filter(({ region }) => region === 'eu-west-1')).toEqual([]);
  });
});

describe('pipeline events is switched off', () => {
  test('the forwarders are told, and go', async () => {
    const account = await deployed();
    await account.settings(WITHOUT_EVENTS);
    const plan = await account.run('deploy', '--plan');
    expect(plan.exit).toBe(1);
    expect(plan.out).toMatch(
      /No longer needed, and deleted:\n\s+stack acme-forwarder in ap-northeast-1: pipeline events is off/,
    );
    expect(forwarders(account)).toHaveLength(3);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(forwarders(account)).toEqual([]);
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
  });

  test('one that is protected stays, and that is said', async () => {
    const account = await deployed();
    for (const stack of account.cloudformation.stacks) stack.isProtected = stack.region === 'eu-north-1';
    await account.settings(WITHOUT_EVENTS);
    const { exit, err } = await account.run('deploy', '--yes');
    expect(exit).toBe(3);
    expect(err).toContain('Stack acme-forwarder in eu-north-1 is protected against deletion');
    expect(err).toContain('--no-enable-termination-protection');
    // A stack that would not go keeps no alert from people.
    expect(err).toMatch(/\nYou would be alerted \(\d+ notes?\)\.\n$/);
    expect(forwarders(account)).toEqual(['eu-north-1']);
  });

  test('the forwarder of another notifier of that name stays', async () => {
    const account = await deployed();
    servesAnother(account, 'eu-north-1');
    await account.settings(WITHOUT_EVENTS);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(forwarders(account)).toEqual(['eu-north-1']);
  });
});

/** As if it were of a notifier whose home is another region. */
function servesAnother({ cloudformation }: Live, region: string): void {
  const stack = cloudformation.stacks.find((one) => one.name === 'acme-forwarder' && one.region === region);
  Object.assign(stack?.prepared?.parameters ?? {}, { HomeRegion: 'us-west-2' });
}

test('a forwarder that serves a notifier at home elsewhere is not turned round', async () => {
  const account = await deployed();
  servesAnother(account, 'eu-north-1');
  const { exit, out, err } = await account.run('deploy', '--yes');
  expect(exit).toBe(3);
  expect(out).toContain('Stack acme-forwarder in eu-north-1 forwards to another notifier, in us-west-2');
  expect(err).toContain('login-watch destroy --region us-west-2');
});
