import { usePreferences } from '../../data/me/preferences.ts'
import { w } from '../../words/words.ts'
import classes from './composer.module.css'

/** What will stand under this mail, so that nobody signs twice. */
export function SignaturePreview() {
  const signature = usePreferences().signature.trim()
  if (signature === '') return null
  return (
    <div
      role="note"
      className={classes.signature}
      aria-label={w.composer.yourSignature}
      title={w.composer.yourSignature}
    >
      <bdi>{signature}</bdi>
    </div>
  )
}
