import type { smsWords } from '@throughline/protocol/sms/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const sms: Translated<typeof smsWords> = {
  not_signed: () => 'La requête n’est pas signée avec le jeton d’authentification du compte.',
  unreadable: () => 'Ce n’est ni un message ni un rapport sur un message, ou l’expéditeur ou l’identifiant manque.',
  unknown_status: ({ status }) => `Un état inconnu ici est signalé : « ${status} ».`,
  other_service: ({ from }) =>
    `Ce n’est pas arrivé par SMS ou MMS, mais par un autre service du fournisseur : « ${from} ».`,
  own_number: ({ number }) => `C’est arrivé du numéro du canal lui-même, ${number}.`,
  arrived: () => 'Le réseau signale que c’est arrivé.',
  was_read: () => 'C’est lu.',
  was_handed_on: () => 'Le fournisseur l’a et le transmet.',
  opted_out: () => 'Le destinataire a écrit STOP. Rien n’est envoyé à ce numéro avant qu’il n’écrive START.',
  handset_unreachable: () =>
    'Le téléphone était injoignable : il est éteint, sans réseau, ou ne peut pas recevoir de SMS.',
  message_blocked: () => 'Le réseau ou le destinataire bloque les messages de ce numéro.',
  unknown_destination: () => 'Le numéro n’existe pas, ou n’existe plus.',
  landline: () => 'Le numéro est une ligne fixe, ou son réseau n’accepte pas de SMS.',
  filtered: () => 'Le réseau a pris le message pour du spam et ne l’a pas remis.',
  unknown_reason: () => 'Le réseau ne l’a pas remis et n’a pas donné de raison.',
  parts_missing: () => 'Des parties du message se sont perdues en route.',
  too_expensive: () => 'L’envoi aurait coûté plus que le prix maximal fixé.',
  too_late: () => 'Il n’a pas pu être remis à temps et a été abandonné.',
  queue_full: () => 'Trop de messages attendent chez le fournisseur.',
  daily_limit: () => 'L’expéditeur a épuisé ce que le réseau lui permet pour une journée.',
  not_registered: () =>
    'Le numéro d’envoi n’est pas enregistré pour les messages vers ce pays (A2P 10DLC ou numéro gratuit).',
  account_suspended: () => 'Le compte chez le fournisseur est suspendu.',
  canceled: () => 'Il a été annulé chez le fournisseur avant d’être envoyé.',
  no_mobile_number: () => 'Ce numéro ne peut pas recevoir de SMS.',
  region_not_allowed: () => 'Le compte chez le fournisseur ne permet pas de messages vers ce pays.',
  not_reachable_from: () => 'Le numéro est injoignable depuis l’expéditeur de ce canal.',
  trial_account: () => 'Un compte d’essai n’envoie qu’aux numéros vérifiés chez le fournisseur.',
  too_long: () => 'Le message est trop long pour un SMS en plusieurs parties.',
  sender_refused: ({ said }) => `Le fournisseur n’accepte pas l’expéditeur de ce canal. Il a dit : « ${said} »`,
  callback_refused: ({ url }) =>
    `Le fournisseur n’accepte pas ${url} comme adresse de ses rapports. Elle doit être joignable depuis Internet.`,
  credentials_refused: () => 'Le fournisseur n’accepte pas le SID du compte et le jeton d’authentification.',
  no_such_account: () => 'Le fournisseur ne connaît pas ce compte.',
  too_fast: () => 'Le fournisseur n’accepte plus de messages pour l’instant.',
  provider_away: ({ status }) => `Le fournisseur ne peut pas accepter de messages maintenant (${status}).`,
  answer_lost: () =>
    'Le fournisseur n’a pas répondu. Le message est peut-être parti quand même : son rapport est attendu avant un nouvel envoi.',
  refused: ({ code, said }) => `Le fournisseur ne l’a pas accepté (${code}) : « ${said} »`,
  failed_with: ({ code }) => `Le fournisseur n’a pas pu le remettre (erreur ${code}).`,
  failed: () => 'Le fournisseur n’a pas pu le remettre et n’a pas donné de raison.',
  no_such_media: () => 'Le fournisseur n’a plus ce fichier.',
  not_its_media: () => 'L’adresse du fichier n’est pas une adresse du fournisseur.',
  open_number: ({ number }) =>
    `Dans la console Twilio, ouvrez Phone Numbers → Manage → Active numbers et choisissez ${number}.`,
  open_numbers: () =>
    'Dans la console Twilio, ouvrez Phone Numbers → Manage → Active numbers et choisissez le numéro auquel vos clients écrivent.',
  open_service: ({ service }) => `Dans la console Twilio, ouvrez Messaging → Services et choisissez ${service}.`,
  paste_at_number: () =>
    'Sous « Messaging → A message comes in », choisissez « Webhook » et « HTTP POST », collez cette adresse et enregistrez. Ce qui suit # fait réessayer Twilio.',
  paste_at_service: () =>
    'Sous « Integration », choisissez « Send a webhook », collez cette adresse comme Request URL, choisissez « HTTP POST » et enregistrez. Ce qui suit # fait réessayer Twilio.',
  step_account: () => 'Compte',
  step_sender: () => 'Expéditeur',
  step_inbound: () => 'Messages entrants',
  account_works: ({ name }) => `Le fournisseur connaît le compte « ${name} ».`,
  account_state: ({ state }) => `Le compte n’est pas actif : « ${state} ».`,
  sender_works: ({ number }) => `${number} appartient au compte et peut envoyer des SMS.`,
  sender_unknown: ({ number }) => `Le compte n’a pas de numéro ${number} qui puisse envoyer des SMS.`,
  sends_by_service: ({ service }) =>
    `Le service de messagerie ${service} choisit l’expéditeur. Dirigez ses messages entrants vers l’URL de réception de ce canal.`,
  inbound_works: () => 'Les messages au numéro sont remis ici.',
  inbound_elsewhere: ({ url }) =>
    `Les messages au numéro n’arrivent pas ici. Chez le fournisseur, indiquez ${url} sous « A message comes in ».`,
}
