import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { settingsPart } from '../../scripts/settings-tables.ts'

// The formatter aligns tables; what they say is what counts. Row by row, so that a difference can be read.
const rows = (text: string): string[] =>
  text
    .split('\n')
    .map((row) => row.replaceAll(/\s|-{3,}|<(?=http)|(?<=\S)>(?=,)/g, ''))
    .filter((row) => row !== '')

test('the README names every setting as the schemas do (npm run readme writes them)', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const [, part = ''] = /<!-- settings.*?-->(.*)<!-- \/settings -->/s.exec(readme) ?? []
  expect(rows(part)).toEqual(rows(settingsPart()))
})
