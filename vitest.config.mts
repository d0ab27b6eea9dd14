import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/{unit,contract,integration,simulation,faults}/**/*.test.{ts,tsx}'],
    // Native modules of two versions never meet in one process.
    pool: 'forks',
    // Vitest itself leaves one processor to others: of two that would be half, and much of these tests is waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/support/postgres-run.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
