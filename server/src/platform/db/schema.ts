/**
 * Every table, by name. Empty here on purpose: the folder that owns a table declares it beside its queries with
 * `declare module './schema.ts' { interface Schema { customers: CustomersTable } }`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Schema {}
