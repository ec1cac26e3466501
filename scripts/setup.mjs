// Installs the dependencies from the lockfile when they are not there or not the ones the lockfile names.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const stamp = new URL('node_modules/.ruleglot-lock-hash', root)

/** Runs a program in the workspace root; ends this process with its exit code when it fails. */
export function run(program, args, options = {}) {
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  if (done.error) {
    console.error(`${program}: ${done.error.message}`)
    process.exit(70)
  }
  if (done.status !== 0) process.exit(done.status ?? 70)
}

export function setUp() {
  const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const hash = createHash('sha256')
    .update(readFileSync(new URL('pnpm-lock.yaml', root)))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  })
  writeFileSync(stamp, hash)
}
