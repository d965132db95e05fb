import type { Who } from './identity.ts'

/** How callers say who they are. */
export const SECURITY_SCHEMES = {
  context: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A card’s context from POST /v1/contexts.',
  },
  operations: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A context from POST /v1/contexts with the right `operations`.',
  },
  secret: { type: 'http', scheme: 'bearer', description: 'The secret of a workspace.' },
  signIn: {
    type: 'apiKey',
    in: 'cookie',
    name: 'firstline_sign_in',
    description: 'Of a browser that is signed in; only our own page may use it.',
  },
}

/** Which of them a request needs: any one of the list. */
export const SECURITY: Readonly<Record<Who, readonly Readonly<Record<string, readonly string[]>>[]>> = {
  open: [],
  context: [{ context: [] }],
  secret: [{ secret: [] }],
  operations: [{ operations: [] }, { secret: [] }],
  any: [{ context: [] }, { operations: [] }, { secret: [] }],
  page: [{ signIn: [] }, {}],
}

/** Groups of requests by who makes them, as importers show them. */
export const TAG: Readonly<Record<Who, string>> = {
  secret: 'Process engines and servers',
  operations: 'Operations',
  any: 'Operations',
  context: 'Cards',
  page: 'Pages inside a host',
  open: 'The service itself',
}
