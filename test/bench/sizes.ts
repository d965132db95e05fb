import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import budgets from '../../.size-limit.mjs'
import type { Row } from './row.ts'

/** What the widget weighs, file by file through gzip as a server would send it. */
export async function sizes(): Promise<Row[]> {
  return Promise.all(
    budgets.map(async ({ name, path }): Promise<Row> => {
      const files = await Promise.all(path.map((file) => readFile(file)))
      const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0)
      return { name, value: bytes / 1000, unit: 'kB gzip' }
    }),
  )
}
