import type { Page } from 'playwright-core'

/** What was called, asked of the network beyond `ours`, and refused by a policy, from now on. */
export async function trap(page: Page, ...ours: readonly string[]) {
  const calls = new Set<number>()
  const requests: string[] = []
  const refused: string[] = []
  await page.exposeFunction('fired', (n: number) => calls.add(n))
  page.on('request', (request) => {
    const url = request.url()
    if (![...ours, 'about:'].some((start) => url.startsWith(start))) requests.push(url)
  })
  page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) refused.push(said.text())
  })
  await page.route(/fired\.example/, (route) => route.abort())
  return { calls, requests, refused }
}

/** In the page: starts whatever waits for a person, and says what leads elsewhere or stands out of the element. */
export function faultsOf(element: string): string[] {
  const root = document.querySelector(element)?.shadowRoot
  if (!root) return ['nothing is shown']
  const frames = [...root.querySelectorAll('iframe')]
  const all = [root, ...frames.map((one) => one.contentDocument)].flatMap((one) => [
    ...(one?.querySelectorAll<HTMLElement>('*') ?? []),
  ])
  const EVENTS = [
    'mouseover',
    'pointerover',
    'focus',
    'error',
    'load',
    'toggle',
    'animationstart',
    'beforetoggle',
  ]
  const faults: string[] = []
  for (const one of all) {
    if (one.matches('audio, video, source, img')) continue
    for (const name of EVENTS) if (one.localName !== 'iframe') one.dispatchEvent(new Event(name))
    for (const { name, value } of one.attributes) {
      if (name.startsWith('on')) faults.push(`handler: ${one.outerHTML.slice(0, 80)}`)
      if (
        /^(?:href|src|action|formaction|data|xlink:href)$/.test(name) &&
        !/^(?:https?|mailto|tel):/.test(value)
      )
        faults.push(`address: ${one.outerHTML.slice(0, 80)}`)
    }
    if (
      /^(?:script|object|embed|base|form|svg:script|link)$/.test(one.localName) &&
      one.getRootNode() !== root
    )
      faults.push(`element: ${one.outerHTML.slice(0, 80)}`)
  }
  // None of these is ours; frames are, as long as nothing runs in them.
  for (const one of root.querySelectorAll(
    'script, object, embed, base, meta, math, marquee, iframe:not([sandbox]), iframe[sandbox*=scripts]',
  ))
    faults.push(`element: ${one.outerHTML.slice(0, 80)}`)
  for (const one of root.querySelectorAll('[role=log] article')) {
    const [log, box] = [one.closest('[role=log]') as Element, one].map((each) => each.getBoundingClientRect())
    if (log && box && (box.left < log.left - 1 || box.right > log.right + 1))
      faults.push(`beyond the log: ${one.outerHTML.slice(0, 80)}`)
  }
  const edge = document.documentElement.clientWidth + 1
  for (const one of root.querySelectorAll<HTMLElement>('*')) {
    if (one.closest('.cut, .only-heard, .folded, .words') || !one.checkVisibility()) continue
    const box = one.getBoundingClientRect()
    if (box.width > 0 && (box.right > edge || box.left < -1))
      faults.push(`too wide: ${one.outerHTML.slice(0, 80)}`)
  }
  return [...new Set(faults)].slice(0, 20)
}

/** In the page: how many letters are not yet shown in their frames. */
export function unfilledFrames(): number {
  const root = document.querySelector('firstline-conversation')?.shadowRoot
  return [...(root?.querySelectorAll('iframe') ?? [])].filter(
    (one) => one.contentDocument?.title !== '.' || one.contentDocument.readyState !== 'complete',
  ).length
}
