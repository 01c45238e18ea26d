/** Headless Chromium, as Debian has it, on files of this machine. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const found = NAMES.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
export const hasBrowser: boolean = found !== undefined;

/** The sandbox of Chromium needs rights that a container often lacks; it opens our own files only. */
export async function startBrowser(): Promise<Browser> {
  const path = spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim();
  return await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

export interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, dialogs, and requests other than for the file. */
  readonly troubles: readonly string[];
}

export interface Look {
  readonly hash?: string;
  readonly colours?: 'light' | 'dark';
}

/** Waits until all data is loaded. */
export async function openFile(
  browser: Browser,
  file: string,
  { hash = '', colours = 'light' }: Look = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: colours });
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  const url = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(url + hash);
  await page.locator('html[data-loaded]').waitFor();
  return { page, troubles };
}
