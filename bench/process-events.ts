import { readFileSync } from 'node:fs'
import type { Condition, JsonValue } from '@ruleglot/core'
import { sharedData } from '../packages/conformance/src/shared-data.js'

/**
 * Process creation events as Sysmon logs them: most of them everyday ones made up here, some that carry the literals of
 * a rule, some real ones that go with SigmaHQ's rules. The same seed gives the same events.
 */
export function processEvents(count: number, rules: readonly Condition[], seed: number): readonly JsonValue[] {
  const random = generator(seed)
  const real = realEvents()
  return Array.from({ length: count }, () => {
    const choice = random()
    if (choice < 0.847) return everyday(random)
    if (choice < 0.955 || real.length === 0) return planted(pick(random, rules), random)
    return pick(random, real)
  })
}

type Random = () => number
type Event = Record<string, JsonValue>

function generator(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (((state >>> 8) ^ ((state << 8) >>> 24)) / 0x1000000) % 1
  }
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

const digits = (random: Random, n: number, base = 10): string =>
  Array.from({ length: n }, () => Math.floor(random() * base).toString(base)).join('')

interface Program {
  readonly image: string
  readonly about: string
  readonly arguments: readonly string[]
  readonly parent: string
}

const SYSTEM = 'C:\\Windows\\System32\\'
/** `#` is a digit, `@` a hexadecimal one. */
const PROGRAMS: readonly Program[] = [
  {
    image: `${SYSTEM}svchost.exe`,
    about: 'Host Process for Windows Services',
    arguments: ['-k netsvcs -p -s Themes', '-k LocalService -s nsi', '-k appmodel -p -s camsvc', '-k DcomLaunch -p'],
    parent: `${SYSTEM}services.exe`,
  },
  {
    image: `${SYSTEM}conhost.exe`,
    about: 'Console Window Host',
    arguments: ['0x4', '0xffffffff -ForceV1'],
    parent: `${SYSTEM}cmd.exe`,
  },
  {
    image: `${SYSTEM}cmd.exe`,
    about: 'Windows Command Processor',
    arguments: ['/c build.cmd release ##', '/c echo done', '/d /s /c "yarn lint --cache --max-warnings ##"'],
    parent: 'C:\\Program Files\\nodejs\\node.exe',
  },
  {
    image: `${SYSTEM}taskhostw.exe`,
    about: 'Host Process for Windows Tasks',
    arguments: ['', 'Logon', 'NGCKeyPregen'],
    parent: `${SYSTEM}svchost.exe`,
  },
  {
    image: `${SYSTEM}backgroundTaskHost.exe`,
    about: 'Background Task Host',
    arguments: ['-ServerName:App.AppX@@@@@@@@@@@@@@@@@@@@@@@@.mca'],
    parent: `${SYSTEM}svchost.exe`,
  },
  {
    image: `${SYSTEM}SearchProtocolHost.exe`,
    about: 'Microsoft Windows Search Protocol Host',
    arguments: [
      'Global\\UsGthrFltPipeMssGthrPipe## Global\\UsGthrCtrlFltPipeMssGthrPipe## 1 -2147483646 "Software\\Microsoft\\Windows Search" "Mozilla/4.0 (compatible; MS Search 6.0 Robot)"',
    ],
    parent: `${SYSTEM}SearchIndexer.exe`,
  },
  {
    image: `${SYSTEM}WindowsPowerShell\\v1.0\\powershell.exe`,
    about: 'Windows PowerShell',
    arguments: ['-NoLogo -File D:\\ops\\disk-report.ps1 -Days ##', 'Get-ChildItem D:\\logs | Measure-Object'],
    parent: 'C:\\Program Files\\Agent\\agent.exe',
  },
  {
    image: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    about: 'Google Chrome',
    arguments: [
      '--type=renderer --lang=de --device-scale-factor=2 --num-raster-threads=4 --enable-main-frame-before-activation --renderer-client-id=### --time-ticks-at-unix-epoch=-17############ --launch-time-ticks=########## --field-trial-handle=####,i,#################,################,262144 --variations-seed-version --mojo-platform-channel-handle=#### /prefetch:1',
      '--type=utility --utility-sub-type=network.mojom.NetworkService --lang=de --service-sandbox-type=none --field-trial-handle=####,i,#################,################,262144 --mojo-platform-channel-handle=#### /prefetch:3',
    ],
    parent: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  },
  {
    image: 'C:\\Program Files (x86)\\Microsoft\\EdgeWebView\\Application\\msedgewebview2.exe',
    about: 'Microsoft Edge WebView2',
    arguments: [
      '--type=gpu-process --noerrdialogs --user-data-dir="C:\\Users\\dana\\AppData\\Local\\Packages\\App\\EBWebView" --gpu-preferences=WAAAAAAAAADgAAAMAAAAAAAAAAAAAAAAAABgAAEAAAA@@@@@@@@@@@@ --field-trial-handle=####,i,################ --mojo-platform-channel-handle=####',
    ],
    parent: 'C:\\Program Files\\Office\\Teams.exe',
  },
  {
    image: 'C:\\Program Files\\nodejs\\node.exe',
    about: 'Node.js JavaScript Runtime',
    arguments: [
      'C:\\src\\shop\\node_modules\\vite\\bin\\vite.js --port ####',
      '--max-old-space-size=4096 C:\\src\\shop\\node_modules\\eslint\\bin\\eslint.js src --ext .ts,.tsx',
    ],
    parent: `${SYSTEM}cmd.exe`,
  },
  {
    image: 'C:\\Program Files\\Git\\mingw64\\bin\\git.exe',
    about: 'Git for Windows',
    arguments: [
      '-c core.fsmonitor=false status -z -u',
      'log -1 --format=%ct --no-show-signature',
      'rev-parse --show-toplevel',
      'ls-files --stage -- src/page-###.ts',
    ],
    parent: 'C:\\Program Files\\Microsoft VS Code\\Code.exe',
  },
  {
    image: 'C:\\Program Files\\Eclipse Adoptium\\jdk-21\\bin\\java.exe',
    about: 'OpenJDK Platform binary',
    arguments: [
      '-Xmx1g -XX:+UseG1GC -Dfile.encoding=UTF-8 -Duser.timezone=UTC -cp C:\\src\\bank\\build\\libs\\bank-@@@@@@@@.jar;C:\\src\\bank\\build\\resources com.example.bank.Main --port=####',
    ],
    parent: 'C:\\Program Files\\JetBrains\\idea64.exe',
  },
  {
    image: 'C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE',
    about: 'Microsoft Excel',
    arguments: ['"D:\\finance\\forecast-####.xlsx"', '/dde'],
    parent: 'C:\\Windows\\explorer.exe',
  },
  {
    image: 'C:\\Program Files\\7-Zip\\7zFM.exe',
    about: '7-Zip File Manager',
    arguments: ['D:\\in\\invoice-####.zip'],
    parent: 'C:\\Windows\\explorer.exe',
  },
  {
    image: 'C:\\Program Files\\Backup\\backup.exe',
    about: 'Backup service',
    arguments: ['--job nightly --target nas-## --since ##h'],
    parent: `${SYSTEM}services.exe`,
  },
]
const USERS = ['CORP\\dana', 'CORP\\femi', 'CORP\\svc-deploy', 'NT AUTHORITY\\SYSTEM', 'NT AUTHORITY\\LOCAL SERVICE']

