import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fillManifest, manifestText } from '../../src/plugin/build.ts'
import {
  installPlugin,
  ManifestRefused,
  parseManifest,
  widgetsFor,
  widgetsForPage,
} from '../../src/plugin/read.ts'
import { readSteps } from '../../src/plugin/steps.ts'

const FILE = new URL('../../manifest.json', import.meta.url)
const text = await readFile(FILE, 'utf8')
const packageText = await readFile(new URL('../../package.json', import.meta.url), 'utf8')

type Path = readonly (string | number)[]
const GONE = Symbol('gone')

/** The committed manifest with one thing put in its place, or taken away. */
function broken(path: Path, value: unknown): string {
  const manifest: unknown = JSON.parse(text)
  let place = manifest as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) place = place[step] as typeof place
  const last = path.at(-1)!
  if (value === GONE) delete place[last]
  else place[last] = value
  return JSON.stringify(manifest)
}
function refusal(manifest: string): string {
  try {
    parseManifest(manifest)
  } catch (error) {
    return error instanceof ManifestRefused ? error.message : String(error)
  }
  return 'installed'
}

describe('manifest.json', () => {
  it('is what the definitions and the package say: npm run manifest changes nothing', async () => {
    const { version } = JSON.parse(packageText)
    expect(manifestText(fillManifest(JSON.parse(text), await readSteps(), version))).toBe(text)
  })

  it('follows a definition that changes', async () => {
    const [step] = await readSteps()
    const changed = { ...step!, input: z.object({ line: z.string().describe('Another line.') }), layout: [] }
    const action = fillManifest(JSON.parse(text), [changed], '9.8.7').processActions[0]!
    expect(action.input.properties['line']).toMatchObject({ description: 'Another line.' })
    expect(fillManifest(JSON.parse(text), [changed], '9.8.7').version).toBe('9.8.7')
  })

  it('installs, and places its widget on contacts, deals and orders, and on a page of its own', async () => {
    const plugin = await installPlugin(FILE)
    for (const record of ['contact', 'deal', 'order'])
      expect(widgetsFor(plugin, record, 'main').map(({ tag }) => tag)).toEqual(['firstline-conversation'])
    expect(widgetsFor(plugin, 'invoice', 'main')).toEqual([])
    expect(widgetsFor(plugin, 'contact', 'side')).toEqual([])
    // R-START-2
    expect(widgetsForPage(plugin).map(({ tag }) => tag)).toEqual(['firstline-conversation'])
  })

  it('gives every permission and setting its words in both languages', () => {
    const { permissions, settings } = parseManifest(text)
    for (const { purpose } of permissions) {
      expect(purpose.en).not.toBe(purpose.ru)
      expect(purpose.ru).toMatch(/[а-я]/)
    }
    expect(settings.filter(({ secret }) => secret).map(({ id }) => id)).toEqual(['workspaceSecret'])
  })
})

describe('a broken manifest is refused with a sentence that names the field', () => {
  const widget = ['widgets', 0] as const
  const action = ['processActions', 0] as const
  it.each<[string, Path, unknown, string]>([
    ['a missing version', ['version'], GONE, '"version"'],
    ['a version of two numbers', ['version'], '1.0', '"version" is wrong: must be three numbers'],
    ['a tag without a hyphen', [...widget, 'tag'], 'firstline', '"widgets[0].tag"'],
    ['a tag with markup', [...widget, 'tag'], 'x-y onclick=alert(1)', '"widgets[0].tag"'],
    ['a foreign script', [...widget, 'entry'], 'https://evil.example/x.js', '"widgets[0].entry"'],
    ['a script outside', [...widget, 'entry'], 'widget/../../x.js', '"widgets[0].entry"'],
    ['no place', [...widget, 'places'], [], '"widgets[0].places"'],
    ['an unknown position', [...widget, 'places', 0, 'position'], 'top', '"widgets[0].places[0].position"'],
    ['a permission without a purpose', ['permissions', 1, 'purpose'], GONE, '"permissions[1].purpose"'],
    ['a purpose in one language', ['permissions', 0, 'purpose', 'ru'], GONE, '"permissions[0].purpose.ru"'],
    ['another API', ['gatewayApi'], 'v2', '"gatewayApi"'],
    ['an unknown field', ['scripts'], [], 'scripts'],
    ['a choice without choices', ['settings', 0, 'type'], 'choice', '"settings[0].choices"'],
    ['no exits', [...action, 'exits'], [], '"processActions[0].exits"'],
    [
      'a layout of an input that is not there',
      [...action, 'layout', 0, 'fields', 0, 'input'],
      'message.colour',
      '"processActions[0].layout[0].fields[0].input" is wrong: names "message.colour"',
    ],
    ['two of one id', ['permissions', 1, 'id'], 'contacts:read', '"contacts:read" of "permissions" twice'],
  ])('%s', (_, path, value, says) => {
    const sentence = refusal(broken(path, value))
    expect(sentence).toContain(says)
    expect(sentence).toMatch(/^The plugin was not installed: .+\.$/)
  })

  it('what is no JSON, and what is not there', async () => {
    expect(refusal('{ "id": ')).toBe('The plugin was not installed: manifest.json is not JSON.')
    expect(refusal('[]')).toContain('The plugin was not installed')
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'))
    await expect(installPlugin(join(folder, 'manifest.json'))).rejects.toThrow('cannot be read')
    await writeFile(join(folder, 'manifest.json'), broken(['id'], 'First Line'))
    await expect(installPlugin(join(folder, 'manifest.json'))).rejects.toThrow('"id" is wrong')
    await rm(folder, { recursive: true })
  })
})
