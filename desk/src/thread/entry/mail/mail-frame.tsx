import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { directBlocks } from './direct-blocks.ts'
import { mailDocument } from './mail-document.ts'
import classes from './mail-frame.module.css'

/** Heights that were measured before, so that scrolling back to a mail does not make the thread jump. */
const heightById = new Map<string, number>()
const tallestPx = 20_000

export interface MailFrameProps {
  entryId: string
  html: string
  title: string
}

/**
 * Shows HTML of strangers. The frame may run no scripts, submit no forms and lead the desk nowhere. It shares our
 * origin only so that the page around it can measure how tall it is; with no script inside, that gives it nothing.
 * Links open apart, without an opener.
 */
export function MailFrame({ entryId, html, title }: MailFrameProps) {
  const scheme = useComputedColorScheme('light')
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(heightById.get(entryId) ?? 48)

  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    let observer: ResizeObserver | undefined
    const measure = () => {
      const page = element.contentDocument?.documentElement
      if (!page) return
      const measured = Math.min(tallestPx, Math.ceil(page.getBoundingClientRect().height))
      heightById.set(entryId, measured)
      setHeight(measured)
    }
    const onLoad = () => {
      observer?.disconnect()
      const body = element.contentDocument?.body
      if (!body) return
      directBlocks(body)
      observer = new ResizeObserver(measure)
      observer.observe(body)
      measure()
      // Keys that are pressed after a click into the mail belong to the desk's shortcuts all the same.
      element.contentDocument?.addEventListener('keydown', (event) => passOn(event, element))
    }
    element.addEventListener('load', onLoad)
    if (element.contentDocument?.readyState === 'complete') onLoad()
    return () => {
      element.removeEventListener('load', onLoad)
      observer?.disconnect()
    }
  }, [entryId])

  return (
    <iframe
      ref={frame}
      className={classes.frame}
      style={{ height }}
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={mailDocument({ html, origin: location.origin, scheme })}
    />
  )
}

function passOn({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent, frame: HTMLIFrameElement): void {
  frame.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }),
  )
}
