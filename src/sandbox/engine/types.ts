import type * as z from 'zod'
import type * as schema from './schema.ts'
import type * as talk from './schema-talk.ts'

export type Contact = z.infer<typeof schema.ContactSchema>
export type Account = z.infer<typeof schema.AccountSchema>
export type Operator = z.infer<typeof schema.OperatorSchema>
export type Group = z.infer<typeof schema.GroupSchema>
export type Line = z.infer<typeof schema.LineSchema>
export type Session = z.infer<typeof talk.SessionSchema>
export type Attachment = z.infer<typeof talk.AttachmentSchema>
export type Message = z.infer<typeof talk.MessageSchema>
export type HostRequest = z.infer<typeof schema.RequestSchema>
export type Deal = z.infer<typeof schema.DealSchema>
export type Order = z.infer<typeof schema.OrderSchema>
export type Run = z.infer<typeof schema.RunSchema>
export type Fault = z.infer<typeof schema.FaultSchema>
export type FaultTarget = (typeof schema.FAULT_TARGETS)[number]
export type SeedName = (typeof schema.SEEDS)[number]
export type Store = z.infer<typeof schema.StoreSchema>

/** The store as everybody but the engine sees it. */
export type StoreView = { readonly [Part in keyof Store]: DeepReadonly<Store[Part]> }
type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T
