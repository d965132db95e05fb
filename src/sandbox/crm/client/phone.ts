import * as z from 'zod/mini'
import { PhoneSchema, type Phone, type PhoneAccount } from '../phone-wire.ts'
import { part, read, send } from './ask.ts'
import { whenSandboxMoves } from './events.ts'
import { phoneDrawer } from './phone-drawer.ts'
import { showScreen, type PhoneWords } from './phone-screen.ts'
import { hearTabs, showTabs } from './phone-tabs.ts'

const Both = z.object({ messenger: z.string(), email: z.string() })
const WordsSchema = z.object({
  block: z.string(),
  unblock: z.string(),
  leave: Both,
  return: Both,
  blocked: z.string(),
  left: Both,
  failed: z.string(),
  isRead: z.string(),
  unread: z.string(),
})

/** The customer's phone: shows what arrived, and lets the person at the screen be the customer. */
export function customerPhone(root: HTMLElement): void {
  const words: PhoneWords = WordsSchema.parse(JSON.parse(root.dataset['words'] ?? '{}'))
  const drawer = phoneDrawer(root)
  const answer = part<HTMLFormElement>(root, '[data-answer]')
  const text = part<HTMLInputElement>(answer, 'input')
  const said = part(root, '[data-phone-said]')
  let phone: Phone = { accounts: [] }
  let shown: string | null = null
  const known = new Set<string>()

  const current = (): PhoneAccount | undefined =>
    phone.accounts.find((account) => keyOf(account) === shown) ?? phone.accounts[0]

  const show = (): void => {
    const account = current()
    shown = account ? keyOf(account) : null
    root.toggleAttribute('data-empty-phone', !account)
    part(root, '[data-no-accounts]').hidden = account !== undefined
    const tabs = phone.accounts.map((one) => ({ key: keyOf(one), account: one }))
    showTabs(root, tabs, shown, words)
    if (account) showScreen(root, account, words)
    drawer.badge(phone.accounts.reduce((sum, { unread }) => sum + unread, 0))
  }

  hearTabs(root, (key) => {
    shown = key
    show()
  })

  /** A message has come to another app: the phone shows that one, unless somebody is writing. */
  const follow = (first: boolean): void => {
    for (const account of phone.accounts)
      for (const { id, from } of account.messages) {
        if (!known.has(id) && !first && from === 'company' && text.value === '') shown = keyOf(account)
        known.add(id)
      }
  }

  const look = async (): Promise<void> => {
    const answered = await read(`/phones/${encodeURIComponent(root.dataset['phone'] ?? '')}`)
    const next = PhoneSchema.safeParse(await answered?.json())
    if (!next.success) return
    phone = next.data
    // A new phone opens at the app used last.
    if (shown === null) shown = newest(phone)
    follow(known.size === 0)
    show()
  }

  const act = async (action: string, more: object = {}): Promise<boolean> => {
    const account = current()
    if (!account) return false
    const { channel, address } = account
    const worked = await send('POST', '/_sandbox/customer', { channel, address, action, ...more })
    said.textContent = worked === null ? words.failed : ''
    return worked !== null
  }

  answer.addEventListener('submit', async (event) => {
    event.preventDefault()
    const written = text.value.trim()
    if (written !== '' && (await act('write', { text: written }))) text.value = ''
  })
  for (const button of root.querySelectorAll<HTMLElement>('[data-deed]'))
    button.addEventListener(
      'click',
      () => void act(button.dataset['now'] ?? button.dataset['deed'] ?? 'read'),
    )

  whenSandboxMoves(() => void look())
}

function keyOf({ channel, address }: PhoneAccount): string {
  return `${channel} ${address}`
}

function newest({ accounts }: Phone): string | null {
  const found = accounts.toSorted((a, b) => lastAt(b).localeCompare(lastAt(a)))[0]
  return found ? keyOf(found) : null
}

function lastAt({ messages }: PhoneAccount): string {
  return messages.at(-1)?.at ?? ''
}
