import type { firstSteps as english } from '../en/first-steps.ts'
import type { Spoken } from '../spoken.ts'

export const firstSteps: Spoken<typeof english> = {
  firstSteps: {
    title: 'Premiers pas',
    done: (done, all) => `${done} sur ${all}`,
    isDone: 'Fait',
    dismiss: 'Ranger cette liste',
    steps: {
      mail_channel: {
        title: 'Connecter l’e-mail',
        more: 'L’adresse à laquelle vos clients écrivent.',
        go: 'Connecter',
      },
      mail_arrived: {
        title: 'Recevoir le premier e-mail',
        more: 'Écrivez à votre adresse, de n’importe où. Le message s’affiche dans la boîte de réception en moins d’une seconde.',
        go: 'Où il arrive',
      },
      answered: {
        title: 'Envoyer la première réponse',
        more: 'Ouvrez une demande, appuyez sur r et écrivez.',
        go: 'Boîte de réception',
      },
      teammate: {
        title: 'Ajouter un collègue',
        more: 'Il voit les mêmes fils, et vous voyez à quoi il répond.',
        go: 'Ajouter',
      },
      widget: {
        title: 'Mettre le chat sur votre site',
        more: 'Deux lignes dans votre page. Terminé quand le premier visiteur écrit.',
        go: 'Configurer',
      },
    },
  },
}
