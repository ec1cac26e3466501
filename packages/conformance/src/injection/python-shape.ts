import { spawnSync } from 'node:child_process'
import { pythonCommand } from '../python.js'

/**
 * What Python's own parsers see in files: of a module its imports, assignments, functions and every name that is called;
 * of TOML the document (Python 3.11); undefined for TOML where there is no parser.
 */
export function pythonShapes(
  files: readonly { readonly name: string; readonly text: string }[],
): readonly (readonly string[] | undefined)[] {
  const done = spawnSync(pythonCommand(), ['-c', PROGRAM], {
    input: JSON.stringify(files),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (done.status !== 0) throw new Error(`Python failed: ${done.stderr}`)
  return (JSON.parse(done.stdout) as (readonly string[] | null)[]).map((shape) => shape ?? undefined)
}

const PROGRAM = `
import ast, json, sys
try:
    import tomllib
except ImportError:
    tomllib = None

def keys(value, path):
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from keys(value[key], path + "/" + key)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, path + "/*")

def shape(name, text):
    if name.endswith(".toml"):
        return None if tomllib is None else sorted(set(keys(tomllib.loads(text), "")))
    found = set()
    tree = ast.parse(text)
    for node in tree.body:
        found.add(type(node).__name__ + " " + getattr(node, "name", ""))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found.add("call " + (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "?")))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.add("import " + ast.dump(node))
    return sorted(found)

print(json.dumps([shape(file["name"], file["text"]) for file in json.load(sys.stdin)]))
`
