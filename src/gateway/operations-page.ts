import { framedPage } from './conversation-page.ts'

/** Operations as a page. Which pages may frame it, and hand it a context, is written into it as into the conversation's. */
export function operationsPage(origins: readonly string[]): Response {
  // Origins come from checked settings and have no character that HTML would read.
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="firstline-origins" content="${origins.join(' ')}">
<title>Operations · Firstline</title>
<style>
html, body { min-height: 100%; margin: 0; font-family: system-ui, sans-serif }
firstline-operations { display: block; height: auto; min-height: 100vh; border: 0; border-radius: 0 }
</style>
<script type="module" src="operations.js"></script>
</head>
<body></body>
</html>
`
  return framedPage(html, origins)
}
