import type { html } from 'hono/html'

/** A piece of a page; every value in it has been escaped. */
export type Html = ReturnType<typeof html>

export const SECTIONS = ['contacts', 'deals', 'orders', 'lines', 'processes', 'operations'] as const
/** The parts of the CRM in its navigation. */
export type Section = (typeof SECTIONS)[number]
