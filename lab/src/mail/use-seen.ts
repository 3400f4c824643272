import { useState } from 'preact/hooks'

const key = 'lab-seen-mails'

/** Which mails were opened, in this browser. */
export function useSeen() {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(read()))
  return {
    has: (address: string, id: string) => seen.has(`${address} ${id}`),
    add(address: string, id: string) {
      const name = `${address} ${id}`
      if (seen.has(name)) return
      const next = [...seen, name].slice(-1000)
      localStorage.setItem(key, JSON.stringify(next))
      setSeen(new Set(next))
    },
  }
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((item) => typeof item === 'string') : []
  } catch {
    return []
  }
}
