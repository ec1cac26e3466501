// `npm run demo`: the first example, in a fresh folder.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { demo } from '../examples/01-okta-api-tokens/demo.mjs'

const out = fileURLToPath(new URL('../demo-output/', import.meta.url))
rmSync(out, { recursive: true, force: true })
demo(out, (text) => console.log(text))
