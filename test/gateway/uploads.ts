import type { Files } from '../../src/hosts/port.ts'
import { FAKE, fakeHost } from './fake-host.ts'
import { ORIGIN, SECRET, testGateway, type TestGateway } from './setup.ts'

export const bytesOf = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, n) => (n * 7 + (n >> 8)) % 256)

/** A gateway whose adapter only shows what it was given to read files with, and a clock that can be moved. `more`: of its workspace. */
export async function gatewayWithFiles(more: { readonly uploadQuotaBytes?: number } = {}) {
  const clock = { skippedMs: 0 }
  const given: { files: Files | null } = { files: null }
  const gateway = await testGateway(
    FAKE,
    {
      publicUrl: 'https://firstline.example/gate/',
      workspaces: [{ id: 'sandbox', secret: SECRET, origins: [ORIGIN], country: 'RU', host: FAKE, ...more }],
    },
    {
      now: () => new Date(Date.now() + clock.skippedMs),
      openHost: (settings, dependencies) => {
        given.files = dependencies.files ?? null
        return fakeHost()(settings, dependencies)
      },
    },
  )
  if (!given.files) throw new Error('The adapter was given no files')
  return { ...gateway, files: given.files, clock }
}

export async function upload(
  { ask }: Pick<TestGateway, 'ask'>,
  token: string,
  body: Uint8Array = bytesOf(10),
  name = 'Invoice.pdf',
  type = 'application/pdf',
) {
  return ask('POST', `/v1/attachments?name=${encodeURIComponent(name)}`, {
    token,
    body,
    headers: { 'Content-Type': type },
  })
}

/** The link as our own server has it, behind its public address. */
export const local = (link: string): string => link.replace('https://firstline.example/gate', '')
