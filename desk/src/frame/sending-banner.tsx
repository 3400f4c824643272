import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { channelsQuery } from '../data/channels/channels-query.ts'
import { channelsThatDoNotSend } from '../data/channels/not-sending.ts'
import { useMay } from '../data/me/use-me.ts'
import { paths } from '../paths.ts'
import { say, w } from '../words/words.ts'
import classes from './connection-banner.module.css'

const lookEveryMs = 20_000

/** For those who can mend it: as long as mail does not leave, every answer by mail is written for nobody. */
export function SendingBanner() {
  const mayMend = useMay('channels.manage')
  const { data } = useQuery({ ...channelsQuery, enabled: mayMend, refetchInterval: lookEveryMs })
  const stuck = mayMend && data ? channelsThatDoNotSend(data.items) : []
  const words = w.sending
  return (
    <div role="status" className={classes.banner} hidden={stuck.length === 0}>
      {stuck.length > 0 && (
        <>
          <strong>{words.title}</strong>{' '}
          {stuck.map(({ id, name, sending }) => (
            <span key={id}>{words.one(name, say(sending.sentence, sending.words))} </span>
          ))}
          <Link className={classes.retry} to={paths.channels}>
            {words.go}
          </Link>
        </>
      )}
    </div>
  )
}
