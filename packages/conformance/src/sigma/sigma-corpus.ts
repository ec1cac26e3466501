import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { sharedData } from '../shared-data.js'

/** A rule file of SigmaHQ. */
export interface SigmaFile {
  readonly path: string
  readonly text: string
}

/** Every rule file of the corpus; undefined when it is not on this machine. */
export function readSigmaCorpus(): readonly SigmaFile[] | undefined {
  const path = sharedData('corpora/sigma-rules.jsonl.gz')
  if (path === undefined) return undefined
  return gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SigmaFile)
}
