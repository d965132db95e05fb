import { expect, test } from 'vitest'
import { stand } from './stand.ts'

test('a file comes in two parts that belong together by their hash, and its address stands under "Link"', async () => {
  const { url, ask, engine } = await stand()
  const hash = '4f1c2b52-3f0e-4c55-9a41-7d1f6c0e2a11'
  const upload = async (part: string, range: string, to = 'dir-outgoing') => {
    const form = new FormData()
    form.append('file', new File([part], 'offer.pdf', { type: 'application/pdf' }))
    const response = await fetch(`${url}/pub/v1/disk/directory/${to}/upload?hash=${hash}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-token', 'content-range': range },
      body: form,
    })
    // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape, judged by the tests
    return { status: response.status, json: (await response.json()) as any }
  }
  expect((await upload('%P', 'bytes 0-2/4')).json.file).toBeNull()
  const { file } = (await upload('DF', 'bytes 2-4/4')).json
  expect(file).toMatchObject({ __name: 'offer.pdf', size: 4, hash })
  const { Link } = (await ask('GET', `/pub/v1/disk/file/${file.__id}/get-link`)).json
  expect(await (await fetch(Link)).text()).toBe('%PDF')
  expect(engine.store.files).toHaveLength(1)
  expect((await upload('%PDF', 'bytes 0-9')).status).toBe(400)
  expect((await upload('%PDF', 'bytes 0-4/4', 'dir-404')).status).toBe(404)
})
