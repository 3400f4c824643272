/** What a line of a mail is to its reader. */
export type LineKind = 'own' | 'quoted' | 'signature'
