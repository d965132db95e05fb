import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { NewContactKey } from '../../../src/domain/policy.ts'
import type { Channel } from '../../../src/domain/words.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireAddressCheck } from '../../../src/wire/form.ts'
import type { WireCard } from '../../../src/wire/schemas.ts'
import { problemOf } from '../../shared/gateway.ts'
import { useFormGateway } from '../gateway.ts'
import { usePeopleGateway } from '../people-gateway.ts'
import type { Person } from './form.ts'

/** Channels that know a person by such an address, the one to prefer first. */
const CHANNELS: Readonly<Record<NewContactKey, readonly [Channel, ...Channel[]]>> = {
  phone: ['whatsapp', 'viber', 'telegram', 'max', 'sms'],
  email: ['email'],
  id: ['mobile-app', 'web-chat'],
}
const PAUSE_MS = 300

/** What the gateway says of what was typed; `null`: not asked yet, or typed on since. */
export interface Checked extends WireAddressCheck {
  readonly typed: string
}

/** Checks an address while it is typed, and creates a contact or finds out that it is there already. */
export const useCreation = defineStore('creation', () => {
  const gateway = usePeopleGateway()
  const form = useFormGateway()
  const busy = shallowRef(false)
  const checked = shallowRef<Checked | null>(null)
  const checking = shallowRef(false)
  const existing = shallowRef<Person | null>(null)
  const problem = shallowRef<GatewayProblem | null>(null)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function begin(): void {
    existing.value = null
    problem.value = null
  }

  /** Asks what the typed address would be, once the person pauses; late answers are dropped (R-ADDR-2 to 4). */
  function check(by: NewContactKey, typed: string, lines: WireCard['lines']): void {
    begin()
    asked += 1
    clearTimeout(timer)
    checked.value = null
    checking.value = typed.trim() !== ''
    if (checking.value) timer = setTimeout(() => void look(channelFor(by, lines), typed.trim()), PAUSE_MS)
  }

  async function look(channel: Channel, typed: string): Promise<WireAddressCheck | null> {
    const mine = asked
    try {
      const answer = await form.checkAddress(channel, typed)
      if (mine === asked) checked.value = { ...answer, typed }
      return answer
    } catch (error) {
      // Creating asks again and says what is wrong.
      problemOf(error)
      return null
    } finally {
      if (mine === asked) checking.value = false
    }
  }

  /**
   * The new contact, in the address's proper form; `null` when the address is wrong, somebody has it already, or it failed: then
   * `checked`, `existing` or `problem` say so.
   */
  async function create(
    name: string,
    by: NewContactKey,
    typed: string,
    lines: WireCard['lines'],
  ): Promise<Created | null> {
    if (busy.value) return null
    begin()
    busy.value = true
    clearTimeout(timer)
    asked += 1
    checking.value = false
    try {
      const channel = channelFor(by, lines)
      const known = checked.value?.typed === typed ? checked.value : await look(channel, typed)
      if (known && known.fault !== null) return null
      return await gateway.create({ name, channel, address: known?.address ?? typed })
    } catch (error) {
      const found = problemOf(error)
      existing.value = found.contact ?? null
      problem.value = found
      return null
    } finally {
      busy.value = false
    }
  }

  return { busy, checked, checking, existing, problem, begin, check, create }
})

/** A contact that was just created, with the ways to reach them. */
export type Created = Awaited<ReturnType<ReturnType<typeof usePeopleGateway>['create']>>

/** The channel by which such an address is checked and kept: the first that these lines have. */
function channelFor(by: NewContactKey, lines: WireCard['lines']): Channel {
  const fitting = CHANNELS[by]
  return fitting.find((channel) => lines.some((line) => line.channels.includes(channel))) ?? fitting[0]
}
