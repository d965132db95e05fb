import { formClient, type FormClient } from '../../src/gateway/client/form.ts'
import type { GatewayClient } from '../../src/gateway/client/index.ts'
import { useGateway } from '../shared/gateway.ts'

const clients = new WeakMap<GatewayClient, FormClient>()

/** The gateway as the form sees it: one client for each card. */
export function useFormGateway(): FormClient {
  const gateway = useGateway()
  const known = clients.get(gateway) ?? formClient(gateway.http)
  clients.set(gateway, known)
  return known
}
