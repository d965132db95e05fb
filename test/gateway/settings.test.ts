import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvironmentSchema, readEnvironment, settingsTable } from '../../src/gateway/environment.ts'
import { SettingsError } from '../../src/gateway/settings.ts'

const WORKSPACE = {
  id: 'acme',
  secret: 'a-secret-of-the-workspace',
  origins: ['https://crm.example'],
  host: { kind: 'some-host', token: 'x' },
}
const ENOUGH = { CONTEXT_KEY: 'k'.repeat(32), WORKSPACES: JSON.stringify([WORKSPACE]) }
const withWorkspace = (more: object) => ({
  ...ENOUGH,
  WORKSPACES: JSON.stringify([{ ...WORKSPACE, ...more }]),
})
const complaint = async (variables: Record<string, string>): Promise<string> => {
  const error: unknown = await readEnvironment(variables).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(SettingsError)
  return (error as SettingsError).message
}
const trusted = async (variables: Record<string, string>) =>
  (await readEnvironment({ ...ENOUGH, ...variables })).settings('postgres://localhost/x').trustedOrigins

describe('settings from the environment', () => {
  it('fill in every default', async () => {
    const environment = await readEnvironment({ ...ENOUGH, LOG_LEVEL: '' })
    expect(environment.databaseUrl).toBeNull()
    const settings = environment.settings('postgres://localhost/x')
    expect(settings).toMatchObject({
      listen: { host: '127.0.0.1', port: 4601 },
      logLevel: 'info',
      answerWithinMs: 2500,
      pollMs: 5000,
    })
    expect(settings.workspaces[0]).toMatchObject({
      id: 'acme',
      country: 'RU',
      host: { kind: 'some-host', token: 'x' },
    })
  })

  it('trust no address of the own network unless they name it', async () => {
    expect(await trusted({})).toEqual([])
    expect(await trusted({ TRUSTED_ORIGINS: 'http://engine.corp:8080, loopback' })).toEqual([
      'http://engine.corp:8080',
      'loopback',
    ])
  })

  it('come from a file as well', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'firstline-settings-')), 'workspaces.json')
    await writeFile(file, JSON.stringify([WORKSPACE]))
    const environment = await readEnvironment({ CONTEXT_KEY: ENOUGH.CONTEXT_KEY, WORKSPACES_FILE: file })
    expect(environment.settings('postgres://localhost/x').workspaces).toHaveLength(1)
  })

  it.each([
    [{ WORKSPACES: ENOUGH.WORKSPACES }, /^CONTEXT_KEY is missing/],
    [{ ...ENOUGH, CONTEXT_KEY: 'short' }, 'CONTEXT_KEY must be at least 32 characters long.'],
    [{ CONTEXT_KEY: ENOUGH.CONTEXT_KEY }, /^WORKSPACES is missing/],
    [{ ...ENOUGH, PORT: 'web' }, 'PORT must be a port, a number from 0 to 65535.'],
    [{ ...ENOUGH, PORT: '70000' }, 'PORT must be a port, a number from 0 to 65535.'],
    [{ ...ENOUGH, DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must be an address like postgres:/],
    [{ ...ENOUGH, LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of debug/],
    [{ ...ENOUGH, PUBLIC_URL: 'firstline' }, /^PUBLIC_URL must be an address/],
    [
      { ...ENOUGH, TRUSTED_ORIGINS: 'https://engine.example, engine' },
      'TRUSTED_ORIGINS must be an origin like https://engine.example, or the word loopback.',
    ],
    [withWorkspace({ readers: { rules: [{}] } }), /readers\.rules\[0\] must name operators, a role or lines/],
    [withWorkspace({ readers: { rules: [] } }), /readers\.rules must hold at least one rule\.$/],
    [
      withWorkspace({ readers: { rules: [{ role: 'boss' }] } }),
      /readers\.rules\[0\]\.role must be one of operator, supervisor\.$/,
    ],
    [
      withWorkspace({ readers: { rules: [{ lines: [] }] } }),
      /readers\.rules\[0\]\.lines must name at least one\.$/,
    ],
    [{ ...ENOUGH, WORKSPACES: '{' }, 'WORKSPACES must be a list of workspaces as JSON.'],
    [{ ...ENOUGH, WORKSPACES: '[]' }, 'WORKSPACES must hold at least one workspace.'],
    [{ ...ENOUGH, WORKSPACES: JSON.stringify([WORKSPACE, WORKSPACE]) }, 'Two workspaces have the id "acme".'],
    [
      {
        ...ENOUGH,
        WORKSPACES: JSON.stringify([{ ...WORKSPACE, secret: 'short', origins: ['https://x/y'] }]),
      },
      'WORKSPACES[0].secret must be at least 16 characters long. WORKSPACES[0].origins[0] must be an origin like https://crm.example, without a path.',
    ],
    [
      withWorkspace({ quietHours: { zone: 'Moscow', hours: [{ from: '9', to: '21:00' }] } }),
      /quietHours.hours\[0\].from must be a time of day.*quietHours.zone must be a time zone/,
    ],
    [
      withWorkspace({ quietHours: { zone: 'Europe/Moscow', hours: [{ from: '00:00', to: '24:00' }] } }),
      'WORKSPACES[0].quietHours must leave a time that is not quiet.',
    ],
    [
      withWorkspace({ caps: [{ most: 0, hours: 1, channels: ['fax'] }], consent: { optOutWords: ['!'] } }),
      /consent.optOutWords\[0\] must have a letter.*caps\[0\].most.*caps\[0\].channels\[0\] must be one of/,
    ],
    [
      { ...ENOUGH, WORKSPACES: JSON.stringify([{ ...WORKSPACE, colour: 1 }]) },
      'WORKSPACES[0] has unknown settings: colour.',
    ],
    [
      {
        ...ENOUGH,
        WORKSPACES: JSON.stringify([
          { ...WORKSPACE, templateBindings: [{ template: '*', field: '', fallback: ' ' }] },
        ]),
      },
      /templateBindings\[0\]\.variable is missing\. .*templateBindings\[0\]\.field .*templateBindings\[0\]\.fallback must not be blank/,
    ],
    [
      {
        ...ENOUGH,
        WORKSPACES: JSON.stringify([
          {
            ...WORKSPACE,
            templateVariables: [
              { template: '*', variable: 'day', date: 'someday' },
              { template: '*', variable: 'day', date: 'weekday', choices: ['Monday'] },
              { template: '*', variable: 'day' },
              { template: '*', variable: 'day', choices: ['Monday', 'Monday'] },
            ],
          },
        ]),
      },
      /templateVariables\[0\]\.date .*templateVariables\[1\] must have either a date or choices.*templateVariables\[2\] must have either .*templateVariables\[3\]\.choices must not hold a value twice/,
    ],
    [{ ...ENOUGH, WORKSPACES: JSON.stringify([{ id: 'a' }]) }, /WORKSPACES\[0\]\.secret is missing\./],
    [{ ...ENOUGH, WORKSPACES_FILE: 'x' }, /both set/],
    [
      { CONTEXT_KEY: ENOUGH.CONTEXT_KEY, WORKSPACES_FILE: '/nowhere' },
      /^WORKSPACES_FILE names a file that cannot be read/,
    ],
  ])('name what is wrong (%#)', async (variables, sentence) => {
    expect(await complaint(variables)).toMatch(
      sentence instanceof RegExp ? sentence : new RegExp(`^${escaped(sentence)}$`),
    )
  })

  it('never repeat a secret in the complaint', async () => {
    expect(await complaint({ ...ENOUGH, CONTEXT_KEY: 'my-short-key' })).not.toContain('my-short-key')
  })

  it('all have a meaning in the table that the README shows', () => {
    const unexplained = Object.entries(EnvironmentSchema.shape).filter(([, schema]) => !schema.description)
    expect(unexplained).toEqual([])
    expect(settingsTable()).toContain('| `PORT` | `4601` | The port to listen on. |')
    expect(settingsTable()).toContain('| `CONTEXT_KEY` | required |')
    expect(settingsTable()).not.toContain(process.cwd())
  })
})

const escaped = (text: string): string => text.replaceAll(/[.[\]]/g, String.raw`\$&`)
