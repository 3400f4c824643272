import { Button, Loader } from '@mantine/core'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { IconAlertTriangle } from '../../../look/icons.ts'
import { fileSize } from '../../../words/sizes.ts'
import { say, w } from '../../../words/words.ts'
import classes from '../attachments.module.css'
import { useFetchAgain } from './use-fetch-again.ts'

/** A file that the provider still holds: its name, how it stands, and another try where one makes sense. */
export function FileToCome({ attachment }: { attachment: Attachment }) {
  const { id, name, sizeBytes, state, problem } = attachment
  const mayAsk = useMay('thread.write')
  const { fetchAgain, isAsking } = useFetchAgain(id)
  const hasFailed = state === 'failed'
  const said = hasFailed ? w.arrival.failed : problem ? w.arrival.later : w.arrival.arriving
  return (
    <div className={classes.file} data-tone={hasFailed || problem ? 'warn' : 'quiet'} data-withheld>
      <span className={classes.line}>
        {hasFailed ? <IconAlertTriangle size={16} stroke={1.6} aria-hidden /> : <Loader size={12} aria-hidden />}
        <span className={classes.name}>
          <bdi>{name}</bdi>
        </span>
        {sizeBytes > 0 && <span className={classes.size}>{fileSize(sizeBytes)}</span>}
        {mayAsk && (hasFailed || problem) && (
          <Button
            variant="subtle"
            size="compact-xs"
            loading={isAsking}
            onClick={fetchAgain}
            aria-label={w.arrival.againFor(name)}
          >
            {w.arrival.again}
          </Button>
        )}
      </span>
      <span className={classes.scan} role="status">
        {problem ? `${said} ${say(problem.message, problem.words)}` : said}
      </span>
    </div>
  )
}
