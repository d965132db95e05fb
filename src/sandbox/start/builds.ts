import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ROOT, StartError } from './options.ts'

interface Build {
  readonly what: string
  readonly config: string
  /** Folder with the result. */
  readonly out: string
  /** Files and folders it is made of. */
  readonly from: readonly string[]
}

const SHARED = ['package-lock.json', 'src/domain', 'src/wire', 'src/words']

/** What browsers load. */
const BUILDS: readonly Build[] = [
  {
    what: 'the widget',
    config: 'vite.config.ts',
    out: 'dist/widget',
    from: [...SHARED, 'vite.config.ts', 'widget', 'src/gateway/client', 'src/hosts'],
  },
  {
    what: "the CRM's pages",
    config: 'src/sandbox/vite.config.ts',
    out: 'dist/sandbox',
    from: [
      'package-lock.json',
      'src/sandbox/vite.config.ts',
      'src/sandbox/crm',
      'src/sandbox/process',
      'src/sandbox/stories',
      'src/sandbox/dialects',
    ],
  },
  {
    what: 'the stories',
    config: 'widget/stories/vite.config.ts',
    out: 'dist/stories',
    from: [...SHARED, 'widget', 'src/gateway/client'],
  },
]

/** Builds what is missing or older than its sources. Throws `StartError` with the builder's words; ends early when stopped. */
export async function buildStale(stopped: AbortSignal, say: (line: string) => void): Promise<void> {
  for (const build of BUILDS) {
    const [made, changed] = await Promise.all([newest(build.out), newestOf(build.from)])
    if (made > changed || stopped.aborted) continue
    say(`Building ${build.what} …`)
    await run(build, stopped)
  }
}

async function run({ what, config }: Build, stopped: AbortSignal): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: ROOT,
    // Whoever starts us may have an environment of their own (a test runner has): what is served is never a developer's build.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: stopped,
    killSignal: 'SIGKILL',
  })
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => (words += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  if (code !== 0 && !stopped.aborted)
    throw new StartError(`Building ${what} failed.\n${words.trim().split('\n').slice(-20).join('\n')}`)
}

async function newestOf(paths: readonly string[]): Promise<number> {
  return Math.max(...(await Promise.all(paths.map(newest))))
}

/** When the newest file there was written, in milliseconds; 0 when there is nothing. */
async function newest(path: string): Promise<number> {
  const full = join(ROOT, path)
  const about = await stat(full).catch(() => null)
  if (!about) return 0
  if (!about.isDirectory()) return about.mtimeMs
  const entries = await readdir(full, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name)).catch(() => null))?.mtimeMs ?? 0),
  )
  return Math.max(0, ...times)
}
