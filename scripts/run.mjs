// The root scripts of package.json. Each sets up by itself, so a fresh clone needs one command.
import { run, setUp } from './setup.mjs'

const bin = (name) => new URL(`../node_modules/.bin/${name}`, import.meta.url).pathname
const build = () => {
  run(bin('tsc'), ['-b'])
  run('node', ['scripts/bundle.mjs'])
}
const [task, ...args] = process.argv.slice(2)

const TASKS = {
  build,
  demo: () => {
    build()
    run('node', ['scripts/demo.mjs', ...args])
  },
  test: () => {
    build()
    run(bin('vitest'), ['run', ...args])
  },
  lint: () => {
    run(bin('biome'), ['check', '--error-on-warnings', '.'])
    run(bin('tsc'), ['-b'])
    run('node', ['scripts/check-boundaries.mjs'])
  },
  format: () => run(bin('biome'), ['check', '--write', '.']),
  bench: () => {
    build()
    run(bin('tsx'), ['bench/bench.ts', ...args])
  },
  corpus: () => {
    build()
    run(bin('tsx'), ['packages/conformance/src/corpus/main.ts', ...args])
  },
  'real-tools': () => {
    build()
    run(bin('tsx'), ['packages/conformance/src/real-tools/main.ts', ...args])
  },
}

if (!Object.hasOwn(TASKS, task ?? '')) {
  console.error(`tasks: ${Object.keys(TASKS).join(', ')}`)
  process.exit(3)
}
setUp()
TASKS[task]()
