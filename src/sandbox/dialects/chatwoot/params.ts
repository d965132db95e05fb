import { z } from 'zod'
import type { Engine, NewFile } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'
import { checkedParams, readJson, unprocessable } from './refusals.ts'

type Nested = { [key: string]: unknown }

/** The parameters of a deed: JSON, or a multipart form with the names of the vendor's server (`message[content]`, `attachments[]`). */
export async function readParams<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) return readJson(c, schema)
  const params: Nested = {}
  for (const [name, value] of await c.req.formData()) place(params, keysOf(name), value)
  return checkedParams(schema, params)
}

/** `message[content_attributes][key]` as its parts; a list ends with an empty one. */
function keysOf(name: string): string[] {
  const [first = '', ...rest] = name.split('[')
  return [first, ...rest.map((part) => part.replace(/\]$/, ''))]
}

function place(into: Nested, [key = '', next, ...rest]: readonly string[], value: unknown): void {
  if (next === undefined) {
    into[key] = value
    return
  }
  if (next === '') {
    const known = into[key]
    into[key] = Array.isArray(known) ? [...known, value] : [value]
    return
  }
  const known = into[key]
  const inner: Nested = typeof known === 'object' && known !== null ? { ...known } : {}
  into[key] = inner
  place(inner, [next, ...rest], value)
}

/** Files as they came, or the signed ids of what was uploaded before (facts, 2.3). */
export const Attachments = z.array(z.union([z.instanceof(File), z.string()])).nullish()

/** The same with their bytes read. Throws the host's 422 for an id that no upload has. */
export function bytesOf(
  engine: Pick<Engine, 'readFile'>,
  files: z.infer<typeof Attachments>,
): Promise<NewFile[]> {
  return Promise.all(
    (files ?? []).map(async (file) => {
      if (typeof file !== 'string')
        return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
      const uploaded = await engine.readFile(file)
      if (!uploaded) throw unprocessable('Invalid attachment')
      return uploaded
    }),
  )
}
