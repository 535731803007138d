import { defineConfig } from 'vitest/config'

/** What takes milliseconds takes seconds on a busy computer. */
const patient = { testTimeout: 30_000, hookTimeout: 30_000 }
/**
 * Real servers and browsers share two processors in CI: one file at a time, and time to start them. A machine that CI shares with
 * others can stand still for longer than a server waits; what fails twice there is broken, and what failed once is told.
 */
const retry = process.env['CI'] === undefined ? 0 : 1
const oneAtATime = {
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 10_000 } },
  retry,
}

const withKeyring = './test/support/with-keyring.ts'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'], ...patient } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...patient } },
      { test: { name: 'electron', include: ['test/electron/**/*.test.ts'], ...oneAtATime } },
      { test: { name: 'real', include: ['test/real/**/*.test.ts'], globalSetup: withKeyring, ...oneAtATime } },
      { test: { name: 'journey', include: ['test/journey/**/*.test.ts'], globalSetup: withKeyring, ...oneAtATime } },
    ],
  },
})
