/**
 * The widget as a page for an iframe. The pages that may hand over a context by `postMessage` are written into it for the script
 * to check.
 */
export function conversationPage(origins: readonly string[]): Response {
  return framedPage(page(origins), origins)
}

/**
 * A page of ours for the frames of these pages: its scripts are our own files and nothing else may run, and who may put it into a
 * frame is said by the browser's own rule.
 */
export function framedPage(html: string, origins: readonly string[]): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The element's styles are `<style>` elements in its shadow root.
    "style-src 'self' 'unsafe-inline'",
    // Pictures, recordings and videos of messages stand where their hosts keep them.
    "img-src 'self' data: https: http:",
    'media-src https: http:',
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`,
  ].join('; ')
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    },
  })
}

function page(origins: readonly string[]): string {
  // Origins come from checked settings and have no character that HTML would read.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="firstline-origins" content="${origins.join(' ')}">
<title>Conversation in Lines</title>
<style>html, body { height: 100%; margin: 0 } firstline-conversation { display: block; height: 100% }</style>
<script type="module" src="page.js"></script>
</head>
<body></body>
</html>
`
}
