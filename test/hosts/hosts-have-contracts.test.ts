import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { HOSTS } from '../../src/hosts/registry.ts'

const hosts = fileURLToPath(new URL('../../src/hosts/', import.meta.url))
const adapters = readdirSync(hosts).filter((name) => existsSync(`${hosts}${name}/index.ts`))

const lacks = (name: string) =>
  !existsSync(fileURLToPath(new URL(`./${name}/contract.test.ts`, import.meta.url)))

test('every host folder has a contract test', () => {
  expect(adapters).not.toEqual([])
  expect(adapters.filter(lacks)).toEqual([])
})

test('every host folder is in the registry, and explains itself in a README', () => {
  expect(Object.keys(HOSTS).toSorted()).toEqual(adapters.toSorted())
  expect(adapters.filter((name) => !existsSync(`${hosts}${name}/README.md`))).toEqual([])
})
