import { expect, test } from 'vitest'
import { adapterOver } from './adapter.ts'
import { THREAD } from './samples.ts'
import { demoStand } from './stand.ts'

const stand = demoStand()

test('a session’s page is the one that its thread names, and none before the thread was read', async () => {
  const host = stand.host()
  expect(host.links!.session('s-3')).toBeNull()
  await host.sessions.ofContact('c-1', null)
  const page = host.links!.session('s-3')!
  const shown = await fetch(page, { redirect: 'manual' })
  expect([shown.status, shown.headers.get('location')]).toEqual([302, '/contacts/c-1'])
  expect(host.links!.session('s-none')).toBeNull()
  expect(host.links!.newSession()).toBeNull()
})

test.each(['javascript:alert(1)', 'data:text/html,x', '/arm/thread/4410', '', null])(
  'nothing but a web page is a link: %s',
  async (threadUrl) => {
    const { host } = adapterOver(() => ({ ...THREAD, threadUrl }))
    expect((await host.sessions.get('4410'))?.id).toBe('4410')
    expect(host.links!.session('4410')).toBeNull()
  },
)
