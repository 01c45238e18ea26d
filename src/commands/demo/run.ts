/** `login-watch demo`: the work. Runs the program itself over a made-up day on loopback. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Language } from '../../core/rule.ts';
import { DAY_REGIONS, madeUpDay } from '../../demo/day.ts';
import { type Sandbox, startSandbox } from '../../demo/sandbox.ts';
import { showSlack } from '../../demo/show-slack.ts';
import type { Host } from '../../host.ts';
import { type DemoWords, demoWordsIn } from '../../messages/look-back/demo.ts';

/** Runs a command line of the program; `cli.ts` passes itself, because no command may import it. */
export type Program = (argv: readonly string[], host: Host) => Promise<Exit>;

const WEBHOOK = 'LOGIN_WATCH_SLACK_WEBHOOK_URL';
const COMMAND: readonly string[] = ['replay', '--since', '24h', '--notify', 'slack', '--yes'];

/** Runs the demo. Leaves no files behind, and reads no setting of the user's but the language. */
export async function runDemo(program: Program, host: Host): Promise<Exit> {
  const language = host.language ?? 'en';
  const words = demoWordsIn(language);
  const folder = await mkdtemp(join(tmpdir(), 'login-watch-demo-'));
  const sandbox = await startSandbox({ records: madeUpDay(host.now()), regions: DAY_REGIONS });
  try {
    await writeFile(join(folder, 'login-watch.yaml'), settingsIn(language, words));
    await host.stdout.write(`$ login-watch ${COMMAND.join(' ')}\n\n`);
    const env = environmentOf(sandbox, folder);
    const inside = { ...host, cwd: folder, env: { ...withoutAws(host.env), ...env } };
    const exit = await withEnvironment(env, () => program(COMMAND, inside));
    if (exit !== EXIT.done) return exit;
    const messages = sandbox.slack.received.map(showSlack).join('\n');
    await host.stdout.write(`\n${words.inSlack}\n\n${messages}\n${words.madeUp}\n${nextSteps(words)}`);
    return sandbox.slack.received.length > 0 ? EXIT.done : EXIT.refused;
  } finally {
    await Promise.all([sandbox.close(), rm(folder, { recursive: true })]);
  }
}

const settingsIn = (language: Language, { office }: DemoWords) => `name: demo
language: ${language}
timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: ${office} }
  - { cidr: "2001:db8::/32", name: ${office} }
channels:
  - slack: { webhook: env:${WEBHOOK} }
`;

/** Command lines with the name that `npx` needs, because people run the demo before they install the program. */
function nextSteps({ next, commands }: DemoWords): string {
  const lines = [
    ['replay --since 24h', commands.replay],
    ['replay --file <folder>', commands.files],
    ['init', commands.init],
  ] as const;
  return `${next}\n\n${lines.map(([line, what]) => `  npx aws-login-watch ${line.padEnd(24)}${what}\n`).join('')}`;
}

/** An environment with the sandbox for AWS and Slack, and without AWS configuration files. */
function environmentOf({ endpoint, slack }: Sandbox, folder: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'demo',
    AWS_SECRET_ACCESS_KEY: 'demo',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    [WEBHOOK]: slack.url,
  };
}

/** The environment without variables that lead to the user's AWS, Slack or proxy. */
function withoutAws(env: Host['env']): Host['env'] {
  const leadsAway = /^(?:AWS_|LOGIN_WATCH_|(?:https?|all|no)_proxy$)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !leadsAway.test(name)));
}

/** Replaces the environment of the process during `work`, because the AWS SDK and proxy libraries read it. */
async function withEnvironment<T>(env: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  replaceEnvironment({ ...withoutAws(before), ...env });
  try {
    return await work();
  } finally {
    replaceEnvironment(before);
  }
}

function replaceEnvironment(env: Host['env']): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
