import type { realtimeWords } from '@throughline/protocol/realtime/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const realtime: Translated<typeof realtimeWords> = {
  foreign_cursor: () => 'Ce n’est pas une position dans les notifications.',
  access_unknown: () => 'Impossible de savoir en ce moment ce que vous pouvez faire. Rien n’a été fait ; réessayez.',
  too_many_threads: ({ max }) => `Une connexion peut suivre ${max} fils.`,
  same_thread: ({ topic }) => `C’est le même fil que ${topic}, qui est suivi désormais.`,
  may_not_see_any_more: () => 'Vous ne pouvez plus voir ceci. Un administrateur peut le changer.',
  may_not_see_thread: () => 'Vous ne pouvez pas voir ce fil.',
  may_only_read: () => 'Vous pouvez lire ici, pas écrire.',
}
