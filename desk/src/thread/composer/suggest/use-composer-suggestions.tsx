import { useQuery } from '@tanstack/react-query'
import type { Mention } from '@throughline/protocol/timeline/content/note.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { PersonMark } from '../../../look/person-mark.tsx'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { w } from '../../../words/words.ts'
import type { WritingField } from '../editor/writing-field.ts'
import { escapeHtml, fillReply } from '../replies/fill-reply.ts'
import { savedRepliesQuery } from '../replies/replies-query.ts'
import { ReplyPreview } from '../replies/reply-preview.tsx'
import { useVariableValues } from '../replies/use-variable-values.ts'
import type { Suggestion } from './suggest-list.tsx'
import { matches, type Trigger } from './trigger.ts'
import { useSuggest } from './use-suggest.ts'

export interface ComposerSuggestionsOptions {
  customerId: string
  issue: Issue | null
  isNote: boolean
  field: WritingField | null
  onMention: (mention: Mention) => void
}

const shown = 50

/** Saved replies where one writes to the customer, colleagues where one writes to them. */
export function useComposerSuggestions({ customerId, issue, isNote, field, onMention }: ComposerSuggestionsOptions) {
  const me = useMe()
  const mayRead = useMay('staff.read')
  const replies = useQuery(savedRepliesQuery).data?.items ?? []
  const staff = useQuery({ ...staffQuery, enabled: isNote && mayRead }).data?.items ?? []
  const values = useVariableValues(customerId, issue)
  const colleagues = staff.filter((member) => member.active && member.id !== me.id)

  const suggestReplies = ({ query }: Trigger): Suggestion[] => {
    const found = replies.filter((reply) => matches(query, reply.shortcut, reply.name))
    // What was meant by its shortcut is first.
    const isMeant = (reply: (typeof replies)[number]) => reply.shortcut?.toLowerCase() === query.toLowerCase()
    return found
      .toSorted((a, b) => Number(isMeant(b)) - Number(isMeant(a)))
      .slice(0, shown)
      .map((reply) => ({
        key: reply.id,
        label: reply.name,
        detail: [reply.shortcut && `/${reply.shortcut}`, reply.ownerId && w.composer.ownReply]
          .filter(Boolean)
          .join(' · '),
        preview: <ReplyPreview text={fillReply(reply, values).text} />,
      }))
  }
  const suggestColleagues = ({ query }: Trigger): Suggestion[] =>
    colleagues
      .filter((member) => matches(query, member.name, member.email))
      .slice(0, shown)
      .map((member) => ({
        key: member.id,
        label: member.name,
        detail: member.email,
        mark: <PersonMark name={member.name} photoUrl={member.photoUrl} size={20} />,
      }))

  const list = useSuggest({
    signs: isNote ? ['@'] : ['/'],
    field,
    suggest: (trigger) => (trigger.sign === '@' ? suggestColleagues(trigger) : suggestReplies(trigger)),
    onPick: ({ sign, length }, key) => {
      if (sign === '@') {
        const member = colleagues.find((one) => one.id === key)
        if (!member) return
        field?.replace(length, { text: `@${member.name} `, html: escapeHtml(`@${member.name} `) })
        onMention({ id: member.id, name: member.name })
        return
      }
      const reply = replies.find((one) => one.id === key)
      if (reply) field?.replace(length, fillReply(reply, values))
    },
  })
  return { list, pickReply: () => list.openFor(isNote ? '@' : '/') }
}
