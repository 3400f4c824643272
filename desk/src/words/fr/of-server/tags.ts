import type { tagWords } from '@throughline/protocol/tags/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const tags: Translated<typeof tagWords> = {
  no_such_tag: () => 'Cette étiquette n’existe pas.',
  name_taken: () => 'Une étiquette porte déjà ce nom. Choisissez-en un autre.',
  too_many: ({ max }) => `Il y a ${max} étiquettes, c’est le maximum. Fusionnez-en ou supprimez-en d’abord.`,
  too_many_on_issue: ({ max }) => `Une demande a ${max} étiquettes au plus. Retirez-en une d’abord.`,
  is_archived: ({ name }) => `L’étiquette « ${name} » est archivée. Restaurez-la pour l’utiliser.`,
  merged_too_often: ({ name }) =>
    `Trop d’étiquettes ont été fusionnées l’une après l’autre dans « ${name} ». Fusionnez dans l’autre sens.`,
  merge_with_itself: () => 'Une étiquette ne peut pas être fusionnée avec elle-même.',
  not_merged: () => 'Cette étiquette n’est pas fusionnée avec celle-ci.',
}
