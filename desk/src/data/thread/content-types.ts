import type { Content } from '@throughline/protocol/timeline/content.ts'

type ContentOf<Type extends Content['type']> = Extract<Content, { type: Type }>

/** How content takes part in the flow of a thread. */
export interface ContentType<Of> {
  /** `said` by a person or a program; an `event` is a line between; an `amendment` changes another entry. */
  part: 'said' | 'event' | 'amendment'
  /** The line above it where it differs from the one before; of mails. */
  subject: (content: Of) => string | null
  /** It can be shown plain instead of as it was laid out. */
  hasLayout: (content: Of) => boolean
  /** Its author may write it anew. */
  isEditable: boolean
  /** What its frame adds to the height of its text. */
  extraHeightPx: number
}

const said = { part: 'said', subject: () => null, hasLayout: () => false, isEditable: false, extraHeightPx: 0 } as const

/** A new type of content that has no line here does not compile. */
const contentTypes: { [Type in Content['type']]: ContentType<ContentOf<Type>> } = {
  text: said,
  email: { ...said, subject: ({ subject }) => subject, hasLayout: ({ hasHtml }) => hasHtml, extraHeightPx: 24 },
  note: { ...said, isEditable: true },
  custom: said,
  event: { ...said, part: 'event' },
  edit: { ...said, part: 'amendment' },
  deletion: { ...said, part: 'amendment' },
}

export function contentType<Of extends Content>(content: Of): ContentType<Of> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the line of its own type
  return contentTypes[content.type] as unknown as ContentType<Of>
}
