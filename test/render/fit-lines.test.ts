import { expect, test } from 'vitest';
import { fitLines } from '../../src/render/fit-lines.ts';
import { widthOf } from '../../src/render/wrap.ts';

test('a line that fits is as it was, with its end', () => {
  expect(fitLines('Nothing is deployed.\n', 60)).toBe('Nothing is deployed.\n');
});

test('words go to the next line, which begins where the first did', () => {
  expect(fitLines('  us-east-1: not allowed to call cloudtrail:LookupEvents there\n', 30)).toBe(
    '  us-east-1: not allowed to\n  call cloudtrail:LookupEvents\n  there\n',
  );
});

test('Japanese breaks by the columns that it takes, and never before a closing mark', () => {
  const text = 'ネットワーク、リージョン名、プロキシ（HTTPS_PROXY、NO_PROXY）を確認してください。';
  const lines = fitLines(text, 20).split('\n');
  expect(lines.join('')).toBe(text);
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(20);
  expect(lines.filter((line) => /^[、。）]/.test(line))).toEqual([]);
});

test.each([
  'https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/4f2c',
  'arn:aws:logs:us-east-1:111122223333:log-group:acme-trail:log-stream:111122223333_CloudTrail',
  '`login-watch policy replay --region us-east-1 --config acme.yaml`',
  'aws dynamodb delete-table --region us-east-1 --table-name acme-logins',
  'login-watch secret set slack --parameter /acme/slack-webhook',
  '/home/alice/a-project-with-quite-a-long-name/login-watch.yaml:12:3:',
])('%s stays whole, also where it is wider than the terminal', (whole) => {
  for (const width of [30, 60, 80]) {
    const told = fitLines(`Delete it later, when all is over, with ${whole} and look.`, width);
    expect(told.split('\n').some((line) => line.includes(whole))).toBe(true);
    expect(told.replaceAll('\n', ' ')).toBe(`Delete it later, when all is over, with ${whole} and look.`);
  }
});

test('a sentence may begin with a quotation mark', () => {
  expect(fitLines('"root-logni" is no rule and no theme.', 20)).toBe('"root-logni" is no\nrule and no theme.');
});

test('JSON to copy and the lines of a stack are left alone', () => {
  const text = '      "Resource": "any text that is longer than the line"\n    at run (file.ts:1:1) of a long line\n';
  expect(fitLines(text, 20)).toBe(text);
});
