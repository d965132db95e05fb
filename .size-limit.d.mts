declare const budgets: readonly {
  readonly name: string
  readonly path: readonly string[]
  readonly limit: string
  readonly gzip: boolean
}[]
export default budgets
