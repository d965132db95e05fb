import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ManifestSchema, type Manifest, type ManifestWidget } from './schema.ts'

/** A plugin as a host has it after installation. */
export interface InstalledPlugin {
  readonly manifest: Manifest
}

/** A manifest that cannot be installed; the message is a sentence that names the field. */
export class ManifestRefused extends Error {
  override readonly name = 'ManifestRefused'
}

/** Reads a manifest file and checks it. Throws `ManifestRefused` with a sentence an administrator can act on. */
export async function installPlugin(file: string | URL): Promise<InstalledPlugin> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new ManifestRefused('The plugin was not installed: its manifest.json cannot be read.', { cause })
  }
  return { manifest: parseManifest(text) }
}

/** Checks the text of a manifest. Throws `ManifestRefused`. */
export function parseManifest(text: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ManifestRefused('The plugin was not installed: manifest.json is not JSON.', { cause })
  }
  const read = ManifestSchema.safeParse(json)
  if (!read.success) throw new ManifestRefused(refusal(read.error), { cause: read.error })
  const doubled = firstDoubled(read.data)
  if (doubled) throw new ManifestRefused(`The plugin was not installed: manifest.json says ${doubled} twice.`)
  return read.data
}

/** The widgets that a host puts in this part of the card of such a record. */
export function widgetsFor(
  plugin: InstalledPlugin,
  recordType: string,
  position: 'main' | 'side',
): readonly ManifestWidget[] {
  return plugin.manifest.widgets.filter((widget) =>
    widget.places.some((place) => place.position === position && place.records.includes(recordType)),
  )
}

/** The widgets that a host gives a page of its own, without a record (R-START-2). */
export function widgetsForPage(plugin: InstalledPlugin): readonly ManifestWidget[] {
  return plugin.manifest.widgets.filter((widget) => widget.places.some(({ position }) => position === 'page'))
}

function refusal(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'The plugin was not installed: manifest.json is not a manifest.'
  const field = z.core.toDotPath(issue.path) || 'manifest.json'
  return `The plugin was not installed: in manifest.json, the field "${field}" is wrong: ${lowerFirst(issue.message)}.`
}

/** Ids are names: two things of one kind never share one. */
function firstDoubled(manifest: Manifest): string | null {
  for (const kind of ['widgets', 'processActions', 'settings', 'permissions'] as const) {
    const ids = manifest[kind].map(({ id }) => id)
    const doubled = ids.find((id, index) => ids.indexOf(id) !== index)
    if (doubled !== undefined) return `"${doubled}" of "${kind}"`
  }
  return null
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
