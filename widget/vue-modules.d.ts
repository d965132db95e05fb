/** For the plain compiler, which cannot read components; `vue-tsc` knows their true types. */
declare module '*.vue' {
  import type { DefineComponent } from '@vue/runtime-core'

  const component: DefineComponent
  export default component
}
