import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{protocol,server,bench,bin}/**/*.test.ts', 'e2e/**/*.test.ts', '{desk,widget,lab}/src/**/*.test.ts'],
    globalSetup: ['server/test/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A condition is waited for as long as it may take where everything runs at once; who is done sooner goes on sooner.
    expect: { poll: { timeout: 10_000 } },
  },
})
