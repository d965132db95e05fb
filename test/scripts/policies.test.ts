import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { policiesPage } from '../../scripts/policies.ts'
import { KINDS, nameOfHost, policyOf } from '../../scripts/policy-settings.ts'
import { CHANNELS } from '../../src/domain/words.ts'

// The formatter aligns tables; what they say is what counts. Row by row, so that a difference can be read.
const rows = (text: string): string[] =>
  text
    .split('\n')
    .map((row) => row.replaceAll(/\s|-{3,}/g, ''))
    .filter((row) => row !== '')

test('the page of policies says what the code has (npm run readme writes it)', async () => {
  const page = await readFile(new URL('../../docs/policies.md', import.meta.url), 'utf8')
  expect(rows(page)).toEqual(rows(policiesPage()))
})

test('it has every host and, of each, every channel', () => {
  const page = policiesPage()
  for (const kind of KINDS) {
    const [, part = ''] = page.split(`## ${nameOfHost(kind)}\n`)
    const found = part.split('\n## ')[0]?.match(/^\| (?!Channel|---).*$/gm) ?? []
    const named = found.flatMap((row) => row.split(' | ')[0]?.split(', ') ?? [])
    const channels = CHANNELS.filter((channel) => policyOf(kind, {}).channels[channel])
    expect(named).toHaveLength(channels.length)
  }
})

test('it tells a choice of a setting that changes something', () => {
  expect(policiesPage()).toContain(
    'With `service: true`: an operator may start while: active, out, finishing.',
  )
})
