import { deflateSync, crc32 } from 'node:zlib'
import film from './lamp-film.json' with { type: 'json' }

/** What the demo's people send each other, made here so that no binary files lie among the sources. */

type Colour = readonly [red: number, green: number, blue: number]

/** A PNG of a lamp in the dark: a bright disc under a shade, so that one sees at a glance that it is shown whole. */
export function lampPicture(width: number, height: number, wall: Colour, light: Colour): Uint8Array {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  const [middle, top, radius] = [width / 2, height * 0.45, Math.min(width, height) * 0.16]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const away = Math.hypot(x - middle, y - top)
      const shade = y < top - radius * 0.6 && Math.abs(x - middle) < radius * 1.4 && y > top - radius * 2
      const glow = Math.max(0, 1 - away / (radius * 4))
      const at = y * (width * 3 + 1) + 1 + x * 3
      for (let n = 0; n < 3; n += 1) {
        const from = shade ? 40 : (wall[n] ?? 0)
        const to = light[n] ?? 0
        rows[at + n] = away < radius && !shade ? to : Math.round(from + (to - from) * glow * 0.7)
      }
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), bytes])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A WebM of three seconds in which that lamp is switched on. No encoder fits in here, so its few kilobytes lie beside it as text. */
export function lampFilm(): Uint8Array {
  return Buffer.from(film.webm.join(''), 'base64')
}

const RATE = 8000

/** A WAV that hums like somebody speaking on the phone. */
export function voice(seconds: number): Uint8Array {
  const samples = Buffer.alloc(seconds * RATE)
  for (let n = 0; n < samples.length; n += 1) {
    const second = n / RATE
    const word = Math.abs(Math.sin(second * 4.5)) * Math.abs(Math.sin(second * 0.9))
    samples[n] =
      128 + Math.round(60 * word * Math.sin(2 * Math.PI * (140 + 30 * Math.sin(second * 3)) * second))
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
