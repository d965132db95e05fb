import type { GatewayClient } from '../../src/gateway/client/index.ts'
import { peopleClient, type PeopleClient } from '../../src/gateway/client/people.ts'
import { useGateway } from '../shared/gateway.ts'

const clients = new WeakMap<GatewayClient, PeopleClient>()

/** The gateway as a search sees it: one client for each card. */
export function usePeopleGateway(): PeopleClient {
  const gateway = useGateway()
  const known = clients.get(gateway) ?? peopleClient(gateway.http)
  clients.set(gateway, known)
  return known
}
