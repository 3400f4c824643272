import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface Heading {
  className?: string | undefined
  children: ReactNode
}

/** The heading beside a list, which has the first one. On a phone the list is not shown, and this one is the first. */
export function DetailHeading({ className, children }: Heading) {
  const Level = useIsPhone() ? 'h1' : 'h2'
  return <Level className={className}>{children}</Level>
}

/** The heading of a section below a `DetailHeading`: no level is left out between them. */
export function SectionHeading({ className, children }: Heading) {
  const Level = useIsPhone() ? 'h2' : 'h3'
  return <Level className={className}>{children}</Level>
}

const useIsPhone = (): boolean | undefined =>
  useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
