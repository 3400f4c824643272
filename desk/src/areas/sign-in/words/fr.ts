import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  signIn: {
    title: 'Connexion',
    pageTitle: 'Connexion · Throughline',
    submit: 'Se connecter',
    wrong: 'L’e-mail ou le mot de passe est incorrect.',
    tooMany: (seconds) => `Trop d’essais. Réessayez dans ${waitOf(seconds)}.`,
    codeTitle: 'Saisissez le code de votre application',
    codeMore: 'Ouvrez votre application d’authentification et saisissez les six chiffres affichés.',
    codeSubmit: 'Continuer',
    takeBackup: 'Je n’ai pas mon application : utiliser un code de secours',
    takeApp: 'Utiliser plutôt l’application',
    backupTitle: 'Saisissez un code de secours',
    backupMore:
      'L’un des codes que vous avez conservés en activant l’authentification à deux facteurs. Chacun sert une seule fois.',
    backupCode: 'Code de secours',
    backupWrong: 'Ce code de secours est incorrect, ou a déjà été utilisé.',
    startOver: 'Recommencer',
    expired: 'Cela a pris trop de temps. Connectez-vous de nouveau.',
    with: (name) => `Se connecter avec ${name}`,
    or: 'ou avec un mot de passe',
    oneAccount: 'Utiliser le compte de secours',
    passwordsOff: 'Les mots de passe sont désactivés ici. Utilisez la connexion de votre entreprise.',
    cancelled: 'Vous avez annulé la connexion. Rien n’a été modifié.',
    busy: 'Trop de personnes de votre réseau se sont connectées en même temps. Réessayez dans une minute.',
    unavailable: 'La connexion de votre entreprise ne répond pas. Réessayez dans une minute.',
    failed:
      'La connexion de votre entreprise a envoyé une réponse qui n’est pas fiable. Réessayez. Si cela se reproduit, prévenez votre administrateur.',
    noAccess:
      'La connexion de votre entreprise vous connaît, mais vous n’avez pas d’accès ici. Adressez-vous à votre administrateur.',
  },
  invitation: {
    pageTitle: 'Invitation · Throughline',
    title: (name) => `Bienvenue, ${name}`,
    more: (company) =>
      company === null
        ? 'Choisissez votre mot de passe pour rejoindre l’équipe.'
        : `Choisissez votre mot de passe pour rejoindre l’équipe de ${company}.`,
    submit: 'Définir le mot de passe et se connecter',
    over: 'Ce lien ne fonctionne plus',
    overMore:
      'Il a été utilisé, remplacé ou révoqué, ou il a expiré. Demandez-en un nouveau à la personne qui vous a invité.',
  },
  setup: {
    pageTitle: 'Installation · Throughline',
    title: 'Bienvenue. Créez le premier compte.',
    more: 'Il sera l’administrateur. Vous pourrez en ajouter d’autres ensuite.',
    yourName: 'Votre nom',
    company: 'Nom de l’entreprise',
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
}

function waitOf(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? 'une seconde' : `${seconds} secondes`
  return `${Math.ceil(seconds / 60)} minutes`
}
