import type { composer as english } from '../en/composer.ts'
import type { Spoken } from '../spoken.ts'

export const composer: Spoken<typeof english> = {
  newMessage: {
    title: 'Nouveau message',
    find: 'Nom, adresse ou e-mail',
    recipients: 'Destinataires',
    hint: 'Saisissez un nom ou une adresse e-mail.',
    none: 'Personne n’est joignable ainsi. Une adresse e-mail complète convient toujours.',
    writeTo: (email) => `Écrire à ${email}, nouveau client`,
    opensIssue: 'Il ouvre une nouvelle demande.',
    answerInstead: 'Répondre plutôt à la demande ouverte',
    discard: 'Abandonner',
    replyBegun: 'Une réponse est commencée ici. Envoyez-la ou effacez-la d’abord, puis commencez un nouveau message.',
  },
  composer: {
    yourSignature: 'Votre signature',
    ownReply: 'Moi uniquement',
    label: 'Rédiger',
    reply: 'Répondre',
    note: 'Note interne',
    modeLabel: 'Qui le voit',
    placeholder: 'Écrire au client…',
    notePlaceholder: 'Visible uniquement par vos collègues…',
    to: 'À',
    addresses: 'Envoyer par',
    way: (who, how, where) => `${who} · ${how} sur ${where}`,
    nowhere: 'Il n’y a pas encore de moyen d’écrire à ce client.',
    noneUsable: 'Aucune adresse de ce client n’est utilisable pour le moment.',
    personBlocked:
      'Rien ne peut lui être envoyé. Ce que ce client écrit attend en quarantaine. Une note aux collègues fonctionne toujours.',
    nowhereMore:
      'Ajoutez une adresse à sa fiche, ou attendez qu’il écrive. Une note à vos collègues est toujours possible.',
    subject: 'Objet',
    cc: 'Cc',
    ccLabel: 'Copies à',
    ccPlaceholder: 'nom@example.com',
    bcc: 'Cci',
    bccLabel: 'Copies cachées à',
    ccOffered: (addresses: string[]) =>
      `L’e-mail nomme aussi ${some(addresses)}. Il n’a pas été vérifié : pas de copie de votre réponse pour eux.`,
    ccTake: 'Ajouter',
    askedTo: (address: string) => `L’e-mail demande que la réponse aille à ${address}.`,
    askedToOther: (address: string) =>
      `L’e-mail demande que la réponse aille à ${address}, dont le domaine n’est pas celui de l’expéditeur. Vérifiez avant d’ajouter.`,
    askedToTake: (address: string) => `Copie à ${address}`,
    ccWrong: (value) => `« ${value} » n’est pas une adresse e-mail complète.`,
    send: 'Envoyer',
    addNote: 'Ajouter la note',
    sendMore: 'Autres façons d’envoyer',
    sendAndClose: 'Envoyer et fermer',
    attach: 'Joindre des fichiers',
    dropHere: 'Déposez ici pour joindre',
    uploading: 'Envoi du fichier…',
    uploadFailed: 'Fichier non envoyé',
    uploadRetry: 'Réessayer',
    removeFile: (name) => `Retirer ${name}`,
    tooLarge: (name, limit) => `${name} dépasse ${limit}.`,
    filesNotTaken: 'Ce canal n’accepte pas de fichiers : ils restent ici.',
    tooMany: (count) => `Ce canal accepte au maximum ${count} fichiers.`,
    bold: 'Gras',
    italic: 'Italique',
    bulletList: 'Liste',
    orderedList: 'Liste numérotée',
    link: 'Lien',
    linkAddress: 'Adresse web',
    linkSet: 'Valider',
    linkRemove: 'Retirer le lien',
    quote: 'Citation',
    format: 'Mise en forme',
    elsewhere: (text) => `Vous avez écrit autre chose ici sur un autre appareil : « ${text} »`,
    elsewhereTake: 'Prendre l’autre texte',
    elsewhereKeep: 'Garder celui-ci',
    draftSaved: 'Brouillon enregistré',
    draftLocal: 'Brouillon conservé sur cet appareil',
    savedReplies: 'Réponses enregistrées',
    insertReply: 'Insérer une réponse enregistrée',
    noReplies: 'Aucune réponse enregistrée. Créez-en une dans Réglages, Réponses enregistrées.',
    mention: 'Mentionner un collègue',
    colleagues: 'Collègues',
    noColleagues: 'Personne d’autre n’est encore ici.',
    leftOpen: (names) => `${names} n’est pas rempli. Écrivez-le vous-même, ou retirez-le.`,
    leftOpenAnyway: 'Envoyer tel quel',
    answeredSince: (name, at) => `${name} a répondu à ${at}, depuis que vous avez commencé à écrire.`,
    answeredHeld: (name, at) => `Pas encore envoyé : ${name} a répondu à ${at}. L’avez-vous lu ?`,
    wroteSince: (name, count) =>
      count === 1
        ? `${name} a écrit depuis que vous avez commencé.`
        : `${name} a écrit ${count} fois depuis que vous avez commencé.`,
    showAnswer: 'Afficher',
    sendAnyway: 'Envoyer quand même',
    holdFor: 'Après l’envoi, annuler possible pendant',
    holdSeconds: (seconds) => (seconds === 0 ? 'Jamais' : `${seconds} secondes`),
  },
}

function some(addresses: string[]): string {
  return addresses.length <= 4
    ? addresses.join(', ')
    : `${addresses.slice(0, 3).join(', ')} et ${addresses.length - 3} autres`
}
