import { defineConfig } from 'vitest/config'

/** What takes milliseconds takes seconds on a busy computer. */
const patient = { testTimeout: 30_000, hookTimeout: 30_000 }
/**
 * Real servers and browsers share two processors in CI and take their time to start. A machine that CI shares with others can
 * stand still for longer than a server waits; what fails twice there is broken, and what failed once is told.
 */
const retry = process.env['CI'] === undefined ? 0 : 1
const real = { testTimeout: 120_000, hookTimeout: 300_000, expect: { poll: { timeout: 10_000 } }, retry }
/** Much of their time they wait for a server to notice something, so two files at once keep two processors busy. */
const twoAtATime = { ...real, maxWorkers: 2, sequence: { groupOrder: 1 } }
/** After all others, since what they measure would be another under load. */
const oneAtATime = { ...real, fileParallelism: false, sequence: { groupOrder: 2 } }

const setupFiles = './test/support/with-keyring.ts'
const sensitive = 'test/real/steady.test.ts'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'], ...patient } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...patient } },
      { test: { name: 'electron', include: ['test/electron/**/*.test.ts'], ...oneAtATime } },
      { test: { name: 'real', include: ['test/real/**/*.test.ts'], exclude: [sensitive], setupFiles, ...twoAtATime } },
      { test: { name: 'journey', include: ['test/journey/**/*.test.ts'], setupFiles, ...twoAtATime } },
      { test: { name: 'alone', include: [sensitive], ...oneAtATime } },
    ],
  },
})
