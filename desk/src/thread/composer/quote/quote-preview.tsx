import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { useId, useState } from 'react'
import { quotableQuery } from '../../../data/thread/quotable-query.ts'
import { IconDots } from '../../../look/icons.ts'
import { fullTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { quotedNow } from './quoted-now.ts'
import classes from './quote-preview.module.css'

interface QuotePreviewProps {
  customerId: string
  issueId: string | null
  address: ReachableAddress | null
  /** Everybody who gets a copy. */
  copies: string[]
  isQuoted: boolean
  onChange: (isQuoted: boolean) => void
}

/** What stands below the answer without being written: folded, and left out of this one answer by a click. */
export function QuotePreview({ customerId, issueId, address, copies, isQuoted, onChange }: QuotePreviewProps) {
  const [isUnfolded, setIsUnfolded] = useState(false)
  const id = useId()
  const quotable = useQuery(quotableQuery(customerId, issueId, address))
  if (issueId === null || address?.quotes === undefined || !quotable.data) return null
  const { messages, hasMore, newcomers } = quotedNow(quotable.data, copies)
  const hasNothing = messages.length === 0
  if (hasNothing && newcomers.length === 0) return null
  if (!isQuoted) {
    return (
      <p className={classes.line} role="note">
        {w.composer.quotesNothing}{' '}
        <Anchor component="button" type="button" fz={12} onClick={() => onChange(true)}>
          {w.composer.quoteAgain}
        </Anchor>
      </p>
    )
  }
  const withheld = newcomers.length > 0 && (
    <span>{hasNothing ? w.composer.quoteWithheld(newcomers) : w.composer.quoteCutShort(newcomers)}</span>
  )
  if (hasNothing) {
    return (
      <p className={classes.line} role="note">
        {withheld}
      </p>
    )
  }
  const label = isUnfolded ? w.composer.hideQuote : w.composer.showQuote(messages.length)
  return (
    <div className={classes.quote}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isUnfolded}
          aria-controls={id}
          aria-label={label}
          title={label}
          onClick={() => setIsUnfolded(!isUnfolded)}
        >
          <IconDots size={16} aria-hidden />
        </button>
        {withheld}
        {isUnfolded && (
          <Anchor component="button" type="button" fz={12} onClick={() => onChange(false)}>
            {w.composer.dontQuote}
          </Anchor>
        )}
      </div>
      {isUnfolded && (
        <ol id={id} className={classes.messages} aria-label={w.composer.quoted} tabIndex={0}>
          {messages.map(({ entryId, author, at, text }) => (
            <li key={entryId}>
              <div className={classes.above}>
                <bdi>{author}</bdi> · <time dateTime={at}>{fullTime(at)}</time>
              </div>
              <div className={classes.text} dir="auto">
                {text.replace(/\n\s*\n/g, '\n')}
              </div>
            </li>
          ))}
          {hasMore && <li className={classes.above}>{w.composer.quoteHasMore}</li>}
        </ol>
      )}
    </div>
  )
}
