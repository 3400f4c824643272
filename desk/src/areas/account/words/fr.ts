import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  account: {
    title: 'Vous',
    shortcut: 'Aller à vos propres réglages',
    photo: 'Votre photo',
    photoMore:
      'Visible par votre équipe, et par les visiteurs à côté de vos réponses dans le chat. Elle est recadrée en carré.',
    choosePhoto: 'Choisir une photo…',
    removePhoto: 'Supprimer la photo',
    photoSaved: 'Votre photo est enregistrée.',
    photoRemoved: 'Votre photo est supprimée.',
    noPhoto: 'Cette image est illisible. Prenez un PNG, JPEG ou WebP.',
    appearance: 'Apparence',
    language: 'Langue',
    light: 'Clair',
    dark: 'Sombre',
    auto: 'Système',
    signOut: 'Se déconnecter',
    signOutAnyway: 'Se déconnecter et abandonner',
    unsavedTitle: 'Quelque chose n’a pas encore été envoyé',
    unsavedDrafts: (count) =>
      count === 1 ? 'Un brouillon n’est pas encore enregistré' : `${count} brouillons ne sont pas encore enregistrés`,
    unsavedMore: (count) =>
      `${count === 1 ? 'Un texte n’a pas pu atteindre le serveur et serait supprimé' : `${count} textes n’ont pas pu atteindre le serveur et seraient supprimés`} de cet appareil. Pour le conserver, attendez d’être de nouveau connecté.`,
    role: (role) => `Rôle : ${role}`,
    signature: 'Signature',
    signatureMore:
      'Sous chaque e-mail que vous écrivez, au-dessus de la signature du canal ou de l’entreprise. Pas dans les discussions.',
    signatureSaved: 'Signature enregistrée.',
    byMail: {
      title: 'Par e-mail',
      which: 'Lesquelles',
      noChannel:
        'Aucun canal de cette installation ne peut envoyer d’e-mails. Les notifications restent donc dans le desk.',
      goes: ({ address, from }) => `Elles sont envoyées à ${address} depuis ${from}.`,
      unproven: (address) =>
        `Avant tout envoi à ${address}, montrez que vous y lisez vos e-mails : suivez le lien d’un e-mail que nous vous envoyons.`,
      ask: 'M’envoyer le lien',
      asked: (address) => `Un e-mail est en route vers ${address}. Son lien est valable un jour.`,
      proven: 'Votre adresse est confirmée.',
      failed: ({ address, since }) =>
        `Les e-mails à ${address} reviennent depuis ${since}, aucun n’est donc envoyé. Quand la boîte fonctionne de nouveau, demandez le lien.`,
      when: 'Quand',
      off: 'Jamais',
      away: 'En mon absence',
      always: 'Toujours, aussitôt',
      awayMore:
        'Ce qui n’est toujours pas lu après ce délai, quand vous n’avez aucun desk ouvert. Avec un desk ouvert, après deux heures.',
      after: 'Après',
      minutes: (count) =>
        count === 1 ? '1 minute' : count < 60 ? `${count} minutes` : count === 60 ? '1 heure' : `${count / 60} heures`,
      to_customer:
        'Une réponse à un tel e-mail est envoyée au client en votre nom ; si elle commence par #note, c’est une note.',
      to_confirm:
        'Rien ici ne vérifie de qui vient un e-mail. Une réponse à un tel e-mail attend donc dans la demande que quelqu’un confirme dans le desk qu’elle est de vous.',
      no_answer: 'On ne peut pas répondre à un tel e-mail : le canal n’a pas d’adresse pour cela.',
    },
    twoFactor: 'Authentification à deux facteurs',
    twoFactorOff:
      'Votre mot de passe suffit pour vous connecter. Ajoutez un code d’une application sur votre téléphone, pour qu’un mot de passe volé ne suffise pas.',
    twoFactorOn: 'La connexion demande un code de votre application.',
    twoFactorEnable: 'Activer',
    twoFactorDisable: 'Désactiver',
    confirmPassword: 'Votre mot de passe',
    continue: 'Continuer',
    wrongPassword: 'Ce mot de passe est incorrect.',
    scan: 'Scannez ceci avec votre application d’authentification',
    scanMore: 'Ou saisissez-y cette clé :',
    qrLabel: 'Code QR pour votre application d’authentification',
    thenCode: 'Saisissez ensuite les six chiffres que l’application affiche :',
    backupTitle: 'Conservez ces codes de secours',
    backupMore: 'Chacun vous connecte une fois si vous perdez votre téléphone. Ils ne sont affichés que maintenant.',
    backupKept: 'Je les ai conservés',
    enabled: 'L’authentification à deux facteurs est activée.',
    disabled: 'L’authentification à deux facteurs est désactivée.',
    password: 'Mot de passe',
    noPassword: 'Vous n’avez pas de mot de passe ici : vous utilisez la connexion de votre entreprise.',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    changePassword: 'Changer le mot de passe',
    passwordChanged: 'Mot de passe changé. Les autres appareils ont été déconnectés.',
  },
}
