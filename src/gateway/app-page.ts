import { framedPage } from './conversation-page.ts'

export interface AppPage {
  readonly workspaceId: string
  /** The pages that may frame it, and be listened to. */
  readonly origins: readonly string[]
  readonly placeScript: string | null
  readonly locale?: 'en' | 'ru' | undefined
  readonly theme?: 'light' | 'dark' | 'auto' | undefined
}

/** The app as a page for an iframe of the host's own pages; without a language it speaks the browser's. */
export function appPage({ workspaceId, origins, placeScript, locale, theme = 'auto' }: AppPage): Response {
  // All of it comes from checked settings and from the query's own lists, without a character that HTML would read.
  const html = `<!doctype html>
<html${locale ? ` lang="${locale}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="firstline-origins" content="${origins.join(' ')}">
<title>Firstline</title>
<style>
html, body, main { height: 100%; margin: 0; font-family: system-ui, sans-serif }
firstline-app { display: block; height: 100%; border: 0; border-radius: 0 }
h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%) }
</style>
<script type="module" src="../app.js"></script>
<script type="module" src="../${placeScript ?? 'place.js'}"></script>
</head>
<body>
<main><h1>Firstline</h1><firstline-app workspace="${workspaceId}" theme="${theme}"></firstline-app></main>
</body>
</html>
`
  return framedPage(html, origins)
}
