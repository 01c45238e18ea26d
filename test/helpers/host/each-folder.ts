/** A folder of its own for each test of a file; the test's variables and the folder are gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

/** Called once at the top of a test file; `cwd` is the present test's folder. */
export function eachInFolder(): { readonly cwd: string } {
  const place = { cwd: '' };
  beforeEach(() => {
    place.cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  });
  afterEach(() => {
    rmSync(place.cwd, { recursive: true });
    vi.unstubAllEnvs();
  });
  return place;
}
