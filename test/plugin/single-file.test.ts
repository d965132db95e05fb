import { Script } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtSingleFile } from './built-single-file.ts'

let files: ReadonlyMap<string, string>
let code: string
beforeAll(async () => {
  files = await builtSingleFile()
  code = files.get('firstline.js') ?? ''
})

describe('the widget for hosts that load one classic script', () => {
  it('is one file', () => {
    expect([...files.keys()]).toEqual(['firstline.js'])
  })

  it('stays under 1 MB', () => {
    expect(Buffer.byteLength(code)).toBeGreaterThan(100_000)
    expect(Buffer.byteLength(code)).toBeLessThan(1_000_000)
  })

  it('loads nothing later and knows no module of its own', () => {
    expect(code).not.toMatch(/\bimport\s*\(/)
    expect(code).not.toMatch(/\bimport\s+[\w{*"'`]/)
    expect(code).not.toMatch(/\bimport\.meta\b/)
    expect(code).not.toMatch(/\brequire\s*\(/)
  })

  it('is a classic script that leaves no names behind', () => {
    expect(() => new Script(code)).not.toThrow()
    expect(code.trim()).toMatch(/^\(function\s*\(\)\s*\{[^]*\}\)\(\);$/)
  })

  it('holds the form and both languages', () => {
    expect(code).toContain('New session')
    expect(code).toContain('Новая сессия')
  })
})
