import { childrenOf } from './child-keys.js'
import type { Condition, Field, ValueExpression } from './node.js'
import { dotted, type Path } from './path.js'

/** Every path a condition reads, absolute (element scopes resolved), once each by dotted form, in order of appearance. */
export function fieldsRead(condition: Condition): readonly Path[] {
  const found = new Map<string, Path>()
  const add = (path: Path): void => {
    const name = dotted(path)
    if (!found.has(name)) found.set(name, path)
  }
  const stack: [Condition, Path][] = [[condition, []]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, scope] = entry
    for (const field of ownFields(node)) for (const path of pathsOf(field)) add([...scope, ...path])
    const inner =
      node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' ? [...scope, ...node.path] : scope
    if (inner !== scope) add(inner)
    if (node.kind === 'Search') continue
    const children = childrenOf(node)
    for (let i = children.length - 1; i >= 0; i--) stack.push([children[i] as Condition, inner])
  }
  return [...found.values()]
}

function ownFields(node: Condition): readonly Field[] {
  if (node.kind === 'CompareFields') return [node.left, node.right]
  if (node.kind === 'Opaque') return node.reads
  return 'field' in node ? [node.field] : []
}

/** The paths inside a field; none for a field pattern. */
export function pathsOf(field: Field): readonly Path[] {
  if (Array.isArray(field)) return [field as Path]
  return 'call' in field ? argumentPaths(field) : []
}

function argumentPaths(expression: ValueExpression): readonly Path[] {
  return expression.args.flatMap((arg) => {
    if (Array.isArray(arg)) return [arg as Path]
    return 'call' in (arg as object) ? argumentPaths(arg as ValueExpression) : []
  })
}

export function isPath(field: Field): field is Path {
  return Array.isArray(field)
}
