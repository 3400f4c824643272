import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { signIn as english } from '../en/sign-in.ts'
import type { Spoken } from '../spoken.ts'

export const signIn: Spoken<typeof english> = {
  signIn: {
    title: 'Connexion',
    pageTitle: 'Connexion · Throughline',
    submit: 'Se connecter',
    wrong: 'L’e-mail ou le mot de passe est incorrect.',
    tooMany: (seconds) => `Trop d’essais. Réessayez dans ${waitOf(seconds)}.`,
    codeTitle: 'Saisissez le code de votre application',
    codeMore: 'Ouvrez votre application d’authentification et saisissez les six chiffres affichés.',
    code: 'Code à six chiffres',
    codeWrong: 'Ce code est incorrect ou n’est plus valable. Saisissez celui que votre application affiche maintenant.',
    codeSubmit: 'Continuer',
    takeBackup: 'Je n’ai pas mon application : utiliser un code de secours',
    takeApp: 'Utiliser plutôt l’application',
    backupTitle: 'Saisissez un code de secours',
    backupMore:
      'L’un des codes que vous avez conservés en activant la connexion en deux étapes. Chacun sert une seule fois.',
    backupCode: 'Code de secours',
    backupWrong: 'Ce code de secours est incorrect, ou a déjà été utilisé.',
    startOver: 'Recommencer',
    expired: 'Cela a pris trop de temps. Connectez-vous de nouveau.',
    with: (name) => `Se connecter avec ${name}`,
    or: 'ou avec un mot de passe',
    oneAccount: 'Utiliser le compte de secours',
    passwordsOff: 'Les mots de passe sont désactivés ici. Utilisez la connexion de votre entreprise.',
    cancelled: 'Vous avez annulé la connexion. Rien n’a été modifié.',
    unavailable: 'La connexion de votre entreprise ne répond pas. Réessayez dans une minute.',
    failed:
      'La connexion de votre entreprise a envoyé une réponse qui n’est pas fiable. Réessayez. Si cela se reproduit, prévenez votre administrateur.',
    noAccess:
      'La connexion de votre entreprise vous connaît, mais vous n’avez pas d’accès ici. Adressez-vous à votre administrateur.',
  },
  setup: {
    pageTitle: 'Installation · Throughline',
    title: 'Bienvenue. Créez le premier compte.',
    more: 'Il sera l’administrateur. Vous pourrez en ajouter d’autres ensuite.',
    yourName: 'Votre nom',
    company: 'Nom de l’entreprise',
    passwordHint: `Au moins ${passwordLength.least} caractères.`,
    passwordShort: `Au moins ${passwordLength.least} caractères.`,
    nameMissing: 'Saisissez un nom.',
    emailWrong: 'Saisissez une adresse e-mail complète.',
    submit: 'Créer le compte',
    done: 'Throughline est déjà installé.',
    goToSignIn: 'Aller à la connexion',
    tokenMissing: 'Il faut le lien à usage unique',
    tokenMissingMore:
      'Throughline l’a affiché dans sa fenêtre au démarrage : une ligne avec /setup?token=… Ouvrez ce lien ici.',
    tokenWrong: 'Ce lien n’est plus valable. Throughline en affiche un nouveau à chaque démarrage.',
    wizardName: 'Un client, un fil.',
    wizardMore: 'Quelle que soit la personne qui répond, et où qu’il écrive.',
  },
  account: {
    title: 'Vous',
    shortcut: 'Aller à vos propres réglages',
    appearance: 'Apparence',
    language: 'Langue',
    light: 'Clair',
    dark: 'Sombre',
    auto: 'Comme le système',
    signOut: 'Se déconnecter',
    signOutAnyway: 'Se déconnecter et abandonner',
    unsavedTitle: 'Quelque chose n’a pas encore été envoyé',
    unsavedDrafts: (count) =>
      count === 1 ? 'Un brouillon n’est pas encore enregistré' : `${count} brouillons ne sont pas encore enregistrés`,
    unsavedMore: (count) =>
      `${count === 1 ? 'Un texte n’a pas pu atteindre le serveur et serait supprimé' : `${count} textes n’ont pas pu atteindre le serveur et seraient supprimés`} de cet appareil. Pour le conserver, attendez d’être de nouveau connecté.`,
    role: (role) => `Rôle : ${role}`,
    twoFactor: 'Connexion en deux étapes',
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
    enabled: 'La connexion en deux étapes est activée.',
    disabled: 'La connexion en deux étapes est désactivée.',
    password: 'Mot de passe',
    noPassword: 'Vous n’avez pas de mot de passe ici : vous utilisez la connexion de votre entreprise.',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    changePassword: 'Changer le mot de passe',
    passwordChanged: 'Mot de passe changé. Les autres appareils ont été déconnectés.',
  },
}

function waitOf(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? 'une seconde' : `${seconds} secondes`
  return `${Math.ceil(seconds / 60)} minutes`
}
