/** What a table holds, so that what is exported, erased and pruned is decided where the table is made. */
export interface OwnedTable {
  /** Whose data: a customer's, that of the people who answer, or the installation's own. */
  of: 'customer' | 'staff' | 'installation'
  /** It belongs to what a person gets who asks for their data. */
  exported?: true
  /** What erasing that person has to do with the rows: remove them, or empty them of what says who it is. */
  erased?: 'removed' | 'emptied'
  /** What ends a row by itself; left out: nothing does. */
  until?: string
}

/** What a part of the server declares of itself, in its `part.ts`; lists elsewhere derive from these. */
export interface Part {
  /** What it is, in half a line. The tree in ARCHITECTURE.md says the same. */
  is: string
  /** The tables that it owns: no other part has SQL on them. */
  tables?: Readonly<Record<string, OwnedTable>>
  /**
   * What it offers beside its front door, as paths in its folder: pieces that others build on one by one, so that
   * nobody loads a whole part for a type.
   */
  sideDoors?: readonly string[]
}
