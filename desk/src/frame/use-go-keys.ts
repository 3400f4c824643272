import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { paths } from '../paths.ts'
import { useKeys } from '../keys/use-keys.ts'

const togetherMs = 1200

/** `g` and then a letter goes somewhere. */
export function useGoKeys(): void {
  const navigate = useNavigate()
  const pressedAt = useRef(0)
  const after = (go: () => void) => () => {
    if (Date.now() - pressedAt.current < togetherMs) go()
    pressedAt.current = 0
  }
  const toQueue = (queue?: 'mine' | 'unassigned') => () =>
    void navigate({ to: paths.inbox, search: queue ? { queue } : {} })
  useKeys({
    g: () => {
      pressedAt.current = Date.now()
    },
    i: after(toQueue()),
    m: after(toQueue('mine')),
    u: after(toQueue('unassigned')),
    c: after(() => void navigate({ to: paths.customers })),
    s: after(() => void navigate({ to: paths.settings })),
    y: after(() => void navigate({ to: paths.account })),
    '/': () => void navigate({ to: paths.customers }).then(() => document.getElementById('customer-search')?.focus()),
  })
}
