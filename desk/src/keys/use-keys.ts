import { useHotkeys } from '@mantine/hooks'

/** Single-key shortcuts of the page. While a dialog or menu is open, keys are its own. */
export function useKeys(actionByKey: Record<string, () => void>): void {
  useHotkeys(
    Object.entries(actionByKey).map(([key, run]) => [
      key,
      () => {
        if (!isOverlayOpen()) run()
      },
    ]),
  )
}

export function isOverlayOpen(): boolean {
  const overlays = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')
  return [...overlays].some((overlay) => overlay.checkVisibility())
}
