import type { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const whatsapp: Translated<typeof whatsappWords> = {
  not_signed: () => 'Sa signature ne correspond pas au secret de l’application.',
  wrong_token: () => 'Elle apporte un autre jeton de vérification.',
  not_json: () => 'Ce n’est pas un webhook de WhatsApp.',
  odd_member: ({ what }) => `WhatsApp l’a envoyé sous une forme inconnue ici (${what}).`,
  unknown_field: ({ field }) => `WhatsApp le signale comme « ${field} », ce qui n’est pas utilisé ici.`,
  in_group: () => 'Il a été écrit dans un groupe. On ne répond pas aux groupes depuis ici.',
  from_own_number: () => 'Il vient du numéro de ce canal lui-même.',
  chat_opened: () => 'Le client a ouvert la conversation et n’a encore rien écrit.',
  call: ({ event }) => `Un appel (${event}). Les appels ne sont pas pris ici.`,
  call_permission: ({ answer }) => `On a demandé au client si nous pouvons l’appeler : ${answer}.`,
  security_code: () => 'Le code de sécurité du client a changé : WhatsApp a été installé de nouveau sur un appareil.',
  system: ({ type }) => `Un avis de WhatsApp lui-même (${type}).`,
  earlier_message: () => 'Le client l’a écrit avant que ce canal soit connecté.',
  history: ({ progress }) => `Les conversations antérieures sont en cours de transfert : ${progress} %.`,
  history_declined: () =>
    'Les conversations antérieures ne sont pas partagées : cela a été refusé dans l’application WhatsApp Business.',
  app_contacts: () => 'Des contacts de l’application WhatsApp Business. Ils ne sont pas repris.',
  echo_edited: () => 'Un message envoyé par l’application WhatsApp Business y a été modifié.',
  echo_deleted: () => 'Un message envoyé par l’application WhatsApp Business y a été supprimé.',
  reported: ({ status }) => `WhatsApp signale : ${status}.`,

  account_event: ({ event }) => `WhatsApp signale au sujet du compte : ${event}.`,
  account_deleted: () => 'Le compte WhatsApp Business a été supprimé. Rien n’arrive et rien ne part.',
  account_restricted: ({ restrictions }) => `WhatsApp a restreint le compte : ${restrictions}.`,
  account_violation: ({ violation }) => `Selon WhatsApp, le compte a enfreint ses règles : ${violation}.`,
  account_disabled: ({ state }) => `WhatsApp a bloqué le compte, ou va le faire : ${state}.`,
  account_reinstated: () => 'WhatsApp a levé son blocage du compte.',
  account_offboarded: () => 'Le numéro a été déconnecté de l’application WhatsApp Business.',
  account_reconnected: () => 'Le numéro est de nouveau connecté à l’application WhatsApp Business.',
  account_partner_removed: () => 'Le compte a été déconnecté de l’application qui envoie et reçoit ici.',
  account_error: ({ code, title }) => `WhatsApp signale une erreur (${code}) : ${title}.`,
  number_quality: ({ event }) => `La qualité ou la limite du numéro a changé : ${event}.`,

  template_status: ({ name, language, status }) => `Le modèle ${name} (${language}) est maintenant ${status}.`,
  template_because: ({ reason }) => `WhatsApp donne comme raison : ${reason}`,
  template_quality: ({ name, language, quality }) =>
    `La qualité du modèle ${name} (${language}) est maintenant ${quality}.`,
  template_category: ({ name, language, category }) =>
    `La catégorie du modèle ${name} (${language}) est maintenant ${category}.`,
  template_components: ({ name, language }) => `Le texte du modèle ${name} (${language}) a changé.`,

  failed: ({ code, said }) => `WhatsApp ne l’a pas accepté (${code}) : ${said}`,
  window_closed: () =>
    'Le dernier message du client date de plus de 24 heures. WhatsApp n’accepte une telle réponse que dans les 24 heures qui le suivent.',
  never_wrote: () =>
    'Le client n’a pas encore écrit ici. WhatsApp n’accepte une telle réponse que dans les 24 heures qui suivent un message de sa part.',
  window_open: () => 'WhatsApp accepte des réponses jusqu’à 24 heures après le dernier message du client.',
  undeliverable: () =>
    'WhatsApp ne peut pas le remettre : le numéro n’est pas sur WhatsApp, l’application est trop ancienne, ou son titulaire n’a pas accepté les nouvelles conditions.',
  too_fast_for_one: () => 'Trop de messages à ce client en peu de temps. Un nouvel essai suivra.',
  too_fast: () => 'Trop de messages partent par ce numéro à la fois. Un nouvel essai suivra.',
  held_back: () => 'WhatsApp l’a retenu : cette personne reçoit trop de messages d’entreprises en ce moment.',
  experiment: () => 'WhatsApp ne le remet pas : le numéro fait partie d’un essai de WhatsApp.',
  marketing_stopped: () => 'Le client a refusé les messages publicitaires de cette entreprise.',
  spam_limit: () => 'WhatsApp limite ce numéro, parce que trop de personnes l’ont bloqué ou ont signalé ses messages.',
  token_refused: () => 'WhatsApp n’accepte pas le jeton d’accès. Créez-en un nouveau et enregistrez-le avec le canal.',
  not_permitted: ({ said }) => `Le jeton d’accès n’en a pas le droit, ou le compte est bloqué. WhatsApp dit : ${said}`,
  payment: () =>
    'Il y a un problème avec le paiement du compte WhatsApp Business. Rien ne part tant qu’il n’est pas résolu.',
  not_registered: () => 'Le numéro n’est pas enregistré auprès de la Cloud API.',
  not_a_test_number: () => 'Un numéro de test n’écrit qu’aux numéros ajoutés à sa liste chez Meta.',
  needs_phone: () =>
    'Un message de ce genre a besoin du numéro de téléphone du client, et WhatsApp ne nous le montre pas.',
  file_refused: ({ name, said }) => `WhatsApp n’a pas accepté le fichier ${name} : ${said}`,
  file_too_large: ({ name, maxMiB }) =>
    `Le fichier ${name} dépasse les ${maxMiB} Mio que WhatsApp accepte. Rien n’a été envoyé.`,
  empty: () => 'Il ne contient rien que WhatsApp puisse transmettre.',
  unavailable: () => 'WhatsApp n’est pas disponible en ce moment. Un nouvel essai suivra.',
  odd_answer: () => 'WhatsApp a répondu sous une forme inconnue ici.',
  media_gone: () => 'WhatsApp n’a plus le fichier.',

  set_up_url: () =>
    'Chez Meta, ouvrez l’application, puis WhatsApp, Configuration, Webhook, et collez cette adresse comme URL de rappel.',
  set_up_token: () => 'Donnez le jeton de vérification que vous avez choisi ici, et laissez Meta le vérifier.',
  set_up_fields: () =>
    'Abonnez-vous à « messages », et à ce que vous utilisez d’autre : le compte, les modèles, « user_preferences », « user_id_update ».',
  set_up_test: () => 'Testez le canal ici, puis écrivez au numéro depuis un téléphone à vous.',

  step_number: () => 'Numéro de téléphone',
  number_is: ({ number, name }) => `${number} (${name}) répond au jeton d’accès.`,
}
