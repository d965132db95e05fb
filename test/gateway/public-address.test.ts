import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLoopbackAddress, isPublicAddress } from '../../src/gateway/public-address.ts'

describe('an IP address', () => {
  it.each([
    ['8.8.8.8'],
    ['1.1.1.1'],
    ['9.255.255.255'],
    ['11.0.0.0'],
    ['100.63.255.255'],
    ['100.128.0.0'],
    ['172.15.255.255'],
    ['172.32.0.0'],
    ['223.255.255.255'],
    ['2606:4700:4700::1111'],
    ['2a02:6b8::feed:0ff'],
    ['2400:cb00:2048:1::c629:d7a2'],
  ])('%s is of the public network', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ['nothing', '0.0.0.0'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['of carriers', '100.64.0.1'],
    ['of carriers', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.169.254'],
    ['documentation', '192.0.2.1'],
    ['measurement', '198.19.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['nothing', '::'],
    ['loopback', '::1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped, in hex', '::ffff:7f00:1'],
    ['mapped, though public', '::ffff:8.8.8.8'],
    ['compatible', '::127.0.0.1'],
    ['translated', '64:ff9b::a00:1'],
    ['translated for one network', '64:ff9b:1::a00:1'],
    ['tunnel', '2002:7f00:1::'],
    ['tunnel', '2001:0:7f00:1::'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['unique local', 'fd00::1'],
    ['unique local', 'fc00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['multicast', 'ff02::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['no address', '127.1'],
  ])('is not public: %s, %s', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it('inside a private range is never public, written as IPv4 or mapped into IPv6', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const inside = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127, 224, 255), byte, byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    )
    fc.assert(
      fc.property(inside, (bytes) => {
        const address = bytes.join('.')
        expect(isPublicAddress(address)).toBe(false)
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false)
        expect(isLoopbackAddress(address)).toBe(bytes[0] === 127)
      }),
    )
  })
})
