import type { httpWords } from '@throughline/protocol/http/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const http: Translated<typeof httpWords> = {
  fields_refused: ({ path, message, more }) =>
    `${path === '' ? '' : `${path} : `}${message}${more > 0 ? ` (et ${more} de plus)` : ''}`,
  idempotency_key_differs: ({ field }) => `Idempotency-Key diffère de ${field} dans le contenu. Envoyez l’un des deux.`,
  upload_cut_off: () => 'L’envoi du fichier a été interrompu.',
  file_too_large: ({ maxMiB }) => `Un fichier peut faire ${maxMiB} Mio. Rien n’a été enregistré.`,
  file_too_slow: () => 'Le fichier n’est pas arrivé à temps. Rien n’a été enregistré ; envoyez-le de nouveau.',
  unknown_encoding: ({ encodings }) =>
    'Le contenu est encodé d’une façon que cet appel ne lit pas. ' +
    (encodings.length === 0
      ? 'Envoyez-le sans Content-Encoding.'
      : `Envoyez-le en ${encodings.join(', ')}, ou sans Content-Encoding.`),
  body_too_large: () => 'C’est plus volumineux que ce qui est accepté ici. Rien n’a été enregistré.',
  badly_encoded: ({ encoding }) => `Le contenu n’est pas du ${encoding} valide.`,
  not_utf8: () => 'Le contenu n’est pas de l’UTF-8 valide.',
  nests_too_deep: ({ maxDepth }) => `Le contenu est imbriqué sur plus de ${maxDepth} niveaux.`,
  unread_field: () => 'Le contenu a un champ __proto__ ou constructor.prototype, qui n’est jamais lu.',
  not_json: () => 'Le contenu n’est pas du JSON valide.',
  not_json_at: ({ position }) => `Le contenu n’est pas du JSON valide (au caractère ${position}).`,
  nul_character: ({ path }) =>
    `${path === '' ? 'Le contenu' : path} ne doit pas contenir le caractère NUL. Rien n’a été enregistré.`,
  not_unicode: ({ path }) =>
    `${path === '' ? 'Le contenu' : path} doit être de l’Unicode valide. Rien n’a été enregistré.`,
  nul_in_address: () => 'L’adresse contient le caractère NUL.',
  malformed_address: () => 'L’adresse est mal encodée.',
  foreign_cursor: () => 'Cette liste n’est plus à jour. Rechargez la page.',
  too_many_requests: ({ max, seconds }) =>
    `Plus de ${max} requêtes en une minute. Rien n’a été fait ; réessayez dans ${seconds} secondes.`,
  sign_in_needed: () => 'Vous n’êtes plus connecté. Reconnectez-vous ; rien n’est perdu.',
  token_unknown: () => 'Le jeton d’API est inconnu, révoqué ou expiré. Créez-en un nouveau dans les réglages.',
  permission_missing: ({ permission, role }) =>
    `Il faut pour cela l’autorisation ${permission}, que le rôle ${role} n’a pas. Un administrateur peut le changer.`,
  left_to_others: () => 'Une règle de cette installation réserve cela à d’autres.',
  not_of_protocol: () => 'Ce message ne fait pas partie du protocole.',
  metrics_not_from_here: () =>
    'Les mesures sont réservées aux programmes de la même machine. D’ailleurs, envoyez METRICS_TOKEN ou un jeton d’API autorisé à lire le journal d’audit, sous la forme `Authorization: Bearer …`.',
  metrics_token_unknown: () => 'Le jeton est inconnu.',
  other_site: () =>
    'La requête venait d’une page d’un autre site ; rien n’a été fait. Ouvrez Throughline lui-même et réessayez.',
  other_address: ({ from, publicUrl }) =>
    `La requête venait d’une page à l’adresse ${from}, qui n’est pas celle de cette installation ; rien n’a été fait. Ouvrez ${publicUrl} et réessayez. ` +
    `Si ${from} est correcte, inscrivez-la dans PUBLIC_URL ou ALLOWED_ORIGINS sur le serveur.`,
  not_understood: () => 'La requête n’a pas été comprise.',
  broke: () =>
    'Une erreur s’est produite sur le serveur. Donnez le numéro indiqué dans `instance` aux personnes qui l’exploitent : il désigne l’entrée du journal.',
  answer_against_contract: ({ call, wrong }) => `${call} ${wrong}`,
  websocket_only: () => 'Cette adresse parle WebSocket : demandez un upgrade.',
  nothing_here: () => 'Il n’y a rien à cette adresse.',
  other_methods: ({ path, methods }) => `${path} accepte ${methods.join(', ')}.`,
  not_sent_as_json: () => 'Envoyez le contenu avec `Content-Type: application/json`.',
  wrong_length: () => 'Le contenu n’a pas la longueur indiquée par Content-Length.',
  connection_closed: () => 'La connexion a été fermée avant que tout soit arrivé.',
  changed_meanwhile: () =>
    'Quelqu’un l’a modifié depuis que vous l’avez lu. Rien n’a été écrasé : relisez, puis décidez.',
}
