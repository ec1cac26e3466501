import { type Diagnostic, diagnostic, failure, type Result, type Span, success } from '@ruleglot/core'
import { FAILSAFE_SCHEMA, type LoadOptions, loadAll, type State, YAMLException } from 'js-yaml'
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-node.js'

/**
 * The documents of a YAML text. js-yaml does the reading; its listener says where each node begins and ends, and what
 * was plain, so that `00000429` and `off` stay what the author wrote until a language decides what they are.
 */
export function readYaml(text: string, file?: string): Result<readonly YamlNode[]> {
  if (text.length > MAX_YAML_LENGTH) {
    return failure([
      diagnostic('limit/source-size', `The text has more than ${MAX_YAML_LENGTH} characters.`, {
        span: { start: 0, end: text.length, ...(file === undefined ? {} : { file }) },
        hint: 'Split it into several files.',
      }),
    ])
  }
  const builder = new NodeBuilder(text, file)
  try {
    const options: LoadOptions & { readonly maxDepth: number } = {
      schema: FAILSAFE_SCHEMA,
      // Its own bound is lower, and a syntax error.
      maxDepth: MAX_YAML_DEPTH + 1,
      listener: (event, state) => {
        if (event === 'open') builder.open(state)
        else builder.close(state)
      },
    }
    loadAll(builder.input, () => undefined, options)
  } catch (problem) {
    if (problem instanceof YamlProblem) return failure([problem.diagnostic])
    if (problem instanceof YAMLException) return failure([syntaxDiagnostic(problem, builder)])
    throw problem
  }
  return success(builder.documents)
}

/** UTF-16 units. */
const MAX_YAML_LENGTH = 16_000_000

/** Nodes, with what an alias stands for counted wherever it stands: a few lines of aliases can mean billions. */
const MAX_YAML_NODES = 1_000_000

/** Levels; js-yaml calls itself for each. */
const MAX_YAML_DEPTH = 400

class YamlProblem extends Error {
  readonly diagnostic: Diagnostic
  constructor(found: Diagnostic) {
    super(found.message)
    this.diagnostic = found
  }
}

function syntaxDiagnostic(problem: YAMLException, builder: NodeBuilder): Diagnostic {
  const mark = problem.mark as { readonly position?: number } | undefined
  const at = builder.offset(Math.min(mark?.position ?? 0, builder.input.length))
  return diagnostic('syntax/yaml', `This is not valid YAML: ${problem.reason}.`, {
    span: builder.span(at, at + 1),
    hint: 'Check the indentation and the quotes at this place.',
  })
}

interface OpenNode {
  readonly start: number
  readonly children: YamlNode[]
}

/** Follows js-yaml through the text. Mutable on purpose: one per text. */
class NodeBuilder {
  readonly documents: YamlNode[] = []
  readonly input: string
  readonly #file: string | undefined
  /** A byte order mark is not part of what js-yaml counts. */
  readonly #shift: number
  readonly #open: OpenNode[] = []
  /** What js-yaml made of each node. */
  readonly #results = new WeakMap<YamlNode, unknown>()
  readonly #sizes = new WeakMap<YamlNode, number>()
  readonly #anchors = new Map<string, YamlNode>()

