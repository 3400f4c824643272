import type { systemWords } from '@throughline/protocol/system/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

const again = 'Rien n’a été enregistré ; réessayez.'

export const system: Translated<typeof systemWords> = {
  database_full: () => `Le disque de la base de données est plein. ${again}`,
  database_connections: () => `Toutes les connexions à la base de données sont occupées. ${again}`,
  database_away: () => `La base de données ne répond pas. ${again}`,
  database_closed: () => `La base de données ne peut pas être ouverte. ${again}`,
  database_memory: () => `La base de données manque de mémoire. ${again}`,
  database_locked: () => `Une autre opération dans la base de données retient ce qu’il faut ici. ${again}`,
  database_slow: () => `La base de données a mis trop de temps. ${again}`,
  disk_full: () => `Le disque est plein. ${again}`,
  file_missing: () => 'Le fichier n’est pas dans le stockage. L’entrée à laquelle il appartient est intacte.',
  file_not_handed_over: () => 'Le stockage n’a pas fourni le fichier. Un nouvel essai est fait à la prochaine demande.',
  no_room_for_file: () => 'Il n’y a pas de place pour ce fichier pour le moment. Rien n’a été enregistré.',
  not_http: () => 'L’adresse doit commencer par http:// ou https://.',
  address_with_password: () => 'L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.',
  internal_address: ({ name }) =>
    `${name} est une adresse du réseau de ce serveur et n’est pas appelée. Si c’est voulu, elle peut être inscrite dans ALLOWED_PRIVATE_HOSTS.`,
  internal_mail_address: ({ name }) =>
    `${name} est une adresse du réseau de ce serveur et n’est pas appelée. Aucun serveur de messagerie ne s’y trouve.`,
  unknown_name: ({ name }) => `Le nom ${name} ne peut pas être résolu. Vérifiez son orthographe.`,
  no_name_server: ({ name }) => `Aucun serveur de noms ne répond pour ${name} en ce moment. Réessayez plus tard.`,
  redirects_too_often: ({ host }) => `${host} n’a pas pu être appelé : trop de redirections.`,
  call_too_slow: ({ host }) => `${host} n’a pas pu être appelé : cela a pris trop de temps.`,
  answer_too_large: ({ host, maxBytes }) => `${host} n’a pas pu être appelé : la réponse dépasse ${maxBytes} octets.`,
  call_failed: ({ host, reason }) => `${host} n’a pas pu être appelé : « ${reason} ».`,
  answered_with: ({ host, status }) => `${host} a répondu ${status}.`,
  widget_not_built: () => 'Le widget n’est pas encore construit : lancez `npm run build` et rechargez cette page.',
  lab_not_built: () =>
    'La page du laboratoire n’est pas encore construite : lancez `npm run build` et rechargez cette page.',
}
