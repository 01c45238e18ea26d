/** `npm run demo`: a made-up day on loopback, through the very program that people run; only the endpoints differ. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../cli.ts';
import { EXIT, type Exit } from '../core/exit.ts';
import type { Host } from '../host.ts';
import { nodeHost } from '../node-host.ts';
import { DAY_REGIONS, madeUpDay } from './day.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { showSlack } from './show-slack.ts';

const SETTINGS = `name: demo
timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office }
  - { cidr: "2001:db8::/32", name: Tokyo office }
channels:
  - slack: { webhook: env:LOGIN_WATCH_SLACK_WEBHOOK_URL }
`;

const NEXT = `
That was a made-up day: the AWS SDK and the sender are the real ones, AWS and Slack were on this machine.
Next, with your own account:

  npx login-watch replay --since 24h                      who signed in to it
  npx login-watch replay --file <folder of trail logs>    the same without any access to AWS
  npx login-watch rules list                              what is looked for
`;

/** Runs the demo on a host. Leaves nothing behind. */
export async function demo(host: Host): Promise<Exit> {
  const sandbox = await startSandbox({ records: madeUpDay(host.now()), regions: DAY_REGIONS });
  const folder = await mkdtemp(join(tmpdir(), 'login-watch-demo-'));
  try {
    await writeFile(join(folder, 'login-watch.yaml'), SETTINGS);
    const command = ['replay', '--since', '24h', '--notify', 'slack', '--yes'];
    await host.stdout.write(`$ login-watch ${command.join(' ')}\n\n`);
    const exit = await run(command, inside(sandbox, folder, host));
    await host.stdout.write(`\nWhat arrived in Slack:\n\n${sandbox.slack.received.map(showSlack).join('\n')}`);
    await host.stdout.write(NEXT);
    const isWhole = exit === EXIT.done && sandbox.slack.received.length > 0;
    return isWhole ? EXIT.done : EXIT.refused;
  } finally {
    await Promise.all([sandbox.close(), rm(folder, { recursive: true })]);
  }
}

/** The same host, with the sandbox for its AWS and its Slack. The SDK reads the environment of the process by itself. */
function inside(sandbox: Sandbox, cwd: string, host: Host): Host {
  const env = {
    AWS_ENDPOINT_URL: sandbox.endpoint,
    AWS_ACCESS_KEY_ID: 'demo',
    AWS_SECRET_ACCESS_KEY: 'demo',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(cwd, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'no-credentials'),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    LOGIN_WATCH_SLACK_WEBHOOK_URL: sandbox.slack.url,
    NO_PROXY: '127.0.0.1',
  };
  Object.assign(process.env, env);
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])
    delete process.env[name];
  return { ...host, cwd, env: { ...host.env, ...env } };
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) {
  process.exitCode = await demo(nodeHost(process.argv.slice(2)));
}