  constructor(text: string, file: string | undefined) {
    this.#shift = text.charCodeAt(0) === 0xfeff ? 1 : 0
    this.input = text.slice(this.#shift)
    this.#file = file
  }

  offset(position: number): number {
    return position + this.#shift
  }

  /** js-yaml reads a line end behind the text, which has no place in it. */
  span(start: number, end: number): Span {
    const last = this.offset(this.input.length)
    return {
      start: Math.min(start, last),
      end: Math.min(end, last),
      ...(this.#file === undefined ? {} : { file: this.#file }),
    }
  }

  open(state: State): void {
    if (this.#open.length >= MAX_YAML_DEPTH) {
      throw new YamlProblem(
        diagnostic('limit/nesting', `The YAML is nested deeper than ${MAX_YAML_DEPTH} levels.`, {
          span: this.span(this.offset(state.position), this.offset(state.position + 1)),
        }),
      )
    }
    this.#open.push({ start: state.position, children: [] })
  }

  close(state: State): void {
    const { start, children } = this.#open.pop() as OpenNode
    const node = this.#node(state, start, children)
    const parent = this.#open[this.#open.length - 1]
    if (parent === undefined) this.documents.push(node)
    else parent.children.push(node)
  }

  #node(state: State, start: number, children: readonly YamlNode[]): YamlNode {
    // What stands before the node: blanks, comments, its tag and its anchor.
    const before = /^(?:[\s]|#[^\n]*\n?|![^\s]*(?=\s|$)|&[^\s,[\]{}]+(?=\s|$))*/.exec(
      this.input.slice(start, Math.min(state.position, start + LONGEST_LEAD)),
    )?.[0] as string
    const anchor = /&([^\s,[\]{}]+)/.exec(before)?.[1]
    const span = this.#trimmed(start + before.length, state.position)
    const node = this.#built(state, span, children)
    if (anchor !== undefined) this.#anchors.set(anchor, node)
    this.#results.set(node, state.result)
    this.#count(node, children)
    return node
  }

  /** An alias is the node that it names, which has been counted. */
  #count(node: YamlNode, children: readonly YamlNode[]): void {
    if (this.#sizes.has(node)) return
    const size = children.reduce((sum, child) => sum + (this.#sizes.get(child) ?? 1), 1)
    if (size > MAX_YAML_NODES) {
      throw new YamlProblem(
        diagnostic('limit/nodes', `The YAML stands for more than ${MAX_YAML_NODES} values.`, {
          span: this.span(node.span.start, node.span.end),
          hint: 'Write fewer aliases, or split the file.',
        }),
      )
    }
    this.#sizes.set(node, size)
  }

  #trimmed(start: number, end: number): Span {
    let last = end
    while (last > start && /\s/.test(this.input[last - 1] as string)) last--
    return this.span(this.offset(Math.min(start, last)), this.offset(last))
  }

  #built(state: State, span: Span, children: readonly YamlNode[]): YamlNode {
    const { kind, tag } = state as unknown as { readonly kind: string | null; readonly tag: string | null }
    const tried = children[0]
    if (children.length === 1 && tried !== undefined && this.#isTried(tried, state)) return tried
    if (kind === 'mapping') return { type: 'mapping', entries: this.#entries(children), span }
    if (kind === 'sequence') return { type: 'sequence', items: this.#items(children, state.result, span), span }
    if (kind === 'scalar') {
      return { type: 'scalar', text: String(state.result), plain: tag === '?', span }
    }
    const alias = /^\*([^\s,[\]{}]+)/.exec(this.input.slice(span.start - this.#shift, span.end - this.#shift))?.[1]
    const named = alias === undefined ? undefined : this.#anchors.get(alias)
    return named ?? { type: 'empty', span }
  }

  /** A node that was first tried as the key of a block mapping is reported twice, the second time around the first. */
  #isTried(inner: YamlNode, state: State): boolean {
    if (inner.type === 'scalar') return (state as unknown as { readonly kind: string }).kind === 'scalar'
    return inner.type !== 'empty' && this.#results.get(inner) === state.result
  }

  /** A dash with nothing behind it is an item without a node. */
  #items(children: readonly YamlNode[], result: unknown, span: Span): readonly YamlNode[] {
    if (!Array.isArray(result) || result.length === children.length) return children
    const rest = [...children].reverse()
    return result.map((value): YamlNode => {
      const next = rest[rest.length - 1]
      if (next !== undefined && (value !== null || next.type === 'empty')) return rest.pop() as YamlNode
      return { type: 'empty', span: this.span(span.start, span.start) }
    })
  }

  /** Keys and values alternate, but a key without a value is reported alone: a value's key has a colon behind it. */
  #entries(children: readonly YamlNode[]): readonly YamlEntry[] {
    const entries: YamlEntry[] = []
    for (let i = 0; i < children.length; i++) {
      const key = children[i] as YamlNode
      // The end of a block is tried as a key too.
      if (key.type === 'empty' && !this.#colonBehind(key.span.end - this.#shift)) continue
      if (key.type !== 'scalar' && key.type !== 'empty') {
        throw new YamlProblem(diagnostic('syntax/yaml', 'A key must be a text.', { span: key.span }))
      }
      const text: YamlScalar = key.type === 'scalar' ? key : { type: 'scalar', text: '', plain: true, span: key.span }
      const follows = children[i + 1]
      if (follows !== undefined && this.#colonBehind(key.span.end - this.#shift)) {
        entries.push({ key: text, value: follows })
        i++
      } else entries.push({ key: text, value: { type: 'empty', span: this.span(key.span.end, key.span.end) } })
    }
    return entries
  }

  #colonBehind(position: number): boolean {
    let at = position
    while (/\s/.test(this.input[at] ?? '')) at++
    return this.input[at] === ':'
  }
}

/** Comments before a node longer than this only make its span start early. */
const LONGEST_LEAD = 10_000
