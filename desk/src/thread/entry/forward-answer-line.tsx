import { Anchor } from '@mantine/core'
import type { EmailContent, ForwardAnswer } from '@throughline/protocol/timeline/content/email.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useMay, useMe } from '../../data/me/use-me.ts'
import { IconAlertTriangle, IconMail } from '../../look/icons.ts'
import { w } from '../../words/words.ts'
import { beginAnswer } from '../composer/draft/forwarding.ts'
import classes from './delivery-mark.module.css'

/** Who answered what was forwarded, how sure that is, and the way to answer them again. */
export function ForwardAnswerLine({
  entry,
  mail,
  answer,
}: {
  entry: Entry
  mail: EmailContent
  answer: ForwardAnswer
}) {
  const me = useMe()
  const mayWrite = useMay('thread.write')
  const isDoubtful = !answer.isRecipient || !mail.authenticated
  const Icon = isDoubtful ? IconAlertTriangle : IconMail
  return (
    <p className={classes.line} data-state={isDoubtful ? 'waiting' : undefined}>
      <Icon size={14} stroke={2} aria-hidden />
      <span>
        {[
          w.forward.from(mail.from?.address ?? ''),
          answer.isRecipient ? '' : w.forward.otherAddress,
          mail.authenticated ? w.forward.authenticated : w.forward.notAuthenticated,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {mayWrite && (
        <Anchor component="button" type="button" fz={12} onClick={() => beginAnswer(entry, me.id)}>
          {w.forward.answerThem}
        </Anchor>
      )}
    </p>
  )
}
