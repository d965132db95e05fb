import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { build } from 'vite'
import { madeOnce } from '../setup/made-once.ts'

/** One file of the stories, as a server gives it. */
export interface BuiltFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/**
 * The stories by path, built once in a run, into its own folder: runs beside each other do not take each other's files away.
 * `?scene=…` chooses what is shown.
 */
export async function buildStories(): Promise<ReadonlyMap<string, BuiltFile>> {
  const folder = await madeOnce('stories', async (outDir) => {
    await build({
      mode: 'production',
      logLevel: 'error',
      build: {
        outDir,
        emptyOutDir: true,
        rolldownOptions: { input: { stories: 'widget/stories/index.html' } },
      },
    })
  })
  const paths = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = paths.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const type = TYPES[extname(file)] ?? 'text/plain'
        const path = file.slice(folder.length).replaceAll('\\', '/')
        return [path, { body: new Uint8Array(await readFile(file)), type }] as const
      }),
    ),
  )
}
