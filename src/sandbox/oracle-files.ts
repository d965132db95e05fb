import type { KeptFile, StoreView } from './engine/index.ts'

/** A kept file as an answer; shown in the browser only where that can do no harm. */
export function servedFile(file: KeptFile | null): Response {
  if (!file) return Response.json({ error: 'There is no such file, or not any more.' }, { status: 404 })
  const shown = /^(image\/(png|jpeg|gif|webp)|application\/pdf|text\/plain)$/.test(file.type)
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.type,
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "script-src 'none'",
    },
  })
}

/** The store with whole addresses of files, for those who read it from outside. */
export function withAddresses(store: StoreView, origin: string): StoreView {
  const whole = <T extends { readonly attachments: StoreView['messages'][number]['attachments'] }>(
    item: T,
  ): T =>
    item.attachments.length === 0
      ? item
      : {
          ...item,
          attachments: item.attachments.map((file) => ({
            ...file,
            url: new URL(file.url, origin).href,
          })),
        }
  return { ...store, messages: store.messages.map(whole), deliveries: store.deliveries.map(whole) }
}
