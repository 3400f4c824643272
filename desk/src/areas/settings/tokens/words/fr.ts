import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  tokens: {
    title: 'Jetons d’API',
    more: 'Pour vos propres programmes. Un jeton peut ce que permet son rôle, et jamais plus que la personne qui l’a créé.',
    docs: 'Comment utiliser l’API',
    add: 'Créer un jeton',
    none: 'Pas encore de jeton',
    noneMore: 'Un programme s’en sert pour se connecter : Authorization: Bearer …',
    expires: 'Expiration',
    expiresNever: 'Jamais',
    expiresIn: { '30': 'Dans 30 jours', '90': 'Dans 90 jours', '365': 'Dans un an' },
    madeBy: (name) => `Créé par ${name}`,
    standsFor: (name) => `Ne peut pas faire plus que ${name}`,
    stopped: (name) => `Ne fonctionne plus : ${name} n’a plus d’accès.`,
    lastUsed: 'Dernière utilisation',
    revoke: 'Révoquer…',
    revokeTitle: (name) => `Révoquer ${name} ?`,
    revokeMore:
      'Les programmes qui l’utilisent sont refusés immédiatement. Les jetons créés avec lui sont révoqués aussi.',
    revokeSubmit: 'Révoquer',
    revoked: (name) => `${name} est révoqué.`,
    shownOnce: 'Copiez-le maintenant. Il ne sera plus affiché.',
    made: (name) => `Le jeton « ${name} »`,
  },
}
