import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { buildConnector } from 'undici'
import { nodeFetch } from '../hosts/fetch-node.ts'
import { within } from './background.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Addresses that callers name: where to post a callback, where a file can be fetched. */
export interface Outside {
  /**
   * Why nothing may be sent there, as the end of a sentence that begins with the field; `null` where it may. A name that cannot be
   * resolved at the moment is no fault: `fetch` will see.
   */
  fault(url: string): Promise<string | null>
  /** Connects nowhere else, whatever a name means by then and wherever a redirect leads. */
  readonly fetch: typeof fetch
  close(): Promise<void>
}

type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

interface OutsideOptions {
  /** Origins beyond public HTTPS (`http://engine.corp.example:8080`); `loopback` stands for everything on this machine. */
  readonly trusted: readonly string[]
  /** How names are resolved; the system's way unless given. */
  readonly resolve?: Resolve
  /** How long `fault` waits for that. Default 1000: callers wait for an answer. */
  readonly resolveWithinMs?: number
}

const CONNECT_MS = 5000
const REFUSED = 'Not a public address.'
const CREDENTIALS = 'must not have a user name or password in it'
const NOT_HTTPS = 'must begin with https:// (or be one of the trusted origins of the gateway)'
const NOT_PUBLIC = 'must be an address of the public network (or one of the trusted origins of the gateway)'

/**
 * Lets callers name only public addresses over HTTPS, so that the gateway is no way into the network in which it stands. The address
 * that is connected to is the one that was checked: a name may mean another one a moment later.
 */
export function outside({ trusted, resolve = resolveName, resolveWithinMs = 1000 }: OutsideOptions): Outside {
  const origins = new Set(trusted)
  const loopback = origins.has('loopback')

  /** Which addresses an origin may have; `null`: none. */
  function admitted(origin: string, secure: boolean): ((address: string) => boolean) | null {
    if (origins.has(origin)) return () => true
    if (secure) return (address) => isPublicAddress(address) || (loopback && isLoopbackAddress(address))
    return loopback ? isLoopbackAddress : null
  }

  const connections = nodeFetch({
    connectMs: CONNECT_MS,
    connector({ protocol, hostname, port, ...others }, done) {
      const secure = protocol === 'https:'
      const admits = admitted(originOf(protocol, hostname, port), secure)
      const literal = isIP(bare(hostname)) > 0
      if (!admits || (literal && !admits(bare(hostname)))) return done(new Error(REFUSED), null)
      const connect = buildConnector({ timeout: CONNECT_MS, lookup: lookupAmong(admits, resolve) })
      connect({ protocol, hostname, port, ...others }, done)
    },
  })

  return {
    async fault(url) {
      const { protocol, hostname, origin, username, password } = new URL(url)
      if (username !== '' || password !== '') return CREDENTIALS
      const admits = admitted(origin, protocol === 'https:')
      if (!admits) return NOT_HTTPS
      // However an IPv4 address is written (2130706433, 0x7f.1), a URL has it in its usual form.
      const name = bare(hostname)
      if (isIP(name)) return admits(name) ? null : NOT_PUBLIC
      const found = await within(
        resolve(name).then(addressesOf, () => []),
        resolveWithinMs,
      )
      return found === 'late' || found.value.every(admits) ? null : NOT_PUBLIC
    },
    fetch: connections.fetch,
    close: connections.close,
  }
}

const addressesOf = (found: readonly LookupAddress[]): string[] => found.map(({ address }) => address)

function lookupAmong(admits: (address: string) => boolean, resolve: Resolve): LookupFunction {
  const found = callbackify(async (hostname: string) => {
    const [first, ...others] = await resolve(hostname)
    // One address that does not fit spoils the name: which of them is taken is not ours to say.
    if (!first || ![first, ...others].every(({ address }) => admits(address))) throw new Error(REFUSED)
    return [first, ...others] as const
  })
  return (hostname, { all }, done) =>
    found(hostname, (error, addresses) => {
      if (error) done(error, '', 0)
      else if (all) done(null, [...addresses])
      else done(null, addresses[0].address, addresses[0].family)
    })
}

function resolveName(hostname: string): Promise<readonly LookupAddress[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly LookupAddress[]>()
  systemLookup(hostname, { all: true }, (error, found) => (error ? reject(error) : resolve(found)))
  return promise
}

/** An IPv6 address stands in brackets in a URL. */
const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1')

function originOf(protocol: string, hostname: string, port: string): string {
  const name = isIP(hostname) === 6 ? `[${hostname}]` : hostname
  return new URL(`${protocol}//${name}${port ? `:${port}` : ''}`).origin
}
