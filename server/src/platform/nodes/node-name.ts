const anyOrThisMachine = new Set(['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost'])

/**
 * What an operator knows a node by. Machines that were copied may have one name, and several nodes may run on one machine:
 * then their addresses and ports tell them apart.
 */
export function nodeName(machine: string, { host, port }: { host: string; port: number }): string {
  if (anyOrThisMachine.has(host)) return `${machine}:${port}`
  return `${machine}/${host.includes(':') ? `[${host}]` : host}:${port}`
}
