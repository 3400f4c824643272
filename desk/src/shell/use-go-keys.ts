import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { paths } from '../paths.ts'
import { useKeys } from './use-keys.ts'

const togetherMs = 1200

/** `g` and then a letter goes somewhere. */
export function useGoKeys(): void {
  const navigate = useNavigate()
  const pressedAt = useRef(0)
  const go = (to: typeof paths.inbox | typeof paths.customers | typeof paths.settings) => () => {
    if (Date.now() - pressedAt.current < togetherMs) void navigate({ to })
    pressedAt.current = 0
  }
  useKeys({
    g: () => {
      pressedAt.current = Date.now()
    },
    i: go(paths.inbox),
    c: go(paths.customers),
    s: go(paths.settings),
    '/': () => void navigate({ to: paths.customers }).then(() => document.getElementById('customer-search')?.focus()),
  })
}
