// The licences of the packages whose code a bundle holds: their terms ask for a copy.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Text for one file, from the paths of the modules that were bundled; undefined where all of them are ours. */
export function thirdPartyLicenses(paths) {
  const folders = new Set(paths.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const notices = [...folders].map(noticeOf)
  const unique = [...new Map(notices.map(({ name, text }) => [name, text]))].sort(([a], [b]) => (a < b ? -1 : 1))
  if (unique.length === 0) return undefined
  return `This package contains code of the following packages.\n\n${unique.map(([, text]) => text).join('\n')}`
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:[.-]|$)/i.test(entry))
  if (file === undefined && license === undefined) throw new Error(`${name} has no licence`)
  const text = file === undefined ? `${license}\n` : readFileSync(join(folder, file), 'utf8').replace(/\r\n?/g, '\n')
  return { name: `${name}@${version}`, text: `---\n${name} ${version} (${license})\n\n${text.trim()}\n` }
}
