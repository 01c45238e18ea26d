/**
 * `npm run sandbox -- COMMAND`: runs it with an AWS account on this machine in which deployed code runs, with a noisy
 * week behind it and an incoming webhook of Slack. Nothing reaches AWS or Slack. Ends with the command's status.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { startLiveAccount } from '../sandbox/live-account.ts';
import { madeUpWeek, WEEK_REGIONS } from '../sandbox/week.ts';
import { listen } from '../src/demo/http.ts';
import { showSlack } from '../src/demo/show-slack.ts';
import { slackWebhook } from '../src/demo/slack.ts';
import { startDynamo } from '../test/helpers/aws/dynamodb.ts';

const PACE = 50;

async function sandbox([program, ...argv]: readonly string[]): Promise<number> {
  if (program === undefined) {
    process.stderr.write('say what to run: npm run sandbox -- node bin/login-watch.js init\n');
    return 2;
  }
  const [now, dynamo, webhook] = [Date.now(), await startDynamo(), slackWebhook(Date.now)];
  const slack = await listen(webhook.answer);
  const account = await startLiveAccount({
    dynamodb: dynamo.url,
    nodePath: resolve(import.meta.dirname, '../node_modules'),
    regions: WEEK_REGIONS,
    records: madeUpWeek(now),
    pace: PACE,
  });
  account.identity.caller = `arn:aws:iam::${account.account}:user/bob`;
  account.identity.aliases.push('acme');
  const hook = [slack.url, 'services', 'T00000000', 'B00000000', 'sandbox'].join('/');
  process.stderr.write(`sandbox: AWS at ${account.endpoint}, a Slack webhook at ${hook} (in $SLACK_WEBHOOK)\n`);
  try {
    return await runWith({ ...environment(account.endpoint), SLACK_WEBHOOK: hook }, program, argv);
  } finally {
    await account.settled();
    const stacks = account.cloudformation.stacks.filter(({ status }) => !status.startsWith('DELETE'));
    const told = stacks.map(({ name, region, status }) => `  ${name} in ${region}: ${status}\n`);
    process.stderr.write(`sandbox: stacks that are there:\n${told.join('') || '  none\n'}`);
    process.stderr.write(
      `sandbox: what arrived in Slack:\n${webhook.received.map(showSlack).join('') || '  nothing\n'}`,
    );
    await Promise.all([account.close(), slack.close(), dynamo.close()]);
  }
}

/** This process's environment, without variables that lead to AWS. */
function environment(endpoint: string): NodeJS.ProcessEnv {
  const isOwn = ([name]: readonly [string, unknown]) => !/^(AWS_|(https?|all)_proxy$)/i.test(name);
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(isOwn)),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    NO_PROXY: '127.0.0.1',
  };
}

function runWith(env: NodeJS.ProcessEnv, program: string, argv: readonly string[]): Promise<number> {
  const child = spawn(program, argv, { env, stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; the program handles it.
  process.on('SIGINT', () => undefined);
  return new Promise((done) => {
    child.on('error', ({ message }) => {
      process.stderr.write(`${program} can't be run (${message}): npm run sandbox -- node bin/login-watch.js init\n`);
      done(127);
    });
    child.on('close', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

// On Node 20 the SDK would warn at every run of the end of its support.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
process.exitCode = await sandbox(process.argv.slice(2));
