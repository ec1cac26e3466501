import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'

/**
 * Every `js` block of the documentation for users runs, and each `console.log(...) // text` prints that text. Shell
 * blocks name only npm scripts and packages that exist.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url))
const scratch = fileURLToPath(new URL('../dist/doc-blocks/', import.meta.url))
const examples = readdirSync(join(root, 'examples')).map((name) => join('examples', name, 'README.md'))
const packages = readdirSync(join(root, 'packages'))
  .filter((name) => name !== 'conformance')
  .map((name) => join('packages', name, 'README.md'))
const published = packages.map(
  (document) => JSON.parse(readFileSync(join(root, document, '../package.json'), 'utf8')).name as string,
)
const documents = ['README.md', ...packages, ...examples]

interface Block {
  readonly language: string
  readonly text: string
}

function blocksOf(document: string): readonly Block[] {
  const text = readFileSync(join(root, document), 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((found) => ({
    language: found[1] as string,
    text: found[2] as string,
  }))
}

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

for (const document of documents) {
  describe(document, () => {
    const blocks = blocksOf(document)
    test.each(blocks.filter(({ language }) => language === 'js').map(({ text }, i) => [i + 1, text] as const))(
      'js block %i runs',
      async (i, text) => {
        mkdirSync(scratch, { recursive: true })
        const file = join(scratch, `${document.replace(/\W/g, '-')}-${i}.mjs`)
        writeFileSync(file, text)
        const printed: string[] = []
        const log = vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(values.join(' ')))
        try {
          await import(/* @vite-ignore */ pathToFileURL(file).href)
        } finally {
          log.mockRestore()
        }
        const expected = [...text.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map((found) => found[1])
        expect(printed).toEqual(expected)
      },
    )

    test('shell blocks name scripts that exist', () => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>
      }
      for (const { language, text } of blocks) {
        if (language !== 'sh') continue
        for (const [, script, rest = ''] of text.matchAll(/^npm (?:run )?(\w[\w-]*)([^#\n]*)/gm)) {
          if (script !== 'install') expect(Object.keys(scripts)).toContain(script)
          else
            for (const name of rest
              .trim()
              .split(/\s+/)
              .filter((word) => !word.startsWith('--')))
              expect(published).toContain(name)
        }
      }
    })
  })
}
