/** Why a file could not be read or written, in words: what the system calls it means little to most people. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined && Object.hasOwn(REASONS, code)) return REASONS[code] as string
  return error instanceof Error ? error.message.replace(/, (open|stat|scandir|mkdir|rename) .*$/, '') : String(error)
}

/** What went wrong between us and the file system, with the path; undefined for any other error. */
export function fileProblem(error: unknown): string | undefined {
  if (codeOf(error) === undefined || !(error instanceof Error) || !('syscall' in error)) return undefined
  const { path } = error as NodeJS.ErrnoException
  return `${path === undefined ? 'A file' : path} cannot be written or read: ${reasonOf(error)}.`
}

export function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT'
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : undefined
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
}
