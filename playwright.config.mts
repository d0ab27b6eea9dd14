import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: 'out/playwright',
  // Each test starts an Electron, an engine and a central: more at once would only measure the machine.
  workers: 1,
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
