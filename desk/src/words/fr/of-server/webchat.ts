import type { webchatWords } from '@throughline/protocol/webchat/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

const notAccepted = 'Le jeton du site à propos de son visiteur n’a pas été accepté.'

export const webchat: Translated<typeof webchatWords> = {
  too_many_new_chats: ({ seconds }) =>
    `Trop de personnes de votre réseau ont commencé une conversation ici. Rien n’a été enregistré ; réessayez dans ${seconds} secondes.`,
  too_many_connections: () => 'Trop de connexions sont ouvertes depuis votre réseau. Réessayez dans une minute.',
  too_fast: ({ max, seconds }) =>
    `Plus de ${max} en une minute. Rien n’a été fait ; réessayez dans ${seconds} secondes.`,
  other_account: () =>
    'Cet appareil a servi à un autre compte. Oubliez son jeton, créez-en un nouveau et identifiez le visiteur avec celui-ci.',
  not_signed: () => `${notAccepted} Ce n’est pas un jeton signé.`,
  unread_header: () => `${notAccepted} Son en-tête n’est pas de ceux que nous lisons.`,
  wrong_signature: () => `${notAccepted} Sa signature ne correspond à aucune clé de ce canal.`,
  claims_missing: () => `${notAccepted} Il lui faut \`sub\`, le compte, et \`exp\`, sa fin ; voir le guide.`,
  other_channel: () => `${notAccepted} Il a été créé pour un autre canal (\`aud\`).`,
  expired: () => `${notAccepted} Il a expiré. Créez-en un nouveau pour chaque page.`,
  valid_too_long: () => `${notAccepted} Il est valable plus d’un jour ; raccourcissez-le.`,
  from_the_future: () => `${notAccepted} Il vient du futur : vérifiez les horloges des deux serveurs.`,
  used_elsewhere: () => `${notAccepted} Il a déjà servi sur un autre appareil (\`jti\`).`,
  no_such_file: () => 'Ce fichier n’existe pas.',
  takes_no_files: () => 'Ce chat n’accepte pas de fichiers. Rien n’a été enregistré.',
  empty_file: () => 'Le fichier est vide. Rien n’a été enregistré.',
  too_many_files: ({ max }) =>
    `${max} fichiers attendent d’être envoyés ; envoyez-les d’abord. Celui-ci n’a pas été enregistré.`,
  files_too_large: ({ maxMiB }) =>
    `Les fichiers d’un message peuvent faire ${maxMiB} Mio au total. Rien n’a été envoyé.`,
  file_gone: () =>
    'Un fichier n’est plus là, ou est parti avec un autre message. Envoyez-le de nouveau ; rien n’a été envoyé.',
  blocked: () => 'Ce visiteur a été bloqué. Le message n’a pas été remis.',
  empty_message: () => 'Le message est vide. Rien n’a été envoyé.',
  hello_first: () => 'Envoyez d’abord `hello`, avec le jeton du visiteur.',
  nothing_said_yet: () => 'Rien n’a encore été écrit avec ce jeton.',
  session_over: () => 'Cette session est terminée. Oubliez le jeton ; un nouveau commence une nouvelle session.',
  sign_in_lapsed: () => 'La connexion de cet appareil a expiré. Oubliez le jeton et identifiez de nouveau le visiteur.',
  logged_out: () => 'Cette session a été déconnectée. Oubliez le jeton ; un nouveau commence une nouvelle session.',
  visitor_token_needed: () =>
    'Cet appel a besoin du jeton du visiteur : 32 octets aléatoires en base64url, sous la forme `Authorization: Visitor …`.',
  site_not_allowed: () => 'Ce chat n’appartient pas à ce site. Un administrateur peut l’ajouter aux sites du canal.',
  widget_only: () => 'Les visiteurs n’écrivent que par le widget.',
  seen: () => 'Vu dans le chat.',
  arrived: () => 'Arrivé dans le chat.',
  step_snippet: () => 'Intégration',
  step_sites: () => 'Sites',
  step_sign_in: () => 'Connexion',
  step_mail: () => 'E-mail',
  snippet: ({ html }) => `Placez ceci avant </body> dans vos pages, avec l’adresse de ce serveur : ${html}`,
  shown_on: ({ sites }) => `Il s’affiche sur ${sites.join(', ')}.`,
  no_site: () => 'Aucun site ne peut encore l’afficher : ajoutez l’origine du vôtre, comme https://www.example.com.',
  believed_by: ({ algorithms }) =>
    `Les visiteurs que votre site a connectés sont reconnus (${algorithms.join(' et ')}).`,
  known_by_device: () =>
    'Les visiteurs ne sont reconnus qu’à leur appareil. Avec un secret, votre site peut dire qui ils sont.',
  goes_on_by_mail: ({ minutes }) => `Les réponses non vues après ${minutes} minutes partent par e-mail.`,
  by_channel: ({ channel }) => `Elles partent par ${channel}.`,
  no_mail_leaves: () => 'Les réponses non vues doivent continuer par e-mail, et aucun canal e-mail ne peut envoyer.',
  replies_wait: () => 'Les réponses attendent dans le chat jusqu’au retour du visiteur.',
  no_such_chat: () => 'Ce chat n’existe pas.',
}
