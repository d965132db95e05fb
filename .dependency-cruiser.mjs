/** The dependency rule of docs/architecture.md. It reads `.vue` files too. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    rule(
      'no-circles',
      'Two files that need each other are one thought.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    rule(
      'domain-imports-nothing',
      'The rules stay pure.',
      { path: '^src/domain/' },
      { pathNot: '^src/domain/' },
    ),
    rule(
      'adapters-stay-apart',
      'A host folder sees the port and the domain, never another host, the use cases or the journal.',
      { path: '^src/hosts/([^/]+)/' },
      { path: '^(src/(outbound|journal|gateway|wire|words|sandbox|plugin)|widget|process-actions)/' },
    ),
    rule(
      'adapters-do-not-see-each-other',
      'A host folder sees no other host folder.',
      { path: '^src/hosts/([^/]+)/' },
      { path: '^src/hosts/[^/]+/', pathNot: '^src/hosts/$1/' },
    ),
    rule(
      'hosts-only-through-the-port',
      'Everybody else knows hosts by the port, their errors and the registry.',
      { path: '^(src/(outbound|journal|gateway|wire|words|plugin)|widget|process-actions)/' },
      { path: '^src/hosts/[^/]+/' },
    ),
    rule(
      'use-cases-need-no-node',
      'So that an in-host mode can run them in a page.',
      { path: '^src/(outbound|domain|words|wire)/|^src/hosts/(?!registry|fetch-node)' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'surfaces-talk-to-the-client',
      'A surface knows the wire, the words, the domain and the client of the gateway.',
      { path: '^widget/' },
      { path: '^src/', pathNot: '^src/(domain|wire|words|gateway/client)/' },
    ),
    rule(
      'client-is-for-browsers',
      'It brings nothing of the service into the page.',
      { path: '^src/gateway/client/' },
      { path: '^src/', pathNot: '^src/(domain|wire|words|gateway/client)/' },
    ),
    rule(
      'use-cases-know-the-journal-by-its-interface',
      'PostgreSQL is one way to be the journal.',
      { path: '^src/outbound/' },
      {
        path: '^src/journal/',
        pathNot:
          '^src/journal/(batch|consent|event|initiative|intent|journal|operation|print|sight|trouble)\\.ts$',
      },
    ),
    rule(
      'nobody-imports-the-sandbox',
      'It is for trying and testing.',
      { path: '^(src|widget|process-actions)/', pathNot: '^src/sandbox/' },
      { path: '^src/sandbox/' },
    ),
    rule(
      'production-without-dev-dependencies',
      'What runs on a tenant is a dependency.',
      { path: '^(src|process-actions)/', pathNot: '^src/(sandbox|plugin)/|vite\\.config' },
      { dependencyTypes: ['npm-dev'] },
    ),
    rule(
      'everything-resolves',
      'An import that leads nowhere.',
      {},
      {
        couldNotResolve: true,
        // The widget's one file, by the name under which a host keeps it.
        pathNot: '^firstline\\.js$',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    extraExtensionsToScan: ['.vue'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
