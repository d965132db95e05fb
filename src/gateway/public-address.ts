import { BlockList, isIP } from 'node:net'

// What IANA's registries of special purposes call not globally reachable, and what may be reached but belongs to nobody else.
const PRIVATE_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers' own (CGNAT)
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local; clouds give out credentials here
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // old relays from IPv6
  '192.168.0.0/16', // private
  '198.18.0.0/15', // measurements
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/3', // multicast, reserved, broadcast
]
// Everything global is inside 2000::/3, so that mapped, translated, local and multicast forms need no line of their own.
const GLOBAL_IPV6 = '2000::/3'
const PRIVATE_IPV6 = [
  '2001::/23', // protocol assignments, tunnels that hold an IPv4 address among them
  '2001:db8::/32', // documentation
  '2002::/16', // tunnels that hold an IPv4 address
  '3fff::/20', // documentation
]

const privateIpv4 = ranges('ipv4', PRIVATE_IPV4)
const globalIpv6 = ranges('ipv6', [GLOBAL_IPV6])
const privateIpv6 = ranges('ipv6', PRIVATE_IPV6)
const loopbackIpv4 = ranges('ipv4', ['127.0.0.0/8'])

/** Does this IP address belong to the public network? Not for what is no IP address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !privateIpv4.check(address, 'ipv4')
    case 6: {
      const plain = withoutZone(address)
      return globalIpv6.check(plain, 'ipv6') && !privateIpv6.check(plain, 'ipv6')
    }
    default:
      return false
  }
}

/** Is this IP address the machine itself? */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) === 4 ? loopbackIpv4.check(address, 'ipv4') : withoutZone(address) === '::1'
}

/** An address with a zone (`fe80::1%eth0`) is judged without it. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '')
}

function ranges(family: 'ipv4' | 'ipv6', list: readonly string[]): BlockList {
  const found = new BlockList()
  for (const range of list) {
    const [network = '', prefix] = range.split('/')
    found.addSubnet(network, Number(prefix), family)
  }
  return found
}
