import { z } from 'zod'
import { readBody, type NodeContext } from '../../../http.ts'

const AskedSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  method: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  contentType: z.string().optional(),
  data: z.unknown().optional(),
})

const PATIENCE_MS = 10_000

/**
 * `HDE.request` on the host's side: asks in the page's stead, with no credential, and hands over what came, read where it is JSON.
 * Only for the plugin's own page, so that no other page in this browser asks the local network through us.
 */
export async function askForPage(c: NodeContext): Promise<Response> {
  if (c.req.header('sec-fetch-site') !== 'same-origin') return c.json({ error: 'Not from this page.' }, 403)
  const { url, method, headers, contentType, data } = await readBody(c, AskedSchema)
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(contentType !== undefined && { 'content-type': contentType }) },
      body: data === undefined ? null : typeof data === 'string' ? data : JSON.stringify(data),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!answer.ok) return c.json({ error: `Answered ${answer.status}.` }, 502)
    return c.json(readable(await answer.text()))
  } catch {
    return c.json({ error: 'No answer.' }, 502)
  }
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
