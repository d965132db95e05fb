import type { OutgoingFile } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'

type Value = string | number | boolean | readonly (string | number)[] | Nested
interface Nested {
  readonly [name: string]: string | number | Nested
}
type Body = Readonly<Record<string, Value | undefined>>

/**
 * What is sent with a deed: JSON, or with files a multipart form whose files are named `files[0]`, `files[1]` (KB429).
 * @throws HostError, nothing happened, when a file is not kept any more.
 */
export async function withFiles(
  { files }: Helpdeskeddy,
  body: Body,
  attachments: readonly OutgoingFile[] = [],
): Promise<{ json: Body } | { form: FormData }> {
  if (attachments.length === 0) return { json: body }
  const read = await Promise.all(
    attachments.map(async ({ id, name, type }) => new File([await files.read(id)], name, { type })),
  )
  const form = new FormData()
  for (const [name, value] of Object.entries(body)) if (value !== undefined) put(form, name, value)
  for (const [at, file] of read.entries()) form.append(`files[${at}]`, file, file.name)
  return { form }
}

/** `custom_fields[44][1]` and `tags[0]`, as the vendor's forms write them. */
function put(form: FormData, name: string, value: Value): void {
  if (typeof value === 'object')
    for (const [key, part] of Object.entries(value)) put(form, `${name}[${key}]`, part)
  else form.append(name, String(value))
}
