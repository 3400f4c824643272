import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import type { Waiting } from '../chat/state/state.ts'
import { fill } from '../../words/languages.ts'
import { Text } from './text.tsx'
import { clockIn, percentIn } from './amounts.ts'
import { useDrawing } from './context.ts'
import { Face } from './face.tsx'
import { Files } from './files.tsx'
import { Icon } from './icon.tsx'

interface BubbleProps {
  readonly message: VisitorMessage
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly showsState: boolean
}

export function Bubble({ message, isFirst, isLast, showsState }: BubbleProps) {
  const { words: w, language } = useDrawing().state
  const author = message.isMine ? w.you : (message.author ?? w.team)
  const foot = [
    isLast ? clockIn(language, message.at) : '',
    message.via === 'email' && isLast ? w.byMail : '',
    showsState && message.state ? w[message.state] : '',
  ].filter(Boolean)
  return (
    <article class={`message ${message.isMine ? 'mine' : 'theirs'}${isFirst ? ' first' : ''}${isLast ? ' last' : ''}`}>
      <p class={message.isMine || !isFirst ? 'unseen' : 'author'} dir="auto">
        {author}
      </p>
      {!message.isMine && isLast && <Face name={author} photoUrl={message.authorPhotoUrl} />}
      <div class="bubble">
        {message.text !== '' && <Text text={message.text} />}
        <Files attachments={message.attachments} />
      </div>
      {foot.length > 0 && <p class="foot">{foot.join(' · ')}</p>}
    </article>
  )
}

export function WaitingBubble({ waiting }: { waiting: Waiting }) {
  const { state, chat } = useDrawing()
  const { words: w, language, pause } = state
  const hasFailed = waiting.state === 'failed'
  return (
    <article class={`message mine first last waiting${hasFailed ? ' failed' : ''}`}>
      <p class="unseen">{w.you}</p>
      <div class="bubble">
        {waiting.text !== '' && <Text text={waiting.text} />}
        {waiting.files.map(({ name, progress, uploadedId }, place) => {
          const percent = percentIn(language, uploadedId ? 1 : progress)
          return (
            <div key={place} class="file">
              <Icon name="file" />
              <span class="name" dir="auto">
                {name}
              </span>
              <progress max={1} value={uploadedId ? 1 : progress} aria-label={fill(w.uploading, { name, percent })} />
            </div>
          )
        })}
      </div>
      {hasFailed ? (
        <p class="foot bad">
          <span>
            {w.failed} {waiting.problem}
          </span>
          <button type="button" onClick={() => chat.retry(waiting.echoId)}>
            {w.retry}
          </button>
          <button type="button" onClick={() => chat.discard(waiting.echoId)}>
            {w.discard}
          </button>
        </p>
      ) : (
        <p class="foot">{pause === 'offline' ? w.waiting : w.sending}</p>
      )}
    </article>
  )
}
