import { type Diagnostic, diagnostic, type Result, success, type Translation } from '@ruleglot/core'
import { type OutputNames, TARGETS_WITH_IDS, type Writer } from './output-names.js'

export type Write = (names: { readonly fileStem: string; readonly id?: string }) => Result<Translation>

export interface FileNaming {
  /** As the source is called. */
  readonly stem: string
  /** As the output was called before, else the same. */
  readonly own: string
  readonly place: (name: string) => string
}

/** A rule, written again under other names as long as another rule has the one it would get. */
export function writeNamed(
  write: Write,
  { stem, own, place }: FileNaming,
  writer: Writer,
  names: OutputNames,
): Result<Translation> {
  const { identity, before } = writer
  const { language } = identity.source
  // Within one language a rule keeps its id, whoever has it too.
  const keepsId = language === identity.target
  let wanted: string | undefined
  let sharedWith: string | undefined
  let [fileStem, id] = [own, before?.id]
  for (let attempt = 2; ; attempt++) {
    const result = write({ fileStem, ...(id === undefined ? {} : { id }) })
    if (!result.ok) return result
    const paths = Object.keys(result.value.files).map(place)
    const given = TARGETS_WITH_IDS.includes(identity.target) ? result.value.readBack?.id : undefined
    wanted ??= given
    const holder = given === undefined ? undefined : names.holderOfId(given, writer)
    sharedWith ??= holder
    const needsFile = names.holderOfFiles(paths, writer) !== undefined
    const needsId = holder !== undefined && wanted !== undefined && !keepsId
    if ((!needsFile && !needsId) || attempt > MOST_ATTEMPTS) {
      names.take(paths, given, writer)
      const said = sharedWith === undefined || wanted === undefined ? [] : [sameId(wanted, sharedWith, given, identity)]
      return success(result.value, [...result.diagnostics, ...said])
    }
    if (needsFile) fileStem = `${stem}-${attempt}`
    if (needsId && wanted !== undefined) id = names.otherId(wanted, writer, attempt)
  }
}

const MOST_ATTEMPTS = 10_000

function sameId(
  wanted: string,
  holder: string,
  given: string | undefined,
  { target, source }: Writer['identity'],
): Diagnostic {
  const isKept = given === wanted
  const told = isKept ? 'both keep it' : `this one gets ${given}`
  return diagnostic('repository/same-id', `The rule of ${holder} has the ${target} id ${wanted} too: ${told}.`, {
    hint: isKept ? 'Give one of the two rules an id of its own.' : 'The lock file keeps it from now on.',
    data: { id: wanted, holder, path: source.path },
  })
}
