import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: 'out/playwright',
  // As many tests at a time as there are displays for: windows on one display take the focus from each other.
  workers: process.env.CRYOBENCH_TEST_DISPLAYS?.split(' ').length ?? 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'installed', testDir: 'test/installed', timeout: 180_000 },
    { name: 'tour', testDir: 'test/tour', timeout: 300_000 },
  ],
})
