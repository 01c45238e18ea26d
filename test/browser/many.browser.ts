import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync, deflateRawSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/rule.ts';
import { answerOf } from '../../src/core/stories/answer.ts';
import { renderHtml } from '../../src/render/html/html.ts';
import type { ReportSessions } from '../../src/render/replay/report.ts';
import type { ToldSession } from '../../src/render/session/told-session.ts';
import { hasBrowser, openFile, startBrowser } from '../helpers/host/browser.ts';
import { finding, report } from '../helpers/host/report.ts';
import { withoutData } from '../helpers/host/report-data.ts';
import { event } from '../helpers/records/events.ts';

const MANY = 100_000;
const FEW = 1_000;
const MOST_DATA = 15_000_000;
const MOST_BESIDE = 2_000_000;
/** How often each file is opened: the median of its times is compared. */
const TIMES = 5;
const MOST_SESSIONS = 200;
/** Milliseconds to the first row in `FEW` findings, below which times are the browser's own. */
const LEAST = 100;

let cwd = '';
let browser: Browser;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  if (!hasBrowser) return;
  browser = await startBrowser();
  for (const count of [FEW, MANY]) writeFileSync(fileOf(count), pieces(count).join(''));
});
afterAll(async () => {
  await browser?.close();
  rmSync(cwd, { recursive: true });
});

const fileOf = (count: number) => join(cwd, `${count}.html`);

/** Ids have as many bits as real ones have. */
const idOf = (at: number) =>
  Array.from({ length: 4 }, (_, part) => Math.imul(at * 4 + part + 1, 2_654_435_761) >>> 0)
    .map((number) => number.toString(16).padStart(8, '0'))
    .join('');

function many(count: number): readonly Finding[] {
  return Array.from({ length: count }, (_, at) => {
    const id = idOf(at);
    const who = `person-${at % 700}`;
    const about = event({
      id,
      minute: at,
      address: `198.51.100.${at % 250}`,
      actor: { name: who },
      outcome: at % 5 === 0 ? 'failure' : 'success',
    });
    return finding({
      id,
      event: about,
      severity: at % 50 === 0 ? 'high' : 'info',
      say: `${who} did thing ${at} from ${about.origin.text}`,
    });
  });
}

const text = (en: string) => ({ en, ja: en });

/** As many and as long as a report holds. */
function sessionsOf(findings: readonly Finding[]): ReportSessions {
  const told = findings.slice(0, MOST_SESSIONS).map(({ event: who }, place): ToldSession => {
    const account = { id: who.account, name: null };
    const call = (at: number) => ({ service: 'iam', name: `CreateThing${place}of${at}`, epoch: who.epoch + at });
    return {
      eventId: who.eventId,
      kind: 'console',
      who,
      ...{ mfa: 'used', failuresBefore: 0, account, calls: 90, sessions: 1, failed: 0, from: who.epoch, to: who.epoch },
      ...{ places: [], placeCount: 0, stops: [], stopCount: 0 },
      reads: { count: 0, services: [], serviceCount: 0 },
      changes: Array.from({ length: 40 }, (_, at) => ({
        ...call(at),
        ...{ severity: 'high', text: text(`created thing ${at} of ${place}`), count: 1, alike: 0 },
      })),
      moreChanges: 50,
      denied: Array.from({ length: 10 }, (_, at) => ({ ...call(at), count: 3 })),
      ...{ deniedCalls: 30, deniedCount: 10, became: [], becameCount: 0 },
      lives: Array.from({ length: 40 }, (_, at) => ({
        kind: 'user',
        of: [`thing-${place}-${at}`],
        undo: `aws iam delete-user --user-name thing-${place}-${at}`,
        ...{ used: 0, account: null },
      })),
      ...{ livesCount: 40, made: 40, unfollowed: [], unfollowedCount: 0 },
    };
  });
  return {
    told,
    stories: findings.map((_, at) => [at % told.length]),
    people: [],
    findings: new Map(findings.map(({ id }, at) => [id, at % told.length])),
    ...{ leftOut: 7, reach: 'all', notKept: 0 },
  };
}

