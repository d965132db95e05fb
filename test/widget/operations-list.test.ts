import { describe, expect, it } from 'vitest'
import { GatewayProblem } from '../../src/gateway/client/index.ts'
import { listed } from '../../widget/operations/stores/listed.ts'

const broken = new GatewayProblem('gateway-unreachable', null, '')
/** A gateway whose answers the test gives, in the order in which it is asked. */
function asked() {
  const waiting: PromiseWithResolvers<{ items: string[]; next: string | null }>[] = []
  const cursors: (string | null)[] = []
  const list = listed<string>((cursor) => {
    cursors.push(cursor)
    const one = Promise.withResolvers<{ items: string[]; next: string | null }>()
    waiting.push(one)
    return one.promise
  })
  return { list, waiting, cursors }
}

describe('a list that is read again and again', () => {
  it('shows what it has while reading fails, says so, and is whole again after that', async () => {
    const { list, waiting } = asked()
    expect(list.loading.value).toBe(true)
    const first = list.load()
    waiting[0]!.resolve({ items: ['a'], next: null })
    await first
    const second = list.load()
    waiting[1]!.reject(broken)
    await second
    expect([list.items.value, list.problem.value?.code]).toEqual([['a'], 'gateway-unreachable'])
    const third = list.load()
    waiting[2]!.resolve({ items: ['b'], next: null })
    await third
    expect([list.items.value, list.problem.value]).toEqual([['b'], null])
  })

  it('drops an answer that was asked for before a deed', async () => {
    const { list, waiting } = asked()
    const old = list.load()
    const deed = list.act('a', async () => undefined)
    await expect.poll(() => waiting.length).toBe(2)
    waiting[1]!.resolve({ items: [], next: null })
    await deed
    waiting[0]!.resolve({ items: ['a'], next: null })
    await old
    expect(list.items.value).toEqual([])
  })

  it('does a thing once, however often it is pressed, and shows at it what went wrong', async () => {
    const { list, waiting } = asked()
    const done = Promise.withResolvers<never>()
    let times = 0
    const deed = () => {
      times += 1
      return done.promise
    }
    const first = list.act('a', deed)
    expect([await list.act('a', deed), times, list.busy.value.has('a')]).toEqual([false, 1, true])
    done.reject(broken)
    await expect.poll(() => waiting.length).toBe(1)
    waiting[0]!.resolve({ items: ['a'], next: null })
    expect(await first).toBe(false)
    expect([list.refused.value.get('a'), list.busy.value.size]).toEqual([broken, 0])
  })

  it('reads as many pages as are shown', async () => {
    const { list, waiting, cursors } = asked()
    const first = list.load()
    waiting[0]!.resolve({ items: ['a'], next: 'after-a' })
    await first
    expect(list.next.value).toBe('after-a')
    const more = list.more()
    waiting[1]!.resolve({ items: ['a'], next: 'after-a' })
    await expect.poll(() => waiting.length).toBe(3)
    waiting[2]!.resolve({ items: ['b'], next: null })
    await more
    expect([list.items.value, list.next.value]).toEqual([['a', 'b'], null])
    expect(cursors).toEqual([null, null, 'after-a'])
  })
})
