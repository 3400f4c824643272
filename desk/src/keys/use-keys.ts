import { useHotkeys } from '@mantine/hooks'
import { hadOverlay, isAfterG } from './key-press.ts'

/**
 * Shortcuts of the page: a key, or `g` and then a letter. While a dialog or menu is open, keys are its own. Each stands in
 * the list of shortcuts (`shortcuts.test.ts`).
 */
export function useKeys(actionByKeys: Record<string, () => void>): void {
  useHotkeys(
    Object.entries(actionByKeys).map(([keys, run]) => {
      const needsG = keys.startsWith('g ')
      return [
        needsG ? keys.slice(2) : keys,
        (event: KeyboardEvent) => {
          if (needsG !== isAfterG(event) || hadOverlay(event)) return
          // The letter itself must not go where the focus goes.
          event.preventDefault()
          run()
        },
        // What is for somebody else is left to them.
        { preventDefault: false },
      ]
    }),
  )
}
