#!/usr/bin/env node
import { VERSION } from './version.js'

/** The `ruleglot` command. Its version is asked for by scripts, and is known before anything is loaded. */
const [first] = process.argv.slice(2)
if (first === '--version' || first === '-V') process.stdout.write(`${VERSION}\n`)
else await (await import('./run-command.js')).runCommand()
