declare module '@lucide/vue/dist/esm/icons/*.mjs' {
  export const __iconData: { readonly node: readonly (readonly [string, Readonly<Record<string, string>>])[] }
}
