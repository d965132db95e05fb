import { describe, expect, it } from 'vitest'
import { templated } from '../../src/gateway/openapi.ts'
import { ROUTES } from '../../src/gateway/routes/index.ts'
import { judgeOpenApi } from '../setup/judges.ts'
import { FAKE, fakeHost } from './fake-host.ts'
import { testGateway } from './setup.ts'

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  security: object[]
  responses: Record<string, unknown>
  parameters: { name: string; in: string }[]
  callbacks?: { callbackUrl: Record<string, { post: object }> }
}

interface Document {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

/** Whoever else asks has to say who they are, and stands in the journal. */
const isOpen = ({ security: [first = {}] }: Operation): boolean =>
  Object.keys(first).length === 0 || 'signIn' in first

let fetched: Promise<Document> | null = null

/** The description as a gateway gives it; it is the same for every test, so one is asked. */
function document(): Promise<Document> {
  fetched ??= testGateway(FAKE, {}, { openHost: fakeHost() }).then(
    async ({ ask }) => (await ask('GET', '/v1/openapi.json')).json,
  )
  return fetched
}

describe('the description of the API', () => {
  it('describes every route that is mounted, and no other', async () => {
    const { paths } = await document()
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const mounted = ROUTES.map(({ method, path }) => `${method.toLowerCase()} ${templated(path)}`)
    expect(described.toSorted()).toEqual(mounted.toSorted())
  })

  it('mentions every request that the architecture page names', async () => {
    const { paths } = await document()
    const named = [
      ['get', '/v1/card'],
      ['get', '/v1/contacts'],
      ['post', '/v1/contacts'],
      ['get', '/v1/contacts/{id}/ways'],
      ['get', '/v1/contacts/{id}/sessions'],
      ['get', '/v1/addresses'],
      ['get', '/v1/offers'],
      ['get', '/v1/templates'],
      ['get', '/v1/canned-replies'],
      ['get', '/v1/sessions/{id}/messages'],
      ['post', '/v1/sessions'],
      ['post', '/v1/sessions/{id}/messages'],
      ['get', '/v1/operations/{id}'],
      ['post', '/v1/operations/{id}/after'],
      ['post', '/v1/operations/{id}/verdict'],
      ['post', '/v1/attachments'],
      ['delete', '/v1/attachments/{id}'],
      ['get', '/v1/attachments/{id}/{name}'],
      ['put', '/v1/draft'],
      ['delete', '/v1/draft'],
      ['get', '/v1/stream'],
      ['post', '/v1/contexts'],
      ['post', '/v1/process-actions/initiative-message'],
      ['get', '/v1/callbacks'],
      ['post', '/v1/callbacks/{operationId}/retry'],
      ['post', '/v1/hooks/{workspace}'],
      ['post', '/v1/hooks/{workspace}/{secret}'],
      ['get', '/healthz'],
      ['get', '/readyz'],
      ['get', '/v1/openapi.json'],
    ] as const
    for (const [method, path] of named) expect(paths[path]).toHaveProperty(method)
  })

  it('is OpenAPI 3.1 by the official schema: good enough to import', async () => {
    const described = await document()
    expect(described.openapi).toMatch(/^3\.1\./)
    expect(await judgeOpenApi(described)).toEqual({ valid: true })
    const broken = { ...described, paths: { 'no/slash': {} } }
    expect(await judgeOpenApi(broken)).toMatchObject({ valid: false })
    expect(described.servers).toMatchObject([{ url: expect.stringMatching(/^http:\/\/[^/]+$/) }])

    const references = [...JSON.stringify(described).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target ?? '',
    )
    expect(references.length).toBeGreaterThan(20)
    expect(references.filter((target) => !resolves(described, target))).toEqual([])
  })

  it('says of every request how it is named, who may make it, and how it is refused', async () => {
    const { paths, components } = await document()
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    const ids = operations.map(({ operationId }) => operationId)
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    const schemes = Object.keys(components.securitySchemes)
    const lacking = (holds: (operation: Operation) => boolean): string[] =>
      operations.filter((operation) => !holds(operation)).map(({ operationId }) => operationId)
    expect(lacking(({ summary, tags }) => summary !== '' && tags.length === 1)).toEqual([])
    expect(
      lacking(({ security }) => security.flatMap(Object.keys).every((name) => schemes.includes(name))),
    ).toEqual([])
    expect(lacking(({ responses }) => '500' in responses && 'default' in responses)).toEqual([])
    expect(lacking((one) => isOpen(one) || ('401' in one.responses && '503' in one.responses))).toEqual([])

    for (const [path, methods] of Object.entries(paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const { parameters } of Object.values(methods))
        expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath)
    }
  })

  it('tells an engine how the step says no, when to come again, and what is posted to it later', async () => {
    const { paths } = await document()
    const step = paths['/v1/process-actions/initiative-message']?.['post']
    expect(Object.keys(step?.responses ?? {})).toEqual([
      '200',
      '202',
      '400',
      '401',
      '409',
      '413',
      '422',
      '500',
      '503',
      'default',
    ])
    expect(step?.responses['409']).toMatchObject({
      description: expect.stringContaining('`operation-conflict`, `in-progress`'),
      headers: { 'Retry-After': {} },
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    })
    expect(step?.callbacks?.callbackUrl['{$request.body#/callbackUrl}']?.post).toMatchObject({
      parameters: [{ name: 'webhook-id' }, { name: 'webhook-timestamp' }, { name: 'webhook-signature' }],
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/StepAnswer' } } },
      },
    })
  })

  it('has examples of the step that its own schema accepts', () => {
    const step = ROUTES.find(({ path }) => path.endsWith('/initiative-message'))
    expect(Object.keys(step?.examples ?? {}).length).toBeGreaterThan(1)
    for (const example of Object.values(step?.examples ?? {})) {
      const outcome = step?.body?.['~standard'].validate(example)
      expect(outcome).not.toHaveProperty('issues')
    }
  })

  it('says that a header may stand for the operation id of a step, and tells when an answer is a repeated one', async () => {
    const { paths, components } = await document()
    const step = paths['/v1/process-actions/initiative-message']?.['post']
    expect(step?.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: false }])
    for (const status of ['200', '202'])
      expect(step?.responses[status]).toMatchObject({ headers: { 'Idempotent-Replayed': {} } })
    const { required, properties } = components.schemas['InitiativeMessage'] as {
      required: string[]
      properties: object
    }
    expect(required).toEqual(['line', 'to', 'message'])
    expect(properties).toHaveProperty('operationId')
  })
})

function resolves(document: unknown, reference: string): boolean {
  const parts = reference.replace(/^#\//, '').split('/')
  let place: unknown = document
  for (const part of parts)
    place = typeof place === 'object' && place !== null ? Reflect.get(place, part) : undefined
  return reference.startsWith('#/') && place !== undefined
}
