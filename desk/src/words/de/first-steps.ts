import type { firstSteps as english } from '../en/first-steps.ts'
import type { Spoken } from '../spoken.ts'

export const firstSteps: Spoken<typeof english> = {
  firstSteps: {
    title: 'Erste Schritte',
    done: (done, all) => `${done} von ${all} erledigt`,
    isDone: 'Erledigt',
    dismiss: 'Diese Liste weglegen',
    steps: {
      mail_channel: {
        title: 'E-Mail verbinden',
        more: 'Die Adresse, an die Kunden schreiben.',
        go: 'Verbinden',
      },
      mail_arrived: {
        title: 'Die erste E-Mail empfangen',
        more: 'Schreiben Sie eine an Ihre Adresse, von irgendwo. Sie steht innerhalb einer Sekunde im Posteingang.',
        go: 'Wo sie ankommt',
      },
      answered: {
        title: 'Die erste Antwort senden',
        more: 'Öffnen Sie ein Anliegen, drücken Sie r, und schreiben Sie.',
        go: 'Posteingang',
      },
      teammate: {
        title: 'Jemanden aus dem Team hinzufügen',
        more: 'Alle sehen dieselben Verläufe, und Sie sehen, wer gerade antwortet.',
        go: 'Hinzufügen',
      },
      widget: {
        title: 'Den Chat auf Ihre Seite setzen',
        more: 'Zwei Zeilen in Ihrer Seite. Erledigt, wenn die erste Person schreibt.',
        go: 'Einrichten',
      },
    },
  },
}
