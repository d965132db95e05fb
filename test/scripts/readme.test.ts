import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { settingsPart } from '../../scripts/settings-tables.ts'

// The formatter aligns tables; what they say is what counts.
const plain = (text: string): string => text.replaceAll(/\s|-{3,}|<(?=http)|(?<=\S)>(?=,)/g, '')

test('the README names every setting as the schemas do (npm run readme writes them)', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  expect(plain(readme)).toContain(plain(settingsPart()))
})
