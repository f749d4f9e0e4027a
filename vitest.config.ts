import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'desk/src/**/*.test.ts', 'test/**/*.test.ts'],
    // Two workers: the suite must also fit a laptop or a CI machine with two cores.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // What a browser shows in a moment takes longer on a busy machine.
    expect: { poll: { timeout: 20_000 } },
  },
});
