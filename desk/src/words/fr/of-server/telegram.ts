import type { telegramWords } from '@throughline/protocol/telegram/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const telegram: Translated<typeof telegramWords> = {
  ask_botfather: () => 'Dans Telegram, écrivez /newbot à @BotFather et enregistrez ici le jeton qu’il vous donne.',
  webhook_is_set: ({ origin }) =>
    `Le webhook est réglé tout seul. Telegram doit pouvoir joindre ${origin} de l’extérieur, en https.`,
  wrong_secret: () => 'La requête ne porte pas le secret convenu avec Telegram.',
  no_update: () => 'Ce n’est pas une mise à jour de l’API Bot.',
  group_chat: ({ chat }) =>
    `Écrit dans le groupe « ${chat} », où d’autres lisent aussi. Seules les discussions privées reçoivent une réponse.`,
  channel_post: ({ chat }) =>
    `C’est une publication du canal « ${chat} », pas un message pour vous. Seules les discussions privées reçoivent une réponse.`,
  service_message: ({ what }) => `Telegram a noté quelque chose sur la discussion (${what}). Rien n’a été écrit.`,
  chat_started: () => 'Quelqu’un a ouvert la discussion avec le bot et n’a encore rien écrit.',
  other_update: ({ what }) => `Telegram a signalé quelque chose qui ne sert pas ici (${what}).`,
  own_message: () => 'C’est le bot lui-même qui l’a envoyé.',
  own_edit: () => 'Un message envoyé depuis le compte professionnel lui-même y a été modifié.',
  custom_reaction: () => 'Le client a réagi avec un emoji personnalisé, que seul Telegram peut afficher.',
  business_connected: ({ name }) => `Le bot répond pour le compte professionnel de ${name}.`,
  business_cannot_reply: ({ name }) =>
    `Le bot lit ce qui est écrit au compte professionnel de ${name} et n’a pas le droit de répondre. Autorisez-le dans les paramètres de ce compte.`,
  business_disconnected: ({ name }) => `Le compte professionnel de ${name} a déconnecté le bot.`,
  may_not_reply: () =>
    'Le compte professionnel auquel le client a écrit ne laisse pas le bot répondre. Autorisez-le dans les paramètres de ce compte, puis renvoyez.',
  token_refused: () => 'Telegram n’accepte pas le jeton du bot. Obtenez-le de @BotFather et enregistrez-le ici.',
  busy: ({ status }) => `Telegram rencontre un problème (${status}).`,
  wait: ({ seconds }) => `Telegram demande d’attendre ${seconds} secondes.`,
  blocked_by_customer: () => 'Le client a bloqué le bot.',
  account_deleted: () => 'Le compte Telegram du client a été supprimé.',
  no_such_chat: () => 'Le bot n’a pas de discussion avec ce client.',
  never_wrote: () => 'Un bot ne peut pas commencer une discussion : le client doit lui écrire d’abord.',
  refused: ({ said }) => `Telegram ne l’a pas accepté : « ${said} »`,
  too_long: ({ max }) => `Un message sur Telegram peut avoir ${max} caractères.`,
  file_too_large: ({ name }) => `« ${name} » dépasse les 50 Mo qu’un bot peut envoyer.`,
  too_big_to_fetch: () => 'Le fichier dépasse les 20 Mo que Telegram donne aux bots.',
  step_bot: () => 'Bot',
  step_webhook: () => 'Webhook',
  bot_is: ({ name, username }) => `Le jeton appartient à ${name} (@${username}).`,
  webhook_set: ({ url }) => `Telegram livre à ${url}.`,
  webhook_elsewhere: ({ host }) =>
    `Telegram livre à un autre serveur (${host}). Testez le canal pour reprendre le bot.`,
  webhook_failing: ({ said, count }) => `Telegram ne peut pas livrer : « ${said} » Mises à jour en attente : ${count}.`,
}
