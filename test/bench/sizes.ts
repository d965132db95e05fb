import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import budgets from '../../.size-limit.mjs'
import { PEER } from './peer.ts'
import type { Row } from './row.ts'

/** In the order of the budgets. The form builds on what the card has loaded, so both together stand beside the peer's. */
const BESIDE = [PEER.widget, PEER.form] as const

/** What the widget weighs, file by file through gzip as a server would send it; beside the peer, the form with all it builds on. */
export async function sizes(): Promise<Row[]> {
  const weights = await Promise.all(budgets.map(({ path }) => weight(path)))
  return budgets.map(({ name }, index): Row => {
    const value = weights[index] ?? 0
    const peer = BESIDE[index]
    if (!peer) return { name, value, unit: 'kB gzip' }
    const whole = weights.slice(0, index + 1).reduce((sum, one) => sum + one, 0)
    return {
      name,
      value,
      unit: 'kB gzip',
      beside: { name: peer.name, value: peer.kB, ratio: whole / peer.kB },
    }
  })
}

async function weight(paths: readonly string[]): Promise<number> {
  // Files that import each other are named twice.
  const files = await Promise.all([...new Set(paths)].map((file) => readFile(file)))
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1000
}
