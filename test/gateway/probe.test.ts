import { describe, expect, it } from 'vitest'
import { readArguments } from '../../src/gateway/arguments.ts'
import { readEnvironment } from '../../src/gateway/environment.ts'
import { probeHosts } from '../../src/gateway/probe.ts'
import { askAt, CONTEXT_KEY, SECRET, testGateway } from './setup.ts'
import { gatewayBefore, world } from './with-sandbox.ts'

const written = async (host: unknown, locale: 'en' | 'ru') => {
  const workspaces = [{ id: 'shop', secret: SECRET, host }]
  const environment = await readEnvironment({ CONTEXT_KEY, WORKSPACES: JSON.stringify(workspaces) })
  const lines: string[] = []
  const fine = await probeHosts(environment, locale, (line) => lines.push(line))
  return { fine, lines }
}

const probed = (url: string, language: string) =>
  askAt(url, 'GET', '/v1/probe', { token: SECRET, headers: { 'Accept-Language': language } })

describe('an administrator asks what is wrong with the setup', () => {
  it('of the gateway, and hears that nothing is', async () => {
    const { url } = await gatewayBefore(await world())
    const { status, json } = await probed(url, 'en')
    expect([status, json.ok]).toEqual([200, true])
    expect(json.findings).toContainEqual({
      ok: true,
      about: 'Module',
      text: 'The module answers.',
      code: null,
      detail: null,
    })
  })

  it('and is told in Russian what to mend, with the host’s own words and without the token', async () => {
    const there = await world()
    const host = { ...there.sandbox.workspaceHost, token: 'a-token-that-ended' }
    const { url } = await testGateway(host)
    const { text, json } = await probed(url, 'ru')
    expect(json.ok).toBe(false)
    expect(json.findings).toEqual([
      {
        ok: false,
        about: 'Web API',
        text: 'Система не принимает наши учётные данные. Проверьте токен в настройках.',
        code: 'wrong-credentials',
        detail: expect.stringMatching(/./),
      },
    ])
    expect(text).not.toContain('a-token-that-ended')
  })

  it('only with the workspace’s secret', async () => {
    const gateway = await gatewayBefore(await world())
    const token = await gateway.context()
    expect((await gateway.ask('GET', '/v1/probe', { token })).json.code).toBe('secret-invalid')
    expect((await gateway.ask('GET', '/v1/probe')).status).toBe(401)
  })
})

describe('npm run gateway -- --probe', () => {
  it('writes a line for each thing, and says whether all is well', async () => {
    const { sandbox } = await world('edna')
    const { fine, lines } = await written(sandbox.workspaceHost, 'en')
    expect(fine).toBe(true)
    expect(lines.slice(0, 6)).toEqual([
      'Workspace shop',
      '  ✓ Chat Center: The login is good and clients can be found.',
      '  ✓ Threads: They can be read.',
      '  ✓ Agents: They can be read, and every mapped login is there.',
      '  ✓ Chatbot: Its token can read messages.',
      '  ✓ Pulse: The key is good.',
    ])
    expect(lines.slice(6, -1).filter((line) => !line.startsWith('  ✓ Line '))).toEqual([])
    expect(lines.at(-1)).toBe('Everything is as it must be.')
  })

  it('says in Russian how much is to be mended', async () => {
    const { sandbox } = await world('helpdeskeddy')
    const { fine, lines } = await written({ ...sandbox.workspaceHost, apiKey: 'a-key-that-ended' }, 'ru')
    expect(fine).toBe(false)
    expect(lines.at(0)).toBe('Рабочее пространство shop')
    expect(lines.at(1)).toMatch(
      /^ {2}✗ Пользователи: Система не принимает наши учётные данные\. Проверьте в настройках почту и ключ API\. \(ответ системы: .+\)$/,
    )
    expect(lines.at(2)).toBe('Нужно исправить: 1.')
  })

  it.each([
    [['--probe'], 'ru_RU.UTF-8', { probe: true, locale: 'ru' }],
    [['--probe', '--language', 'en'], 'ru_RU.UTF-8', { probe: true, locale: 'en' }],
    [[], undefined, { probe: false, locale: 'en' }],
  ] as const)('understands %j under LANG=%s', (given, terminal, meant) => {
    expect(readArguments(given, terminal)).toEqual(meant)
  })

  it.each([[['--prob']], [['--language', 'de']], [['probe']]])('refuses %j in a sentence', (given) => {
    expect(() => readArguments(given, undefined)).toThrowError(/^[-T].+\.$/)
  })
})
