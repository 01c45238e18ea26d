import { defineConfig } from 'vitest/config';
import { env } from './vitest.config.ts';

// Tests that open the HTML report in headless Chromium. They say so where there is none.
export default defineConfig({
  test: { env, include: ['test/**/*.browser.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
});