function pieces(count: number): readonly string[] {
  const findings = many(count);
  const page = brotliDecompressSync(
    readFileSync(resolve(import.meta.dirname, '../../dist/report-page.html.br')),
  ).toString('utf8');
  const render = renderHtml({ page, deflate: (text) => deflateRawSync(text), version: '1.2.3' });
  const options = { language: 'en', timezone: 'Asia/Tokyo', columns: 120, colour: false } as const;
  return [...render(report({ findings, answer: answerOf(findings), sessions: sessionsOf(findings) }), options)];
}

/** Milliseconds from the page's begin to the first row of findings on the screen. */
async function firstScreen(count: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(`new MutationObserver((_, self) => {
    if (document.querySelector('#findings .body .row') === null) return;
    self.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      document.documentElement.dataset.firstScreen = performance.now();
    }));
  }).observe(document, { childList: true, subtree: true });`);
  await page.goto(`file://${fileOf(count)}`, { waitUntil: 'commit' });
  const shown = page.locator('html[data-first-screen]');
  await shown.waitFor();
  const time = Number(await shown.getAttribute('data-first-screen'));
  await page.close();
  return time;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

describe.skipIf(!hasBrowser)(`${MANY} findings`, () => {
  test('take at most 15 MB, and the rest of the file at most 2 MB', () => {
    const text = readFileSync(fileOf(MANY), 'utf8');
    expect(withoutData(text).length).toBeLessThanOrEqual(MOST_BESIDE);
    expect(text.length).toBeLessThanOrEqual(MOST_DATA);
  });

  test('show their first screen in at most three times the time of a thousand', async () => {
    const times = { few: [] as number[], many: [] as number[] };
    await firstScreen(FEW);
    for (let time = 0; time < TIMES; time += 1) {
      times.few.push(await firstScreen(FEW));
      times.many.push(await firstScreen(MANY));
    }
    process.stdout.write(`first screen: ${median(times.few)} ms of ${FEW}, ${median(times.many)} ms of ${MANY}\n`);
    expect(median(times.many)).toBeLessThanOrEqual(3 * Math.max(median(times.few), LEAST));
  });

  test('can be scrolled, searched and sorted, and few rows are in the page at any time', async () => {
    const { page, troubles } = await openFile(browser, fileOf(MANY));
    const rows = page.locator('#findings .body .row');
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(MANY + 1));
    await page.evaluate("{ const grid = document.querySelector('.grid'); grid.scrollTop = grid.scrollHeight / 2; }");
    await page.locator(`#row-${MANY / 2}`).waitFor();
    await grid.focus();
    await page.keyboard.press('End');
    expect(await page.locator(`#row-${MANY - 1}`).innerText()).toContain(`did thing ${MANY - 1} `);
    expect(await rows.count()).toBeLessThan(60);
    await page.getByLabel('Text').fill('thing 54321 ');
    await page.getByRole('status').filter({ hasText: '1 of 100,000 findings' }).waitFor();
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('did thing 54321 from')]);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('combobox', { name: 'Order' }).selectOption('newest');
    await expect.poll(() => rows.first().innerText()).toContain(`did thing ${MANY - 1} `);
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('high');
    const high = `${(MANY / 50).toLocaleString('en')} of 100,000 findings`;
    await expect.poll(() => page.getByRole('status').innerText()).toBe(high);
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('');
    await rows.first().click();
    await page.locator('.detail summary').click();
    expect(await page.locator('.detail .session').innerText()).toContain(
      `created thing 39 of ${(MANY - 1) % MOST_SESSIONS}`,
    );
    expect(await page.locator('#answer').innerText()).toContain('7 further sessions behind these findings');
    expect(troubles).toEqual([]);
    await page.close();
  });
});
