import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.fuzz.ts'],
    fileParallelism: false,
    env: { TZ: 'Pacific/Chatham' },
  },
});