function everyday(random: Random): Event {
  const fill = (text: string): string =>
    text.replace(/[#@]/g, (mark) => Math.floor(random() * (mark === '#' ? 10 : 16)).toString(16))
  const program = pick(random, PROGRAMS)
  const name = program.image.slice(program.image.lastIndexOf('\\') + 1)
  const hash = (n: number): string => digits(random, n, 16).toUpperCase()
  return {
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Provider_Name: 'Microsoft-Windows-Sysmon',
    Computer: `pc-${digits(random, 4)}.corp.example`,
    EventRecordID: Number(digits(random, 8)),
    RuleName: '-',
    UtcTime: `2026-05-1${digits(random, 1)} 0${digits(random, 1)}:1${digits(random, 1)}:4${digits(random, 1)}.${digits(random, 3)}`,
    ProcessGuid: fill('{@@@@@@@@-@@@@-@@@@-@@@@-@@@@@@@@@@@@}'),
    ProcessId: Number(digits(random, 4)),
    Image: program.image,
    FileVersion: `10.0.${digits(random, 5)}.${digits(random, 4)} (WinBuild.160101.0800)`,
    Description: program.about,
    Product: 'Microsoft® Windows® Operating System',
    Company: 'Microsoft Corporation',
    OriginalFileName: name,
    CommandLine: `"${program.image}" ${fill(pick(random, program.arguments))}`,
    CurrentDirectory: pick(random, [SYSTEM, 'C:\\src\\shop\\', 'D:\\', 'C:\\Users\\dana\\']),
    User: pick(random, USERS),
    LogonGuid: fill('{@@@@@@@@-@@@@-@@@@-@@@@-@@@@@@@@@@@@}'),
    LogonId: `0x${digits(random, 6, 16)}`,
    TerminalSessionId: Math.floor(random() * 4),
    IntegrityLevel: pick(random, ['Low', 'Medium', 'High', 'System']),
    Hashes: `MD5=${hash(32)},SHA256=${hash(64)},IMPHASH=${hash(32)}`,
    ParentProcessGuid: fill('{@@@@@@@@-@@@@-@@@@-@@@@-@@@@@@@@@@@@}'),
    ParentProcessId: Number(digits(random, 4)),
    ParentImage: program.parent,
    ParentCommandLine: pick(random, [
      `"${program.parent}"`,
      program.parent,
      `"${program.parent}" --session ${digits(random, 1)}`,
    ]),
    ParentUser: pick(random, USERS),
  }
}

/** An everyday event with what one way through the rule asks for. What it rules out is left to chance. */
function planted(condition: Condition, random: Random): Event {
  const event = everyday(random)
  const stack = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'And') stack.push(...node.children)
    else if (node.kind === 'Or' && node.children.length > 0) stack.push(pick(random, node.children))
    else if (node.kind === 'Match' && Array.isArray(node.field)) {
      const key = (node.field as readonly string[]).join('.')
      const [first] = node.pattern
      const text = node.pattern.map((part) => (typeof part === 'string' ? part : '')).join('x')
      const before = typeof event[key] === 'string' && typeof first !== 'string' ? (event[key] as string) : ''
      event[key] = /image/i.test(key) && before !== '' ? `C:\\Temp${text}` : `${before}${text}`
    }
  }
  return event
}

function realEvents(): readonly JsonValue[] {
  const path = sharedData('conformance/sigma-regression-pairs.jsonl')
  if (path === undefined) return []
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Pair)
  return rows.flatMap(({ logsource, events }) => (logsource?.category === 'process_creation' ? (events ?? []) : []))
}

interface Pair {
  readonly logsource?: { readonly category?: string }
  readonly events?: readonly JsonValue[]
}
