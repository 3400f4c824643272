/** What a part of the server declares of itself, in its `part.ts`; lists elsewhere derive from these. */
export interface Part {
  /** What it is, in half a line. The tree in ARCHITECTURE.md says the same. */
  is: string
  /** The tables that it owns: no other part has SQL on them. */
  tables?: readonly string[]
  /**
   * What it offers beside its front door, as paths in its folder: pieces that others build on one by one, so that
   * nobody loads a whole part for a type.
   */
  sideDoors?: readonly string[]
}
