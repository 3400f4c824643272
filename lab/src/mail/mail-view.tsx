import type { LabMail } from '@throughline/protocol/lab/lab.ts'
import { useState } from 'preact/hooks'
import { IconClip } from '../look/icons.tsx'
import { w } from '../words.ts'
import type { Draft } from './compose.tsx'
import { otherSideOf } from './other-side.ts'
import { splitQuote } from './split-quote.ts'
import { when } from './when.ts'

export function MailView({ mail, own, onReply }: { mail: LabMail; own: string; onReply: (draft: Draft) => void }) {
  const { text, quoted } = splitQuote(mail.text)
  return (
    <article class="mail">
      <h2 dir="auto">{mail.subject || w.mail.noSubject}</h2>
      <p class="quiet">
        <bdi>{otherSideOf(mail)}</bdi>
        <time dateTime={mail.at}>{when(mail.at)}</time>
      </p>
      {mail.html === null ? (
        <>
          <div class="text" dir="auto">
            {text}
          </div>
          {quoted !== '' && (
            <details>
              <summary>{w.mail.quoted}</summary>
              <div class="text quiet">{quoted}</div>
            </details>
          )}
        </>
      ) : (
        <HtmlMail html={mail.html} />
      )}
      {mail.attachments.length > 0 && (
        <ul class="files">
          {mail.attachments.map((file, index) => (
            <li key={file.name}>
              <a
                download={file.name}
                href={`/try/api/mailboxes/${encodeURIComponent(own)}/mails/${mail.id}/files/${index}`}
              >
                <IconClip size={15} /> {file.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {mail.folder === 'inbox' && (
        <button class="main" onClick={() => onReply(replyTo(mail))}>
          {w.mail.reply}
        </button>
      )}
    </article>
  )
}

/** Other people's markup: in a frame without scripts, forms or the right to fetch anything. Links open in a tab. */
function HtmlMail({ html }: { html: string }) {
  const [height, setHeight] = useState(160)
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
  const page =
    `<!doctype html><base target="_blank"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>body{margin:0;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;background:#fff;color:#1b1f24}</style>${html}`
  return (
    <iframe
      class="html"
      title={w.mail.html}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={page}
      style={{ height }}
      onLoad={(event) => setHeight((event.currentTarget.contentDocument?.documentElement.scrollHeight ?? 160) + 4)}
    />
  )
}

function replyTo(mail: LabMail): Draft {
  const said = `On ${new Date(mail.at).toUTCString().slice(0, 22)}, ${mail.from.name || mail.from.address} wrote:`
  return {
    // Where the answer is wanted, which the provider reads from the mail itself.
    to: mail.replyTo ?? mail.from.address,
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    text: '',
    quoted: `\n\n${said}\n${mail.text.trimEnd().replaceAll(/^/gm, '> ')}\n`,
    answers: mail.id,
  }
}
