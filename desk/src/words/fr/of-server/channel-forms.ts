import type { ChannelForms } from '../../server-words.ts'

const unencrypted = {
  title: 'Envoyer le mot de passe sans chiffrement',
  more: 'Il peut être lu sur tout le trajet jusqu’au serveur. Seulement pour un serveur qui ne peut pas faire mieux.',
}
const encryption = {
  title: 'Chiffrement',
  more: 'Dès le début (TLS, ports 465 et 993), après l’accueil (STARTTLS, ports 587 et 143), ou aucun.',
}

/** The settings of each kind of channel, by their paths. */
export const channelForms: ChannelForms = {
  email: {
    about: 'Les e-mails à vos adresses de support, reçus par SMTP ou depuis une boîte, avec réponse dans leur fil.',
    fields: {
      address: { title: 'Adresse', more: 'Celle que vos clients voient et à laquelle ils répondent.' },
      senderName: {
        title: 'Nom de l’expéditeur',
        more: 'Par exemple Acme : les e-mails viennent alors de « Anna via Acme ».',
      },
      addresses: {
        title: 'Autres adresses',
        more: 'Les e-mails qui leur sont envoyés sont reçus aussi. @example.com désigne toutes les adresses du domaine.',
      },
      smtp: { title: 'Envoi (SMTP)', more: 'Sans lui, les e-mails partent par le serveur de l’installation.' },
      'smtp.host': { title: 'Serveur' },
      'smtp.port': { title: 'Port' },
      'smtp.security': encryption,
      'smtp.auth': {
        title: 'Authentification',
        more: 'OAuth 2 utilise l’accès de la boîte de réception IMAP ci-dessous.',
      },
      'smtp.user': { title: 'Nom d’utilisateur', more: 'Vide : sans authentification.' },
      'smtp.password': { title: 'Mot de passe' },
      'smtp.allowUnencrypted': unencrypted,
      imap: { title: 'Boîte de réception IMAP' },
      'imap.host': { title: 'Serveur' },
      'imap.port': { title: 'Port' },
      'imap.security': encryption,
      'imap.user': { title: 'Nom d’utilisateur' },
      'imap.auth': { title: 'Authentification' },
      'imap.password': { title: 'Mot de passe' },
      'imap.accessToken': { title: 'Jeton d’accès', more: 'Il expire ; un accès OAuth 2 est préférable.' },
      'imap.oauth': { title: 'Accès OAuth 2', more: 'Obtient de nouveaux jetons d’accès quand les anciens expirent.' },
      'imap.oauth.tokenUrl': { title: 'URL des jetons' },
      'imap.oauth.clientId': { title: 'Identifiant client' },
      'imap.oauth.clientSecret': { title: 'Secret client' },
      'imap.oauth.refreshToken': { title: 'Jeton d’actualisation' },
      'imap.oauth.scope': { title: 'Portée (scope)', more: 'Seulement si le fournisseur la demande.' },
      'imap.oauth.allowUnencrypted': { title: 'Utiliser une URL sans https', more: unencrypted.more },
      'imap.folder': { title: 'Dossier' },
      'imap.startWith': {
        title: 'Commencer par',
        more: 'Tout ce qui est dans le dossier, ou seulement ce qui arrive à partir de maintenant. Rien n’est marqué ni supprimé.',
      },
      'imap.allowUnencrypted': unencrypted,
      acknowledgement: {
        title: 'Réponse automatique',
        more: 'Envoyée une fois pour chaque nouvelle demande, quand le domaine de l’expéditeur est authentifié (voir authserv-id de confiance) ou que quelqu’un ici lui a déjà écrit ; jamais à une machine.',
      },
      'acknowledgement.enabled': { title: 'Activée' },
      'acknowledgement.text': { title: 'Texte' },
      quotedHistory: {
        title: 'Citer la conversation dans les réponses',
        more: 'Sous une réponse, comme le font les messageries : rien, le dernier message ou toute la conversation. Seulement les e-mails que tous les destinataires de la réponse ont déjà reçus.',
      },
      replyAddressing: {
        title: 'Adresses de réponse avec signature',
        more: 'Les réponses reviennent à help+r.…@example.com. Le serveur doit remettre les adresses avec un plus. Activé par défaut sans boîte de réception IMAP.',
      },
      formSenders: {
        title: 'Expéditeurs de formulaires de contact',
        more: 'Ils écrivent pour des clients : le client est celui que nomme Reply-To.',
      },
      authservIds: {
        title: 'authserv-id de confiance',
        more: 'Ceux dont les Authentication-Results sont crus (RFC 8601). Ce serveur doit retirer ceux des autres qui portent son nom.',
      },
      boundaryAddresses: {
        title: 'Relais de confiance',
        more: 'D’où de tels résultats sont crus par SMTP : adresses ou plages. Cette machine l’est toujours.',
      },
      signature: { title: 'Signature' },
    },
  },
  webchat: {
    about: 'Un chat sur votre propre site, à vos couleurs.',
    fields: {
      title: { title: 'Titre', more: 'L’en-tête du chat. Vide : le nom de l’entreprise.' },
      greeting: { title: 'Message d’accueil', more: 'Affiché avant tout échange.' },
      allowedOrigins: {
        title: 'Sites',
        more: 'Origines des pages qui peuvent afficher ce chat, comme https://www.example.com ou https://*.example.com.',
      },
      accentColour: { title: 'Couleur', more: 'Comme #4255d0. Vide : la couleur de l’entreprise.' },
      side: {
        title: 'Position',
        more: 'Où se trouve le bouton : en fin de ligne (à droite dans la plupart des langues) ou au début.',
      },
      theme: { title: 'Apparence' },
      answersWithinMinutes: {
        title: 'Délai de réponse prévu, en minutes',
        more: 'Affiché aux visiteurs. Vide : rien n’est promis.',
      },
      showsNames: { title: 'Afficher les noms des membres de l’équipe' },
      showsPhotos: {
        title: 'Afficher les photos des membres de l’équipe',
        more: 'De ceux qui en ont une, à côté de leur nom.',
      },
      asksFor: {
        title: 'Demander',
        more: 'Nom, e-mail, téléphone : toujours facultatif pour le visiteur, et seulement déclaratif.',
      },
      showsPages: {
        title: 'Afficher la page où se trouve le visiteur',
        more: 'À votre équipe, tant que la discussion dure, avec le pays ou le fuseau horaire. Rien n’en est conservé.',
      },
      takesFiles: { title: 'Autoriser les pièces jointes' },
      goesOnByMail: {
        title: 'Continuer par e-mail',
        more: 'Les réponses non vues partent par e-mail, si le visiteur a donné ou prouvé une adresse.',
      },
      mailAfterMinutes: { title: 'Envoyer les réponses non vues par e-mail après (minutes)' },
      mailChannelId: {
        title: 'Canal e-mail',
        more: 'L’identifiant du canal e-mail à utiliser. Vide : le premier qui est activé.',
      },
      identity: { title: 'Vérification de l’identité' },
      'identity.secret': {
        title: 'Secret (HS256)',
        more: 'Votre site s’en sert pour signer qui est son visiteur. Au moins 32 octets.',
      },
      'identity.previousSecret': {
        title: 'Secret précédent',
        more: 'Encore accepté pendant que vous passez au nouveau.',
      },
      'identity.publicKeys': {
        title: 'Clés publiques (RS256)',
        more: 'En PEM, l’une après l’autre : pour les sites qui signent avec une clé privée.',
      },
      'identity.accountPrefix': {
        title: 'Préfixe des comptes',
        more: 'Seulement si plusieurs sites ayant leurs propres comptes sont servis ici : il sépare leurs comptes.',
      },
      'identity.signedInHours': {
        title: 'Durée d’une connexion, en heures',
        more: 'Ensuite, votre site identifie de nouveau son visiteur.',
      },
    },
  },
  sms: {
    about: 'Les messages texte à un numéro à vous, par Twilio.',
    fields: {
      provider: { title: 'Fournisseur' },
      accountSid: { title: 'SID du compte', more: 'Sur la première page de la console Twilio ; il commence par AC.' },
      authToken: {
        title: 'Jeton d’authentification',
        more: 'À côté du SID du compte. Il sert à envoyer, et prouve que ce qui arrive vient de Twilio.',
      },
      from: {
        title: 'Expéditeur',
        more: 'Un numéro du compte avec son indicatif, comme +15005550006, ou un numéro court ou un nom.',
      },
      messagingServiceSid: {
        title: 'SID du service de messagerie',
        more: 'Au lieu d’un expéditeur : Twilio choisit alors un numéro du service. Il commence par MG.',
      },
      server: { title: 'Serveur de l’API', more: 'Un autre, pour une région ou un proxy à vous.' },
    },
  },
  api: {
    about: 'Les messages d’un programme à vous.',
    fields: {
      live: {
        title: 'Conversation en direct',
        more: 'Les deux parties sont présentes, comme dans un chat : ce qui suit appartient à la demande en cours.',
      },
    },
  },
  whatsapp: {
    about: 'Les messages à un numéro WhatsApp à vous, par la Cloud API de Meta.',
    fields: {
      phoneNumberId: {
        title: 'ID du numéro de téléphone',
        more: 'Sous « Configuration de l’API » de l’application chez Meta. Ce n’est pas le numéro lui-même.',
      },
      portfolioId: {
        title: 'ID du portefeuille business',
        more: 'Sous « Infos de l’entreprise » du portefeuille. WhatsApp y désigne la même personne par le même ID.',
      },
      accessToken: {
        title: 'Jeton d’accès',
        more: 'D’un utilisateur système, avec whatsapp_business_messaging, et sans expiration.',
      },
      appSecret: {
        title: 'Secret de l’application',
        more: 'Sous « Paramètres de l’application », « Général ». Meta signe avec lui ce qu’il remet.',
      },
      verifyToken: {
        title: 'Jeton de vérification',
        more: 'Un long texte de votre choix. Donnez le même à Meta, à côté de l’adresse du webhook.',
      },
      server: { title: 'Serveur', more: 'Où la Graph API est jointe.' },
    },
  },
  telegram: {
    about: 'Les messages à un bot à vous, ou aux comptes professionnels auxquels il est connecté.',
    fields: {
      token: { title: 'Jeton du bot', more: 'De @BotFather, par exemple 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11.' },
      server: { title: 'Serveur de l’API Bot', more: 'Un autre seulement si vous exploitez votre propre serveur.' },
    },
  },
}
