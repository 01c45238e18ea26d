import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { demo } from '../../src/demo/demo.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, before);
});

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('login-watch-demo-'));

test('the demo shows the day, what arrived in Slack, and what to run next; it leaves nothing behind', async () => {
  // The real clock: the sandbox's two requests a second are real ones.
  const fake = fakeHost({ columns: 100 });
  const host = { ...fake, now: Date.now, sleep: async (ms: number) => setTimeout(ms) };

  const earlier = leftovers();
  const exit = await demo(host);

  const out = host.out();
  expect([exit, host.err()]).toEqual([0, expect.stringMatching(/slack\s+sent\s+200 ok/)]);
  for (const text of [
    'signin-fail-then-ok',
    'root-login',
    'signin-trusted',
    'What arrived in Slack',
    'dave@example.com (permission set ReadOnlyAccess)',
    'npx login-watch replay',
  ]) {
    expect(out).toContain(text);
  }
  // One human sign-in through Identity Center is one message.
  const slack = out.slice(out.indexOf('What arrived in Slack'));
  expect(slack.split('Who: dave@example.com')).toHaveLength(2);
  expect(leftovers()).toEqual(earlier);
});
