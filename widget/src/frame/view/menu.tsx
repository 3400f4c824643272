import { useDrawing } from './context.ts'
import { Fold } from './fold.tsx'

/** The one thing that is rarely wanted: to leave no trace on a device that others use too. */
export function Menu() {
  const { state, chat } = useDrawing()
  const { words: w } = state
  return (
    <Fold class="menu" label={w.menu} icon="more">
      {(fold) => (
        <div class="card">
          <p>{w.forgetSure}</p>
          <div class="row">
            <button type="button" class="bad" onClick={() => chat.forget()}>
              {w.forget}
            </button>
            <button type="button" onClick={fold}>
              {w.cancel}
            </button>
          </div>
        </div>
      )}
    </Fold>
  )
}
