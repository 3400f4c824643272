import { useState } from 'preact/hooks'

/** Does something that takes a moment, and says why when it does not work. */
export function ActionButton({ label, act }: { label: string; act: () => Promise<void> }) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function actNow() {
    setIsBusy(true)
    try {
      await act()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <>
      {failure !== null && <p role="alert">{failure}</p>}
      <button class="main" disabled={isBusy} onClick={() => void actNow()}>
        {label}
      </button>
    </>
  )
}
