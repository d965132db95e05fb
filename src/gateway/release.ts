import { readFileSync } from 'node:fs'
import * as z from 'zod'

const PACKAGE = new URL('../../package.json', import.meta.url)

/** The release of this program, as its package names it. */
export const { version: RELEASE } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(PACKAGE, 'utf8')))
