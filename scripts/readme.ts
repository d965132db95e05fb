import { readFile, writeFile } from 'node:fs/promises'
import { policiesPage } from './policies.ts'
import { settingsPart } from './settings-tables.ts'

/** `npm run readme`: prints the settings into the README, and what each host allows into its page, anew. */
const README = new URL('../README.md', import.meta.url)
const text = await readFile(README, 'utf8')
const part = `<!-- settings: npm run readme -->\n\n${settingsPart()}\n\n<!-- /settings -->`
await writeFile(
  README,
  text.replace(/<!-- settings.*<!-- \/settings -->/s, () => part),
)
await writeFile(new URL('../docs/policies.md', import.meta.url), policiesPage())
