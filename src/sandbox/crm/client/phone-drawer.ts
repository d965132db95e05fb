import { part } from './ask.ts'

/** In a narrow window the phone lies over the card: a button opens it, Escape and the cross close it. */
export function phoneDrawer(root: HTMLElement): { badge(unread: number): void } {
  const button = part<HTMLButtonElement>(document, '[data-phone-open]')
  const badge = part(document, '[data-phone-badge]')
  const turn = (open: boolean): void => {
    root.toggleAttribute('data-open', open)
    button.ariaExpanded = String(open)
    if (open) part(root, '[data-phone-close]').focus()
    else button.focus()
  }
  button.addEventListener('click', () => turn(!root.hasAttribute('data-open')))
  part(root, '[data-phone-close]').addEventListener('click', () => turn(false))
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && root.hasAttribute('data-open')) turn(false)
  })
  const clock = part<HTMLTimeElement>(root, '[data-phone-time]')
  const tick = (): void => {
    clock.textContent = document.querySelector('[data-clock]')?.textContent?.match(/\d+:\d+/)?.[0] ?? ''
  }
  tick()
  setInterval(tick, 15_000)
  return {
    badge(unread) {
      badge.hidden = unread === 0
      badge.textContent = String(unread)
    },
  }
}
