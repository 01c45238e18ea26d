import { defineConfig } from 'vitest/config';
import { env } from './vitest.config.ts';

// Tests that drive the built program through a real pseudo-terminal. They need tmux, and say so where there is none.
export default defineConfig({
  test: { env, include: ['test/**/*.terminal.ts'], testTimeout: 300_000, maxWorkers: '100%' },
});
