import { z } from 'zod'
import { DeletionContent, EditContent } from './content/amendments.ts'
import { CustomContent } from './content/custom.ts'
import { EmailContent } from './content/email.ts'
import { EventContent } from './content/event.ts'
import { NoteContent } from './content/note.ts'
import { TextContent } from './content/text.ts'

export const Content = z
  .discriminatedUnion('type', [
    TextContent,
    EmailContent,
    NoteContent,
    EditContent,
    DeletionContent,
    EventContent,
    CustomContent,
  ])
  .meta({ id: 'Content' })
export type Content = z.infer<typeof Content>
