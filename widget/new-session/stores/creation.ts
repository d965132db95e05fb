import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { Channel } from '../../../src/domain/words.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useForm, type Person } from './form.ts'

/** Messengers that know a person by the phone number, the one to prefer first. */
const BY_PHONE: readonly Channel[] = ['whatsapp', 'viber', 'telegram', 'max', 'sms']

/** Creates a contact, or finds out that it is there already. */
export const useCreation = defineStore('creation', () => {
  const gateway = useGateway()
  const form = useForm()
  const busy = shallowRef(false)
  const existing = shallowRef<Person | null>(null)
  const problem = shallowRef<GatewayProblem | null>(null)

  function begin(): void {
    existing.value = null
    problem.value = null
  }

  /** `true` when the contact was created and taken into the form. */
  async function create(
    name: string,
    by: 'phone' | 'email',
    address: string,
    lines: WireCard['lines'],
  ): Promise<boolean> {
    if (busy.value) return false
    begin()
    busy.value = true
    try {
      const channel = by === 'email' ? 'email' : phoneChannel(lines)
      form.take(await gateway.createContact({ name, channel, address }))
      return true
    } catch (error) {
      const found = problemOf(error)
      existing.value = found.contact ?? null
      problem.value = found
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, existing, problem, begin, create }
})

function phoneChannel(lines: WireCard['lines']): Channel {
  const offered = BY_PHONE.find((channel) => lines.some((line) => line.channels.includes(channel)))
  return offered ?? 'whatsapp'
}
