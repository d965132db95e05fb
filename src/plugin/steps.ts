import { readdir } from 'node:fs/promises'
import { z } from 'zod'
import type { Step } from './build.ts'

const FOLDER = new URL('../../process-actions/', import.meta.url)

const StepSchema = z.custom<Step>(
  (value) =>
    typeof value === 'object' && value !== null && 'id' in value && 'exits' in value && 'layout' in value,
)

/** Every step of `process-actions/<id>/definition.ts`. Throws when a folder does not define the step it is named after. */
export async function readSteps(): Promise<readonly Step[]> {
  const folders = (await readdir(FOLDER, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  return Promise.all(folders.map(({ name }) => stepOf(name)))
}

async function stepOf(folder: string): Promise<Step> {
  const exported: unknown = await import(new URL(`${folder}/definition.ts`, FOLDER).href)
  const found = Object.values(exported as object).flatMap((value) => StepSchema.safeParse(value).data ?? [])
  const step = found.find(({ id }) => id === folder)
  if (!step)
    throw new Error(`process-actions/${folder}/definition.ts exports no step with the id "${folder}".`)
  return step
}
