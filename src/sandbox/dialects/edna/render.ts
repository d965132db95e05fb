interface Content {
  readonly header: { readonly text: string | null } | null
  readonly text: string
  readonly footer: { readonly text: string } | null
  readonly keyboard: { readonly rows: readonly { readonly buttons: readonly Button[] }[] } | null
}
interface Button {
  readonly text: string
  readonly url: string | null
}
interface Values {
  readonly headerVariables?: readonly string[] | null | undefined
  readonly textVariables?: readonly string[] | null | undefined
  readonly buttonVariables?: readonly string[] | null | undefined
}

/** What the customer reads: header, text and footer, each on a line of its own; `null` when a variable is missing or too many. */
export function rendered(content: Content, values: Values): string | null {
  const urls = (content.keyboard?.rows ?? []).flatMap(({ buttons }) => buttons.map(({ url }) => url ?? ''))
  const header = filled(content.header?.text ?? '', values.headerVariables ?? [])
  const text = filled(content.text, values.textVariables ?? [])
  const buttons = filled(urls.join('\n'), values.buttonVariables ?? [])
  if (header === null || text === null || buttons === null) return null
  return [header, text, content.footer?.text ?? ''].filter((part) => part !== '').join('\n')
}

function filled(text: string, values: readonly string[]): string | null {
  const wanted = new Set([...text.matchAll(/\{\{(\d+)\}\}/g)].map(([, place]) => place))
  if (wanted.size !== values.length || values.some((value) => value.trim() === '')) return null
  return text.replaceAll(/\{\{(\d+)\}\}/g, (_, place: string) => values[Number(place) - 1] ?? '')
}
