import type { LabState } from '@throughline/protocol/lab.ts'
import { useState } from 'preact/hooks'
import { w } from '../words.ts'
import { connect } from './connect.ts'

export function ConnectButton({ lab, onDone }: { lab: LabState; onDone: () => void }) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function connectNow() {
    setIsBusy(true)
    try {
      await connect(lab)
      onDone()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <>
      {failure !== null && <p role="alert">{failure}</p>}
      <button class="main" disabled={isBusy} onClick={() => void connectNow()}>
        {w.story.connectNow}
      </button>
    </>
  )
}
