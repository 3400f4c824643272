import type { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const threading: Translated<typeof threadingWords> = {
  reply_address: () => 'C’est arrivé à l’adresse de réponse créée pour cette demande et cet expéditeur.',
  named_by_program: () => 'Le programme qui l’a remis a indiqué la demande.',
  reference: () => 'C’est la réponse à un message de cette demande, ou l’inverse.',
  back_from_trash: () => 'La demande était dans la corbeille et en est ressortie.',
  talked_about: () => 'C’était écrit pendant qu’on parlait de cette demande.',
  answers_elsewhere: () => 'C’est la réponse à un message absent de ce fil : une demande à part.',
  nothing_open: () => 'Rien d’autre n’était ouvert.',
  something_else: () => 'Il s’agit d’autre chose que ce qui était ouvert.',
  automatic: () => 'C’est un message automatique qui ne répond à aucun des nôtres ; il n’a pas ouvert de demande.',
  newest_issue: () => 'C’est la suite de la demande la plus récente du client.',
  written_in_issue: () => 'Écrit dans cette demande.',
  we_wrote_first: () => 'Nous avons écrit les premiers.',
  written_here: () => 'Écrit ici.',
  acknowledges: () => 'C’est l’accusé de réception de l’ouverture de la demande.',
  went_on_by_mail: () => 'Le visiteur ne l’avait pas vu dans le chat : c’est parti par e-mail.',
  colleague_answered: () => 'Un collègue a répondu par e-mail, à l’adresse faite pour lui.',
  colleague_to_confirm: () => 'Il cite cette demande et dit venir d’un collègue. Personne ne l’a confirmé.',
  colleague_sent: () => 'Un collègue a répondu par e-mail, et sa réponse a été envoyée au client.',
  colleague_could_not_send: () =>
    'Un collègue a répondu par e-mail. Sa réponse n’a pas pu être envoyée au client ; c’est donc une note.',
  colleague_quotes: () =>
    'Un collègue a répondu par e-mail. Ses mots n’ont pas pu être séparés de ce qu’il cite et qui peut être réservé à l’équipe. La réponse n’a donc pas été envoyée au client.',
  colleague_wrote_to_customer: () =>
    'Un collègue a répondu par e-mail, et le client a reçu le même e-mail directement. Il n’a donc pas été envoyé une seconde fois.',
  colleague_too_late: () =>
    'C’est arrivé à une adresse de réponse expirée et prétend venir d’un collègue. Personne ne l’a confirmé.',
  forward_answered: () => 'C’est une réponse à ce qui a été transféré depuis cette demande. Le client ne la voit pas.',
  with_its_note: () => 'C’est lié à la note modifiée.',
  with_its_message: () => 'C’est lié au message modifié.',
  written_elsewhere: () => 'C’est écrit ailleurs qu’ici, et rien n’était ouvert.',
  about_the_issue: () => 'Indique ce qui est arrivé à la demande.',
  about_an_address: () => 'Indique ce qui peut être envoyé à une adresse, et n’appartient à aucune demande.',
  confirms_consent: () => 'Confirme ce que le client a dit des messages, et n’appartient à aucune demande.',
  moved: ({ name }) => `${name} l’a déplacé ici.`,
  moved_because: ({ name, reason }) => `${name} l’a déplacé ici : « ${reason} »`,
  customers_merged: ({ number }) => `C’était dans la demande ${number} pendant la fusion de deux clients.`,
  speaks_of_earlier: () => 'Le message parle d’un message précédent.',
  says_other_topic: () => 'Le message dit lui-même qu’il s’agit d’autre chose.',
  is_resolved: () => 'La demande est fermée.',
  silent_for_days: ({ days }) => `Rien ne s’est passé sur la demande depuis ${days < 2 ? 'un jour' : `${days} jours`}.`,
  silent_for_weeks: ({ weeks }) => `Rien ne s’est passé sur la demande depuis ${weeks} semaines.`,
  both_name: ({ type, value }) => `Les deux mentionnent ${named(type, value)}.`,
  names_differ: ({ type, value, ofIssue }) =>
    `Le message mentionne ${named(type, value)}, la demande ${named(type, ofIssue)}.`,
  says_nothing_else: () => 'Le message dit seulement qu’une réponse est attendue.',
  asks_for_news: () => 'Le message demande des nouvelles du sujet de la demande.',
  asks_for_like: () => 'Le message demande des nouvelles d’un sujet semblable.',
  answers_same_subject: () => 'L’un répond à un e-mail de même objet.',
  same_subject: () => 'L’objet est le même.',
  subjects_share: ({ count }) => `Les objets ont ${count === 1 ? 'un mot' : `${count} mots`} en commun.`,
  texts_share: ({ count }) =>
    `Ils ont ${count === 1 ? 'un mot caractéristique' : `${count} mots caractéristiques`} en commun.`,
  nothing_in_common: () => 'Le message et la demande n’ont rien de caractéristique en commun.',
  same_for_another: () => 'Il en va de même pour une autre demande.',
  no_other_issue: () => 'Il n’y a pas d’autre demande à laquelle cela pourrait se rapporter.',
}

const kinds: Record<string, string> = {
  order: 'la commande',
  invoice: 'la facture',
  tracking: 'l’envoi',
  booking: 'la réservation',
  return: 'le retour',
  ticket: 'le ticket',
  contract: 'le contrat',
  serial: 'le numéro de série',
  reference: 'la référence',
}

const named = (type: string, value: string): string => `${kinds[type] ?? 'le numéro'} ${value}`
