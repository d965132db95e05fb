import { leanFetch } from './fetch-node-lean.ts'
import { Agent, fetch as undiciFetch, type buildConnector, WebSocket as UndiciWebSocket } from 'undici'

/** A `fetch` and sockets of its own, with the connections they keep. */
export interface NodeFetch {
  readonly fetch: typeof fetch
  /** A socket to the same host, for hosts that push over one. */
  readonly openSocket: (url: string, protocols: string[]) => WebSocket
  /** Ends the connections; requests under way are broken off. */
  close(): Promise<void>
}

/**
 * The connections to one host: bounded, kept alive, one request at a time on each (with pipelining a slow read would delay a
 * deed behind it). Of all files in here this and `fetch-node-lean.ts` alone need Node. Undici's own `fetch` goes with its Agent: the one built into
 * Node refuses an Agent of another version.
 *
 * @param options.connections how many connections to the host may be open at once (default 16)
 * @param options.connectMs how long making a connection may take (default 5000)
 * @param options.connector makes the connections another way
 */
export function nodeFetch(
  options: { connections?: number; connectMs?: number; connector?: buildConnector.connector } = {},
): NodeFetch {
  const dispatcher = new Agent({
    connections: options.connections ?? 16,
    pipelining: 1,
    connect: options.connector ?? { timeout: options.connectMs ?? 5000 },
    // Time limits are the caller's affair.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    fetch: async (input, init) => {
      const request = input instanceof Request && goesBeside(init) ? input : new Request(input, init)
      const headers = request === input ? init?.headers : undefined
      const text = request === input && typeof init?.body === 'string' ? init.body : null
      // Bytes, since files are sent too.
      const body = text ?? (request.body === null ? null : new Uint8Array(await request.arrayBuffer()))
      const sent = (headers as Record<string, string> | undefined) ?? Object.fromEntries(request.headers)
      if (request.redirect === 'manual') return leanFetch(request, sent, body, dispatcher)
      const response = await undiciFetch(request.url, {
        method: request.method,
        headers: sent,
        body,
        redirect: request.redirect,
        signal: request.signal,
        dispatcher,
      })
      return response as unknown as Response
    },
    openSocket: (url, protocols) =>
      new UndiciWebSocket(url, { protocols, dispatcher }) as unknown as WebSocket,
    close: () => dispatcher.destroy(),
  }
}

/** Can it be used as it is beside a Request that says the rest? A text, and names with one value each, need no form of their own. */
function goesBeside({ body, headers, ...others }: RequestInit = {}): boolean {
  const plain = headers === undefined || Object.getPrototypeOf(headers) === Object.prototype
  return plain && (body === undefined || typeof body === 'string') && Object.keys(others).length === 0
}
