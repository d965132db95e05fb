import { describe, expect, it } from 'vitest'
import { gatewayWithFiles, local, upload } from './uploads.ts'

describe('the address of a file, for a host that fetches it', () => {
  it('gives the bytes to be saved and never shown as a page of ours', async () => {
    const gateway = await gatewayWithFiles()
    const { json } = await upload(
      gateway,
      await gateway.context(),
      new TextEncoder().encode('<script>alert(1)</script>'),
      `Счёт "№1".html`,
      'text/html',
    )
    const link = await gateway.files.link(json)
    expect(link).toMatch(/^https:\/\/firstline\.example\/gate\/v1\/attachments\//)
    const { status, text, headers } = await gateway.ask('GET', local(link))
    expect([status, text]).toEqual([200, '<script>alert(1)</script>'])
    expect(headers.get('content-type')).toBe('text/html')
    expect(headers.get('content-length')).toBe('25')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/^sandbox\b/)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="____ __1_.html"; filename*=UTF-8''${encodeURIComponent('Счёт "№1".html')}`,
    )
    expect((await gateway.ask('HEAD', local(link))).status).toBe(200)
  })

  it('is refused when anything of it was changed', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const [mine, other] = [(await upload(gateway, token)).json, (await upload(gateway, token)).json]
    const link = local(await gateway.files.link(mine))
    const expires = /expires=(\d+)/.exec(link)?.[1] ?? ''
    const changed = [
      link.replace(mine.id, other.id),
      link.replace('Invoice.pdf', 'Invoice.html'),
      link.replace(expires, String(Number(expires) + 1)),
      link.replace('workspace=sandbox', 'workspace=another'),
      link.replace(/sign=.{4}/, 'sign=AAAA'),
      link.replace(/sign=.*/, 'sign='),
    ]
    for (const address of changed) {
      expect(address).not.toBe(link)
      const { status, json } = await gateway.ask('GET', address)
      expect([status, json.code]).toEqual([403, 'link-invalid'])
    }
    expect((await gateway.ask('GET', link.replace(/&sign=.*/, ''))).status).toBe(422)
    expect((await gateway.ask('GET', link)).status).toBe(200)
  })

  it('works for three days, in which the file stays, and not longer', async () => {
    const gateway = await gatewayWithFiles()
    const { json } = await upload(gateway, await gateway.context())
    const link = local(await gateway.files.link(json))
    gateway.clock.skippedMs = 3 * 24 * 3600_000 - 60_000
    expect((await gateway.ask('GET', link)).status).toBe(200)
    gateway.clock.skippedMs += 60_000
    expect((await gateway.ask('GET', link)).json.code).toBe('link-invalid')
  })

  it('of a file that was forgotten leads nowhere', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const { json } = await upload(gateway, token)
    const link = local(await gateway.files.link(json))
    await gateway.ask('DELETE', `/v1/attachments/${json.id}`, { token })
    const gone = await gateway.ask('GET', link)
    expect([gone.status, gone.json.code]).toEqual([404, 'unknown-attachment'])
  })
})
