/** The page of an audit in headless Chromium. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ALARM_BREAKS } from '../../sandbox/scripted/alarms.ts';
import { makeGood, REGIONS } from '../../sandbox/scripted/good.ts';
import { byRule, type Change } from '../../sandbox/scripted/steps.ts';
import { EXIT } from '../../src/core/exit.ts';
import { hasBrowser, type Look, openFile, startBrowser } from '../helpers/host/browser.ts';
import { runCli } from '../helpers/host/run-cli.ts';
import { testAccount } from '../helpers/records/account.ts';

if (!hasBrowser) process.stderr.write('skipped: there is no Chromium (Debian: apt-get install chromium)\n');

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let cwd = '';
let browser: Browser;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  if (hasBrowser) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(cwd, { recursive: true });
});

const HOSTILE = '<img src=x onerror=alert(1)>"\'&';

/** An account whose alarm of one control is off, and another one's by rules in two regions. */
const BROKEN: Change = (account, topic) => {
  ALARM_BREAKS['actions disabled']?.(account, topic);
  byRule(account, {}, REGIONS);
  account.sns.subscribe(topic, 'https', 'https://hooks.example.com/secret');
  account.cloudwatch.putAlarm({ AlarmName: HOSTILE, AlarmActions: [topic], ...METRIC });
};
const METRIC = {
  Namespace: 'Security',
  MetricName: 'CloudWatch.5',
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
};

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

async function auditPage(change: Change, look: Look = {}, args: readonly string[] = []) {
  const account = await testAccount({ regions: REGIONS });
  change(account, makeGood(account).topic);
  const env = { AWS_ENDPOINT_URL: account.endpoint, ...CREDENTIALS };
  const audit = (more: readonly string[]) => runCli(['audit', ...more], { cwd, env });
  expect(await audit(['--format', 'json', '--output', 'earlier.json'])).toMatchObject({
    code: EXIT.found,
    stderr: expect.stringMatching(/^\d+ of \d+ checks failed\. Written to earlier\.json\n$/),
  });
  const file = join(cwd, 'audit.html');
  const all = ['--format', 'html', '--output', file, ...args];
  expect(await audit(all)).toMatchObject({
    code: EXIT.found,
    stderr: expect.stringMatching(/^\d+ of \d+ checks failed\. Written to \S+\.html\n$/),
    stdout: '',
  });
  const opened = await openFile(browser, file, look);
  onTestFinished(() => opened.page.close());
  return opened;
}

test.skipIf(!hasBrowser)('verdict, filters and the drawn path, with the hop at which it ends', async () => {
  const { page, troubles } = await auditPage(BROKEN);
  expect(await page.title()).toBe('AWS alert audit');
  expect(await page.locator('#verdict').innerText()).toMatch(/2 of \d+ checks failed\./);

  // Failures are unfolded.
  const failed = page.locator('[id="check-CloudWatch.3"]');
  expect(await failed.getAttribute('open')).not.toBeNull();
  const [figure] = await failed.locator('figure').all();
  const hops = (await figure?.locator('li').allInnerTexts())?.map((text) =>
    text.split('\n').filter(Boolean).join(' | '),
  );
  expect(hops).toEqual([
    'Deed | ConsoleLogin | eu-north-1, us-east-1',
    'Trail | main | us-east-1',
    'Log group | trail-logs | us-east-1',
    'Metric filter | CloudWatch.3 | us-east-1',
    'Metric | Security/CloudWatch.3 | us-east-1',
    'Alarm | CloudWatch.3 | us-east-1 | ✗ ends here',
  ]);
  expect(await figure?.locator('.hop.fail').count()).toBe(1);
  expect(await figure?.locator('figcaption').innerText()).toBe('The actions of alarm CloudWatch.3 are disabled.');

  // Rules of two regions are one picture; the hostile name is text.
  await page.getByLabel('Text').fill('CloudWatch.9');
  const byRules = page.locator('[id="check-CloudWatch.9"]');
  await byRules.locator('summary').click();
  expect(await byRules.locator('figure').count()).toBe(1);
  expect(await byRules.locator('figure').innerText()).toContain('EventBridge rule');
  expect(await byRules.locator('figcaption').innerText()).toBe('Reaches alice@example.com within about 1 minute.');
  await page.getByLabel('Text').fill('CloudWatch.5');
  const hostile = page.locator('[id="check-CloudWatch.5"]');
  await hostile.locator('summary').click();
  expect(await hostile.innerText()).toContain(HOSTILE);

  // Filters, kept in the address.
  await page.getByLabel('Text').fill('');
  await page.locator('#checks').getByLabel('Result').selectOption('fail');
  await page.getByText(/^2 of \d+ checks$/).waitFor();
  expect(page.url()).toContain('result=fail');
  expect(await page.locator('details.check').count()).toBe(2);
  expect(troubles).toEqual([]);
});

test.skipIf(!hasBrowser).each(['light', 'dark'] as const)(
  '%s: no barrier that axe finds, in both languages',
  async (colours) => {
    const { page, troubles } = await auditPage(BROKEN, { colours }, ['--compare', 'earlier.json']);
    for (const lang of ['en', 'ja']) {
      await page.getByRole('combobox').first().selectOption(lang);
      await page.getByRole('button', { name: lang === 'en' ? 'Open all' : 'すべて開く' }).click();
      await page.locator('[id="check-CloudWatch.1"] figure').first().waitFor();
      await page.evaluate(readFileSync(AXE, 'utf8'));
      const found: unknown = await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
      );
      expect(found).toEqual([]);
    }
    expect(await page.locator('#compared').innerText()).toContain('不合格のままのもの：2件');
    expect(troubles).toEqual([]);
  },
);

test.skipIf(!hasBrowser)('--redact leaves no name of a resource or a person', async () => {
  const { page } = await auditPage(BROKEN, {}, ['--redact', '--compare', 'earlier.json']);
  await page.getByRole('button', { name: 'Open all' }).click();
  await page.locator('[id="check-CloudWatch.1"] figure').first().waitFor();
  const text = await page.locator('body').innerText();
  for (const name of ['alice', 'example.com', 'trail-logs', '111122223333', 'hooks', 'onerror', 'rule-alerts'])
    expect(text).not.toContain(name);
  expect(text).toMatch(/The actions of alarm alarm-\d+ are disabled\./);
  expect(text).toContain('Names, addresses and accounts are replaced by stand-ins.');
});
