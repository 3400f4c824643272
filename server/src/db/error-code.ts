/** The code of a PostgreSQL error (`40P01`) or a system error (`ENOENT`); undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
