import { extname } from 'node:path'
import { build } from 'vite'

/** One file of the stories, as a server gives it. */
export interface BuiltFile {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly type: string
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/**
 * The stories, built in memory by path: test runs beside each other do not take each other's files away. `?scene=…` chooses what
 * is shown.
 */
export async function buildStories(): Promise<ReadonlyMap<string, BuiltFile>> {
  const built = await build({
    mode: 'production',
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: { stories: 'widget/stories/index.html' } } },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  return new Map(
    outputs.map((one) => {
      const body = one.type === 'chunk' ? one.code : bytes(one.source)
      return [`/${one.fileName}`, { body, type: TYPES[extname(one.fileName)] ?? 'text/plain' }]
    }),
  )
}

function bytes(source: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof source === 'string' ? source : new Uint8Array(source)
}
