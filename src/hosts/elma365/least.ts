/** What people call the product. */
export const NAME = 'ELMA365'

/** Made-up settings of the least that the adapter cannot do without: everything else then has its default, as printed pages show it. */
export const LEAST = {
  baseUrl: 'https://host.example',
  token: 'the token of the page',
  hookSecret: 'a secret of the page',
  moduleId: '00000000-0000-4000-8000-000000000000',
  lines: [{ id: '1', channels: [{ channel: 'email', process: { namespace: 'a', code: 'b' } }] }],
}
