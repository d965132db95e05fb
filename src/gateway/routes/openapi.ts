import { z } from 'zod'
import { describe } from '../openapi.ts'
import { defineRoute, json, type Route } from '../route.ts'

/** The description of every route, this one included. */
export function describeRoutes(
  routes: () => readonly Route[],
  named: Readonly<Record<string, z.core.$ZodType>>,
): Route {
  return defineRoute({
    method: 'GET',
    path: '/v1/openapi.json',
    who: 'open',
    summary: 'This description.',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
    respond: async ({ gateway }) =>
      json(describe(routes(), named, `${gateway.publicOrigin()}${gateway.publicPath()}`)),
  })
}
