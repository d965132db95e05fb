/** Colours and type of the place where a letter is shown. */
export interface LetterLook {
  readonly text: string
  readonly ground: string
  readonly line: string
  readonly accent: string
  readonly font: string
  readonly size: string
}

const value = (text: string): string => text.replaceAll(/[<>{};&]/g, '')

/**
 * The empty page into which the cleaned body of a letter is put. Nothing may run in it and nothing may be fetched, except pictures
 * when these were asked for; its own style is known by a number that no letter can know.
 */
export function letterPage(withPictures: boolean, locale: string, look: LetterLook): string {
  const nonce = crypto.randomUUID()
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(withPictures ? ['img-src https: http:'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><title>.</title>
<style nonce="${nonce}">
html { overflow: auto; background: ${value(look.ground)}; color: ${value(look.text)} }
body { margin: 0; font: ${value(look.size)}/20px ${value(look.font)}; overflow-wrap: anywhere; display: flow-root }
body, p, div, li, blockquote, pre, h1, h2, h3, td, th { unicode-bidi: plaintext }
a { color: ${value(look.accent)} }
p, ul, ol, blockquote, pre, h1, h2, h3 { margin: 0 0 8px }
h1, h2, h3 { font-size: inherit }
pre { white-space: pre-wrap; font-family: inherit }
blockquote { padding-inline-start: 8px; border-inline-start: 2px solid ${value(look.line)} }
table { border-collapse: collapse; max-width: 100% }
td, th { padding: 2px 8px 2px 0; text-align: start; vertical-align: top }
img { max-width: 100%; height: auto }
hr { border: 0; border-block-start: 1px solid ${value(look.line)} }
</style></head><body dir="auto"></body></html>`
}
