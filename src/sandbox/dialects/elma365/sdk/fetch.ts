import { z } from 'zod'
import { documented } from './documented.ts'

const ParamsSchema = z.strictObject({
  method: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
})

/** `fetch` of a server script: the documented parameters in, the documented members out (facts, 6.5). */
export async function scriptFetch(address: string, params: unknown): Promise<object> {
  const { method, headers, body } = ParamsSchema.parse(params)
  const response = await fetch(address, { method, headers, body: body ?? null })
  return documented('the answer of fetch', {
    ok: response.ok,
    json: (): Promise<unknown> => response.json(),
    arrayBuffer: () => response.arrayBuffer(),
  })
}
