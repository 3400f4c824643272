import type { later as english } from '../en/later.ts'
import type { Spoken } from '../spoken.ts'

export const later: Spoken<typeof english> = {
  later: {
    title: 'Envoyer plus tard',
    times: { inAnHour: 'Dans une heure', tomorrow: 'Demain matin', monday: 'Lundi matin' },
    pick: 'À un autre moment…',
    at: 'Envoyer le',
    zone: (zone) => `À l’heure de cet appareil (${zone}).`,
    past: 'Ce moment est passé.',
    submit: 'Envoyer à ce moment',
    onlyIfUnanswered: 'Seulement si le client n’a pas écrit d’ici là',
    done: (when) => `Envoi prévu : ${when}.`,
    moved: (when) => `Envoi désormais prévu : ${when}.`,
    list: 'Réponses programmées',
    waits: (when) => `Envoi prévu : ${when}.`,
    due: 'Envoi en cours…',
    unlessAnswered: 'Sauf si le client écrit avant.',
    files: (count) => (count === 1 ? 'Un fichier' : `${count} fichiers`),
    move: 'Autre moment…',
    sendNow: 'Envoyer maintenant',
    sendAnyway: 'Envoyer quand même',
    cancel: 'Annuler',
    cancelled: 'Annulée. Rien n’a été envoyé.',
  },
}
