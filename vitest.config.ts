import { defineConfig } from 'vitest/config';

/**
 * Test files that need the build, a process of their own or DynamoDB. A quick test that starts a process or reads `dist/`
 * fails, and says that its file belongs here.
 */
const PROCESSES = [
  'test/**/*-live.test.ts',
  'test/{package,program}.test.ts',
  'test/lambda/**/*.test.ts',
  'test/aws/{clients,credential-cause}.test.ts',
  'test/aws/login-table/*.test.ts',
  'test/channels/eighth-kind.test.ts',
  'test/commands/{completion,deploy,logins,status,template}/**/*.test.ts',
  'test/commands/test/deployed.test.ts',
  'test/sandbox/account/account.test.ts',
];

/** Test files that keep a core busy for more than a second: whole stacks, long searches, every rule over every record. */
const SLOW = [
  'test/commands/{demo,destroy,doctor,forecast,init,redrive,watch}/**/*.test.ts',
  'test/commands/{policy/permissions-deploy,replay/names,session/{elsewhere,session},test/{channel,one-channel}}.test.ts',
  'test/aws/cloudformation/{deploy,templates,troubles}.test.ts',
  'test/aws/answers.test.ts',
  'test/channels/all-channels.test.ts',
  'test/commands/replay/{accounts,japanese,redact}.test.ts',
  'test/commands/{confirm-email/confirm-email,shared/network-doubts}.test.ts',
  'test/delivery/{proxy,send,tls}.test.ts',
  'test/japanese.test.ts',
  'test/sources/{envelope,event-history/lookup-events}.test.ts',
  'test/sources/s3/*.test.ts',
  'test/template/notifier.test.ts',
  'test/{docs,limits}.test.ts',
  'test/settings/{less-exact,parse}.test.ts',
  'test/core/forecast/forecast.test.ts',
  'test/render/replay/{answer,answer-public}.test.ts',
  'test/rules/{ordinary-day,sentences}.test.ts',
  'test/selection/selection.test.ts',
  'test/selection/athena/*.test.ts',
  'test/commands/replay/athena.test.ts',
  'test/settings/writing/{edit,new-text}.test.ts',
  'test/sources/files/{archive,containers,quick}.test.ts',
];

/**
 * Minutes: every command through every trouble, permission, language and width; kills at every step; every remedy of the
 * audit, applied, and every record of a scripted account, followed; whole set-ups from deploying to proof; CONTRIBUTING's recipes.
 */
const SWEEPS = [
  'test/{bad-input,endings,full-disk,japanese-live,json-language-live,new-rule}.test.ts',
  'test/{odd-files,stopping,widths-live}.test.ts',
  'test/setups/**/*.test.ts',
  'test/auditing/{large,own,permissions}-live.test.ts',
  'test/auditing/live/*-live.test.ts',
  'test/auditing/remedies/*-live.test.ts',
  'test/auditing/scripted/{arrives,paths}-live.test.ts',
  'test/commands/audit/{compare,html}-live.test.ts',
  'test/channels/{eighth-kind,long}.test.ts',
  'test/commands/{deploy,init}/japanese.test.ts',
  'test/commands/deploy/{account-names,changes,large,protection,states}.test.ts',
  'test/commands/init/init-live.test.ts',
  'test/commands/lifecycle-live.test.ts',
  'test/commands/policy/policies-live.test.ts',
  'test/commands/replay/html-live.test.ts',
  'test/commands/test/deployed.test.ts',
  'test/commands/watch/{accounts,watch}.test.ts',
  'test/second-channel/{deployed,pulse}.test.ts',
  'test/render/replay/answer-leads.test.ts',
  'test/lambda/{envelopes,floods,later,pipelines,promises,refusals,secrets,twice}.test.ts',
];

const LIVE = [...PROCESSES, ...SLOW];

/** No test may find a real account: fake credentials, no instance metadata, no settings of the machine's owner. */
export const env = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  // A request that a test forgets to answer goes to a port where nothing listens, and not to AWS.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/aws-config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws-credentials',
};

const PATIENT = { setupFiles: ['test/helpers/unchanged.ts'], testTimeout: 300_000 };

export default defineConfig({
  test: {
    env,
    // Limits are for what hangs, not for what is slow: the machine may be busy with other things.
    hookTimeout: 120_000,
    // Live tests wait for processes of their own: one core kept free, which is the default, would be idle.
    maxWorkers: '100%',
    // Files share what they import, and code that has run before is fast: this halves the work of the whole suite.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...LIVE, ...SWEEPS],
          setupFiles: ['test/helpers/unchanged.ts', 'test/helpers/quick.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'live', include: LIVE, exclude: SWEEPS, ...PATIENT },
      },
      {
        extends: true,
        test: { name: 'sweeps', include: SWEEPS, ...PATIENT },
      },
    ],
  },
});
