import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const unit = ['test/**/*.test.ts']
const browser = ['test/e2e/**/*.test.ts', 'test/widget/**/*.browser.test.ts', 'test/crm/**/*.browser.test.ts']

export default defineConfig({
  plugins: [vue()],
  test: {
    globalSetup: 'test/setup/global.ts',
    // Two cores: more workers only fight for them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: unit, exclude: browser } },
      // Real Chromium: one file at a time, so that pages get the time they need.
      { extends: true, test: { name: 'browser', include: browser, fileParallelism: false, testTimeout: 90_000 } },
    ],
  },
})
