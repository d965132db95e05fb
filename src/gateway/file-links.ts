import { createHmac, timingSafeEqual } from 'node:crypto'

/** What an address of a file says: which one, under which name, until when. */
export interface FileLink {
  readonly workspaceId: string
  readonly id: string
  readonly name: string
  /** Seconds since 1970. */
  readonly expires: number
}

export interface FileLinks {
  /** Path and query of the file's address. */
  address(link: FileLink): string
  /** Was this link made by us, as it is, and is its time not over? Takes the same time whatever the signature is. */
  holds(link: FileLink, signature: string): boolean
}

/** Addresses under which hosts fetch files of messages: whoever has one needs nothing else, so each is signed and expires. */
export function fileLinks(contextKey: string, now: () => Date): FileLinks {
  // A key of its own: what is signed here means nothing anywhere else.
  const key = createHmac('sha256', contextKey).update('firstline: links to files').digest()
  const sign = ({ workspaceId, id, name, expires }: FileLink): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([workspaceId, id, name, expires]))
      .digest()
  return {
    address(link) {
      const query = new URLSearchParams({
        workspace: link.workspaceId,
        expires: String(link.expires),
        sign: sign(link).toString('base64url'),
      })
      return `/v1/attachments/${encodeURIComponent(link.id)}/${encodeURIComponent(link.name)}?${query}`
    },
    holds(link, signature) {
      const shown = Buffer.from(signature, 'base64url')
      const ours = sign(link)
      return (
        shown.byteLength === ours.byteLength &&
        timingSafeEqual(shown, ours) &&
        now().getTime() < link.expires * 1000
      )
    },
  }
}
