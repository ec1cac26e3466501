import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const packages = fileURLToPath(new URL('packages', import.meta.url))

export default defineConfig({
  resolve: {
    // Tests run on the sources, so that a stack trace names the line that is wrong.
    alias: [
      {
        find: /^@ruleglot\/(core|parsers|emitters|mappings|matcher|conformance)$/,
        replacement: `${packages}/$1/src/index.ts`,
      },
      { find: /^@ruleglot\/(core|parsers|emitters|mappings)\/(.+)$/, replacement: `${packages}/$1/src/$2/index.ts` },
      { find: /^ruleglot$/, replacement: `${packages}/ruleglot/src/index.ts` },
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'examples/*/*.test.ts'],
    setupFiles: ['vitest.setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Without it a machine with two cores uses one.
    maxWorkers: '100%',
  },
})
