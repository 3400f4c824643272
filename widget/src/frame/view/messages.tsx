import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { fill } from '../../words/languages.ts'
import { dayIn } from './amounts.ts'
import { useDrawing } from './context.ts'
import { Face } from './face.tsx'
import { Icon } from './icon.tsx'
import { Bubble, WaitingBubble } from './message.tsx'
import { Reach } from './reach.tsx'

const nearEndPixels = 80

/** The talk, oldest first. What is being read stays where it is; what is new waits below. */
export function Messages() {
  const { state, chat } = useDrawing()
  const { words: w, messages, waiting, typing, language, firstUnreadId } = state
  const box = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  const before = useRef({ height: 0, firstId: '' })
  const [hasBelow, setBelow] = useState(false)
  const last = messages.at(-1)
  const lastWaiting = waiting.at(-1)?.echoId
  const now = new Date()

  useLayoutEffect(() => {
    const { current } = box
    if (!current) return
    const firstId = messages[0]?.id ?? ''
    if (before.current.firstId !== firstId && !isAtEnd.current) {
      // Earlier messages came in above: what was being read stays under the eye.
      current.scrollTop += current.scrollHeight - before.current.height
    } else if (isAtEnd.current) {
      current.scrollTop = current.scrollHeight
    }
    before.current = { height: current.scrollHeight, firstId }
  })
  useEffect(() => {
    if (!isAtEnd.current && last?.isMine === false) setBelow(true)
  }, [last])
  useEffect(() => {
    if (lastWaiting !== undefined) toEnd()
  }, [lastWaiting])
  useEffect(() => {
    // The keyboard of a phone takes its room from the talk.
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd())
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])

  function toEnd(): void {
    isAtEnd.current = true
    if (box.current) box.current.scrollTop = box.current.scrollHeight
    setBelow(false)
  }

  function scrolled(): void {
    const { current } = box
    if (!current) return
    isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < nearEndPixels
    if (isAtEnd.current) setBelow(false)
  }

  return (
    <div class="talk">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <section class="scroll" ref={box} onScroll={scrolled} tabIndex={0} aria-label={w.conversation}>
        {state.earlier === null ? (
          <Greeting />
        ) : (
          <button type="button" class="earlier" onClick={() => void chat.showEarlier()}>
            {w.earlier}
          </button>
        )}
        <ol>
          {messages.map((message, place) => {
            const previous = messages[place - 1]
            const isNewDay = !previous || dayIn(language, previous.at, now) !== dayIn(language, message.at, now)
            return (
              <Entry key={message.echoId ?? message.id}>
                {isNewDay && <p class="day">{dayIn(language, message.at, now)}</p>}
                {message.id === firstUnreadId && <p class="day new">{w.newMessages}</p>}
                <Bubble
                  message={message}
                  isFirst={isNewDay || !isOfOneBreath(previous, message)}
                  isLast={message === last || !isOfOneBreath(message, messages[place + 1])}
                  showsState={message.isMine && message.id === lastOwnId(messages)}
                />
              </Entry>
            )
          })}
          {waiting.map((one) => (
            <Entry key={one.echoId}>
              <WaitingBubble waiting={one} />
            </Entry>
          ))}
        </ol>
        <Reach />
        {typing !== null && (
          <p class="typing">
            <span aria-hidden="true" class="dots">
              <i />
              <i />
              <i />
            </span>
            {fill(w.typing, { name: typing })}
          </p>
        )}
      </section>
      {hasBelow && (
        <button type="button" class="below" onClick={toEnd}>
          <Icon name="down" />
          {w.newMessages}
        </button>
      )}
    </div>
  )
}

function Entry({ children }: { children: ComponentChildren }) {
  return <li>{children}</li>
}

function Greeting() {
  const { state } = useDrawing()
  const { settings, words: w, presence } = state
  return (
    <div class="greeting theirs">
      <Face name={settings?.title || w.title} />
      <div class="bubble" dir="auto">
        <p>{settings?.greeting || w.greeting}</p>
        {presence && !presence.isOpenNow && <p>{w.away}</p>}
      </div>
    </div>
  )
}

const breathMs = 5 * 60_000

/** Said by one person within a few minutes: drawn as one, named once. */
function isOfOneBreath(one: VisitorMessage | undefined, next: VisitorMessage | undefined): boolean {
  if (!one || !next || one.isMine !== next.isMine || one.author !== next.author || one.via !== next.via) return false
  return Date.parse(next.at) - Date.parse(one.at) < breathMs
}

function lastOwnId(messages: readonly VisitorMessage[]): string | undefined {
  return messages.findLast(({ isMine }) => isMine)?.id
}
