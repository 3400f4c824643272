import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  channels: {
    title: 'Canaux',
    more: 'Les voies d’entrée et de sortie. Un client garde un seul fil, quel que soit le canal.',
    connected: 'Connectés',
    connect: 'En connecter un autre',
    none: 'Pas encore de canal',
    noneMore: 'Connectez le premier, et ce que vos clients écrivent s’affichera dans la boîte de réception.',
    add: (name) => `Connecter ${name}`,
    nameLabel: 'Nom',
    nameMore: 'Celui que vos collègues utilisent.',
    enabled: 'Activé',
    receivesOnly: 'Réception seule',
    health: { ok: 'Connecté', connecting: 'Connexion', failing: 'Erreur', disabled: 'Désactivé' },
    test: 'Tester',
    testing: 'Test…',
    testOk: 'Tout ce qui pouvait être essayé fonctionne.',
    testFailed: 'Quelque chose ne fonctionne pas encore.',
    own: {
      title: 'Nos domaines et groupes',
      domains: 'Nos domaines de messagerie',
      domainsMore:
        'Chaque adresse y est celle d’un collègue ou d’une machine : un e-mail qui en vient n’est jamais d’un client. Les canaux et les collègues sont déjà connus.',
      groups: 'Groupes qui nous transmettent des e-mails',
      groupsMore: 'Par exemple un groupe Google qui met sa propre adresse comme expéditeur.',
      save: 'Enregistrer',
      saved: 'Enregistré.',
    },
    mail: {
      where: 'Où se trouve la boîte aux lettres',
      places: { google: 'Gmail', microsoft: 'Microsoft 365', other: 'Autre fournisseur' },
      address: 'Adresse',
      addressMore: 'Celle à laquelle vos clients écrivent. Elle permet de trouver les serveurs.',
      addressNeeded: 'Indiquez une adresse e-mail, par exemple support@example.com.',
      senderName: 'Nom de l’expéditeur',
      senderNameMore: 'Par exemple Acme : les e-mails viennent alors de « Anna via Acme ».',
      password: 'Mot de passe',
      passwordMore:
        'De la boîte aux lettres. Certains fournisseurs exigent un mot de passe d’application, propre à un programme.',
      appPassword: 'Mot de passe d’application',
      appPasswordMore: (isGoogle) =>
        isGoogle
          ? 'Pas votre mot de passe habituel. Dans le compte Google : Sécurité, Validation en deux étapes, Mots de passe des applications. Il peut y être révoqué.'
          : 'Pas votre mot de passe habituel : votre fournisseur le crée pour un programme, dans les réglages de sécurité du compte.',
      clientId: 'Identifiant client',
      clientIdMore:
        'Microsoft n’accepte pas de mot de passe d’un programme. Enregistrez une application dans Microsoft Entra ; voici son identifiant.',
      refreshToken: 'Jeton d’actualisation',
      refreshTokenMore: 'Obtenu en se connectant une fois à cette boîte avec l’application. Le guide montre comment.',
      finding: 'Recherche des serveurs…',
      onlyNew: 'Seuls les nouveaux e-mails sont lus ; rien n’est marqué, déplacé ni supprimé dans la boîte.',
      all: 'Tous les réglages',
      short: 'L’essentiel seulement',
    },
    domain: {
      title: 'Votre domaine',
      more: 'Ce que les destinataires trouvent dans le DNS décide si vos réponses arrivent dans la boîte de réception ou dans le spam.',
      check: 'Vérifier le domaine',
      none: 'Indiquez d’abord une adresse : c’est son domaine qui est examiné.',
      names: { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' },
      states: { ok: 'OK', weak: 'Faible', missing: 'Manquant', wrong: 'Incorrect', unknown: 'Inconnu' },
      found: 'Trouvé',
      publish: (name) => `À publier comme enregistrement TXT de ${name}`,
      copy: 'Copier',
      copied: 'Copié',
    },
    setUp: 'Chez le fournisseur',
    inboundUrl: 'URL de réception',
    save: 'Enregistrer',
    create: 'Connecter',
    created: (name) => `${name} est connecté.`,
    savedWithoutSecrets:
      'Enregistré. Le canal ne fonctionnera pas tant que vous n’aurez pas saisi ce qui a été supprimé.',
    saved: 'Enregistré.',
    switchedOn: (name) => `${name} est activé.`,
    switchedOff: (name) => `${name} est désactivé.`,
    remove: 'Déconnecter…',
    removeTitle: (name) => `Déconnecter ${name} ?`,
    removeMore:
      'Plus rien n’entre ni ne sort par ce canal. Les échanges restent dans les fils. Ses mots de passe sont oubliés.',
    removeSubmit: 'Déconnecter',
    removed: (name) => `${name} est déconnecté.`,
    unsaved: 'Pas encore enregistré',
  },
  floods: {
    label: 'Refusé en raison d’un afflux anormal',
    since: (time) => `Depuis ${time}`,
    between: (start, end) => `Entre ${start} et ${end}`,
    networks: (count) => `${count} adresses réseau`,
    oneNetwork: (network) => `l’adresse réseau ${network}`,
    manyNetworks: 'un très grand nombre d’adresses réseau',
    refused: {
      visitor: ({ when, count, isOne, networks }) =>
        isOne
          ? `${when}, ${count} nouveau visiteur venant de ${networks} a été refusé.`
          : `${when}, ${count} nouveaux visiteurs venant de ${networks} ont été refusés.`,
      file: ({ when, count, isOne, networks }) =>
        isOne
          ? `${when}, ${count} fichier de visiteurs venant de ${networks} a été refusé.`
          : `${when}, ${count} fichiers de visiteurs venant de ${networks} ont été refusés.`,
      connection: ({ when, count, isOne, networks }) =>
        isOne
          ? `${when}, ${count} connexion de visiteurs venant de ${networks} a été refusée.`
          : `${when}, ${count} connexions de visiteurs venant de ${networks} ont été refusées.`,
    },
    most: (networks) => `La plupart venaient de ${networks}.`,
    more: 'Les personnes venant d’autres adresses passent toujours. Une adresse qui continue peut être bloquée sur votre proxy ou votre pare-feu.',
    moreMany:
      'Tant d’adresses sont impliquées que de nouveaux visiteurs peuvent être refusés, d’où qu’ils viennent. Votre proxy ou votre pare-feu peut les refuser plus tôt.',
    proxy:
      'Si cette adresse est celle de votre propre proxy, définissez TRUST_PROXY : sinon tous les visiteurs la partagent.',
  },
}
