import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// Tests that drive the built program through a real pseudo-terminal. They need tmux, and say so where there is none.
export default defineConfig({
  test: { ...base.test, include: ['test/**/*.terminal.ts'], testTimeout: 120_000 },
});
