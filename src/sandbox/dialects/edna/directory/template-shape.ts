/** A template as Pulse lists it (facts, 3.4). `subjectId`: whose it is; it is not shown. */
export interface DirectoryTemplate {
  readonly subjectId: number
  readonly id: number
  readonly name: string
  readonly channelType: string
  readonly language: string
  readonly contentType: string
  readonly category: string
  readonly status: string
  readonly locked: boolean
  readonly type: 'OPERATOR' | 'USER' | 'CUSTOM'
  readonly content: Content
  readonly createdAt: string
  readonly updatedAt: string
}

export interface Content {
  readonly header: {
    readonly headerType: string
    readonly text: string | null
    readonly attachment: null
    readonly headerExampleTextParam: string | null
    readonly headerExampleMediaUrl: string | null
  } | null
  readonly text: string
  readonly footer: { readonly text: string } | null
  readonly caption: null
  readonly action: null
  readonly attachment: { readonly url: string; readonly name: string } | null
  readonly keyboard: { readonly rows: readonly { readonly buttons: readonly Button[] }[] } | null
  readonly textExampleParams: readonly string[]
}

interface Button {
  readonly text: string
  readonly buttonType: string
  readonly url: string | null
  readonly urlPostfix: null
  readonly urlTextExample: string | null
  readonly phone: null
  readonly payload: null
}

/** Subjects of the stand: Support, Partners (whose catalogue is empty), Viber Business. */
export const SUPPORT = 345
export const PARTNERS = 346
export const VIBER = 347

type Words = readonly [language: string, category: string, text: string, examples?: readonly string[]]

/** An approved text of Support's WhatsApp, unless told otherwise. */
export function template(
  id: number,
  name: string,
  words: Words,
  more: Partial<DirectoryTemplate> = {},
  parts: Partial<Content> = {},
): DirectoryTemplate {
  const [language, category, text, textExampleParams = []] = words
  return {
    subjectId: SUPPORT,
    id,
    name,
    channelType: 'WHATSAPP',
    language,
    contentType: 'TEXT',
    category,
    status: 'APPROVED',
    locked: false,
    type: 'OPERATOR',
    content: {
      header: null,
      text,
      footer: null,
      caption: null,
      action: null,
      attachment: null,
      keyboard: null,
      textExampleParams,
      ...parts,
    },
    createdAt: '2026-05-01T10:00:00Z',
    updatedAt: '2026-05-02T10:00:00Z',
    ...more,
  }
}

/** A header of text. */
export function header(text: string, example: string | null = null): Pick<Content, 'header'> {
  return {
    header: {
      headerType: 'TEXT',
      text,
      attachment: null,
      headerExampleTextParam: example,
      headerExampleMediaUrl: null,
    },
  }
}

/** Buttons that open addresses. */
export function links(
  ...rows: readonly (readonly [text: string, url: string, example: string | null])[]
): Pick<Content, 'keyboard'> {
  const buttons = rows.map(([text, url, urlTextExample]) => ({
    text,
    buttonType: 'URL',
    url,
    urlPostfix: null,
    urlTextExample,
    phone: null,
    payload: null,
  }))
  return { keyboard: { rows: [{ buttons }] } }
}
