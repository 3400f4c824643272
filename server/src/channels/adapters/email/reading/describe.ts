import type { MailReading } from './mail-reading.ts'

/** A reading as `throughline email inspect` prints it: everything but the attachments' content. */
export function describeReading(reading: MailReading) {
  return {
    kind: reading.kind,
    kindReason: reading.kindReason.sentence,
    opensIssue: reading.opensIssue,
    from: reading.from,
    sender: reading.sender,
    replyTo: reading.replyTo,
    to: reading.to,
    cc: reading.cc,
    subject: reading.subject,
    date: reading.date?.toISOString() ?? null,
    messageId: reading.messageId,
    inReplyTo: reading.inReplyTo,
    references: reading.references,
    text: reading.text,
    replyText: reading.replyText,
    quotedText: reading.quotedText,
    signature: reading.signature,
    html: reading.html,
    attachments: reading.attachments.map(({ name, mediaType, sizeBytes, sha256, contentId, inline }) => ({
      name,
      mediaType,
      sizeBytes,
      sha256,
      contentId,
      inline,
    })),
    ...(reading.opened.encrypted && { encrypted: reading.opened.encrypted }),
    ...(reading.opened.events.length > 0 && { events: reading.opened.events }),
    ...(reading.opened.cards.length > 0 && { cards: reading.opened.cards }),
    ...(reading.bounce && { bounce: reading.bounce }),
    ...(reading.complaint && { complaint: reading.complaint }),
    authentication: reading.authentication,
    mayAutoReply: reading.mayAutoReply,
    problems: reading.problems,
  }
}
