import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'

/** Where short words appear: never over the place to write, nor over the button that sends. */
export function Toasts() {
  const isPhone = useMediaQuery('(max-width: 48em)')
  return <Notifications position={isPhone ? 'top-center' : 'bottom-left'} limit={3} zIndex={400} containerWidth={376} />
}
