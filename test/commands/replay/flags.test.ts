import { expect, test } from 'vitest';
import { replayCommand } from '../../../src/commands/replay/flags.ts';
import type { ReplayOptions } from '../../../src/commands/replay/run.ts';
import { newCommand } from '../../../src/commands/shared/command.ts';
import { EXIT, type Exit } from '../../../src/core/exit.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';

const HOUR = 3_600_000;

const DEFAULTS: ReplayOptions = {
  since: undefined,
  until: undefined,
  regions: undefined,
  rules: undefined,
  minSeverity: 'info',
  format: 'table',
  output: undefined,
  failOn: undefined,
  notify: undefined,
  yes: false,
  limit: undefined,
  lookUpNames: false,
  sort: 'time',
  user: undefined,
  account: undefined,
  ip: undefined,
  event: undefined,
  trusted: [],
  groupBy: undefined,
  isRaw: false,
  compare: undefined,
  isRedacted: false,
  isSummary: false,
  files: [],
};

async function parse(...argv: string[]) {
  const seen: ReplayOptions[] = [];
  const exits: Exit[] = [];
  const host = fakeHost();
  const command = replayCommand(
    host,
    (exit) => exits.push(exit),
    async (options) => {
      seen.push(options);
      return EXIT.found;
    },
  );
  const program = newCommand('login-watch', host).option('--profile <name>').option('--language <language>');
  const error = await program
    .addCommand(command)
    .parseAsync(['replay', ...argv], { from: 'user' })
    .then(
      () => undefined,
      (thrown: Error) => thrown.message,
    );
  return { seen, exits, error };
}

test.each<[argv: string[], options: Partial<ReplayOptions>]>([
  [[], {}],
  [['--since', '24h', '--until', '30m'], { since: NOW - 24 * HOUR, until: NOW - HOUR / 2 }],
  [['--regions', 'us-east-1, eu-west-1'], { regions: ['us-east-1', 'eu-west-1'] }],
  [['--rules', 'signin,root-login'], { rules: ['signin', 'root-login'] }],
  [['--min-severity', 'high', '--fail-on', 'critical'], { minSeverity: 'high', failOn: 'critical' }],
  [['--format', 'csv', '--output', 'x.csv', '--limit', '10'], { format: 'csv', output: 'x.csv', limit: 10 }],
  [['--file', 'a', 'b', '--rules', 'all'], { files: ['a', 'b'], rules: ['all'] }],
  [['--file', 'a', '--file', '-'], { files: ['a', '-'] }],
  [['AWSLogs', '--rules', 'all'], { files: ['AWSLogs'], rules: ['all'] }],
  [['a', 'b', '--file', 'c'], { files: ['a', 'b', 'c'] }],
  [['a', '--threads', '4'], { files: ['a'], threads: 4 }],
  [['--look-up-names', 'a'], { lookUpNames: true, files: ['a'] }],
  [['--notify'], { notify: [] }],
  [['--notify', 'slack,email', '--yes'], { notify: ['slack', 'email'], yes: true }],
  [['--profile', 'prod', '--language', 'ja'], { profile: 'prod', language: 'ja' }],
])('%j', async (argv, options) => {
  expect(await parse(...argv)).toEqual({ seen: [{ ...DEFAULTS, ...options }], exits: [EXIT.found], error: undefined });
});

test.each([
  [['--format', 'xml'], '"xml" isn\'t a valid value for --format.'],
  [['--min-severity', 'bad'], '"bad" isn\'t a valid value for --min-severity.'],
  [['--limit', '0'], '"0" isn\'t a valid value for --limit.'],
  [['--limit', '1.5'], '"1.5" isn\'t a valid value for --limit.'],
  [['a', '--threads', '0'], '"0" isn\'t a valid value for --threads.'],
  [['a', '--threads', '17'], '"17" isn\'t a valid value for --threads.'],
  [['--threads', '2'], '--threads is for reading files'],
  [['--s3', 's3://acme-trail', '--threads', '2'], '--threads is for reading files'],
  [['--regions', ','], '"," isn\'t a valid value for --regions.'],
  [['--since', 'soon'], '"soon" isn\'t a valid time for --since.'],
  [['--until', 'soon'], '"soon" isn\'t a valid time for --until.'],
  [['--sinc', '1h'], 'Unknown option: --sinc'],
  [['--since'], 'The option --since needs a value.'],
])('%j is wrong use, and nothing is run', async (argv, why) => {
  const { seen, exits, error } = await parse(...argv);
  expect([seen, exits, error]).toEqual([[], [], expect.stringContaining(why)]);
});
