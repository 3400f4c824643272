import type { realtimeWords } from '@throughline/protocol/realtime/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const realtime: Translated<typeof realtimeWords> = {
  foreign_cursor: () => 'Das ist keine Position in den Mitteilungen.',
  access_unknown: () =>
    'Gerade lässt sich nicht feststellen, was Sie dürfen. Nichts wurde getan; versuchen Sie es noch einmal.',
  too_many_threads: ({ max }) => `Eine Verbindung darf ${max} Verläufen folgen.`,
  same_thread: ({ topic }) => `Das ist derselbe Verlauf wie ${topic}; ihm wird von nun an gefolgt.`,
  may_not_see_any_more: () => 'Das dürfen Sie nicht mehr sehen. Ein Admin kann das ändern.',
  may_not_see_thread: () => 'Diesen Verlauf dürfen Sie nicht sehen.',
  may_only_read: () => 'Sie dürfen hier lesen, nicht schreiben.',
}
