import type { Page } from 'playwright-core'

/**
 * The browser's notifications, written down instead of shown, and a page that somebody may look away from. Before anything is loaded.
 * @param answer what a person says when they are asked for permission.
 */
export const noticesWrittenDown = (page: Page, permission: string, answer = permission): Promise<unknown> =>
  page.addInitScript(
    ([now, then]) => {
      const told: unknown[] = []
      let hidden = false
      class Told extends EventTarget {
        static permission = now
        static asked = 0
        static async requestPermission() {
          Told.asked += 1
          Told.permission = then
          return then
        }
        constructor(title: string, options: NotificationOptions) {
          super()
          told.push({ title, ...options })
        }
        close() {
          this.dispatchEvent(new Event('close'))
        }
      }
      Object.assign(window, {
        Notification: Told,
        told,
        turnAway(away: boolean) {
          hidden = away
          document.dispatchEvent(new Event('visibilitychange'))
        },
      })
      Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') })
      document.hasFocus = () => !hidden
    },
    [permission, answer] as const,
  )

/** The notifications so far, each with its title. */
export const noticesTold = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(() => Reflect.get(window, 'told') as Record<string, unknown>[])

export const lookAway = (page: Page, away: boolean): Promise<void> =>
  page.evaluate((now) => (Reflect.get(window, 'turnAway') as (away: boolean) => void)(now), away)
