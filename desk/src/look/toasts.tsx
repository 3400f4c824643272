import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { useKeys } from '../keys/use-keys.ts'
import { undoLast } from './tell.tsx'
import classes from './toasts.module.css'

/**
 * Where short words appear: below the head of what is read, where the oldest of it stands; never over a list, the place
 * to write, or the button that sends. On a phone, over the head.
 */
export function Toasts() {
  const isPhone = useMediaQuery('(max-width: 48em)')
  useKeys({ z: undoLast })
  return (
    <Notifications
      position="top-center"
      limit={1}
      zIndex={400}
      containerWidth={376}
      {...(isPhone ? {} : { className: classes.root ?? '' })}
    />
  )
}
