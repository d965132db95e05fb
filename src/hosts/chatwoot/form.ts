/**
 * A body of the host's as a multipart form, with the names that its server reads (`message[content]`, `attachments[]`). Nothing,
 * and what is `false`, is left out: the server takes the text "false" for a value that is there.
 */
export function formOf(
  body: object,
  files: readonly File[],
  place: 'attachments' | 'message[attachments]',
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(body)) add(form, name, value)
  for (const file of files) form.append(`${place}[]`, file)
  return form
}

function add(form: FormData, name: string, value: unknown): void {
  if (value === null || value === undefined || value === false || value === '') return
  if (Array.isArray(value)) for (const one of value) add(form, `${name}[]`, one)
  else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) add(form, `${name}[${key}]`, inner)
  else form.append(name, String(value))
}
