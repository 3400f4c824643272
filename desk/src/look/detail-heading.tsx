import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'

/** The heading beside a list, which has the first one. On a phone the list is not shown, and this one is the first. */
export function DetailHeading({ className, children }: { className: string | undefined; children: ReactNode }) {
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const Heading = isPhone ? 'h1' : 'h2'
  return <Heading className={className}>{children}</Heading>
}
