import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  inbound: {
    title: 'Beiseitegelegt',
    more: 'Was hereinkam und in keinen Verlauf kam: ganz aufbewahrt, bis jemand nachsieht. Nach einer Abhilfe lässt es sich neu lesen.',
    all: 'Alles',
    set_aside: 'Beiseitegelegt',
    failed: 'Gescheitert',
    none: 'Nichts wurde beiseitegelegt',
    noneMore: 'Rückläufer, Verteiler und unlesbare Mail stehen hier.',
    replay: 'Neu lesen',
    replayed: {
      accepted: 'Es steht jetzt in seinem Verlauf.',
      set_aside: 'Es wurde wieder beiseitegelegt.',
      failed: 'Es ist wieder gescheitert.',
    },
    kinds: {
      human: 'Nachricht',
      'auto-reply': 'Automatische Antwort',
      bounce: 'Rückläufer',
      list: 'Verteiler',
      complaint: 'Beschwerde',
    },
    filterLabel: 'Welche',
  },
  failedSteps: {
    title: 'Gescheiterte selbsttätige Schritte',
    more: 'Sie werden zwei Minuten lang von selbst noch einmal versucht. Nach einer Abhilfe oder Aktualisierung können Sie sie ein weiteres Mal versuchen lassen. Alles andere geht weiter.',
    names: {
      notifyStaff: 'Mitarbeitende benachrichtigen',
      queueAcknowledgements: 'Automatisch antworten',
      scheduleUnseenMails: 'Eine ungesehene Antwort im Chat als Mail senden',
      announceIssuesOfCustomer: 'Änderung an einem Kunden im Posteingang zeigen',
      indexWords: 'Geschriebenes auffindbar machen',
      enqueueWebhooks: 'Webhooks benachrichtigen',
      'issue.snooze_ends': 'Ein zurückgestelltes Anliegen wieder vorlegen',
      'chat.unseen': 'Eine ungesehene Antwort im Chat als Mail senden',
    },
    tries: (count) => (count === 1 ? 'einmal gescheitert' : `${count}-mal gescheitert`),
    customer: 'Kunde',
    waiting: 'Wird noch einmal versucht',
    retry: 'Noch einmal versuchen',
    retried: 'Es wird jetzt noch einmal versucht. Gelingt es, verschwindet es aus dieser Liste.',
    dismiss: 'Verwerfen…',
    dismissTitle: 'Diesen Schritt verwerfen?',
    dismissMore: 'Er wird nie getan. Das Protokoll hält fest, wer ihn verworfen hat.',
    dismissSubmit: 'Verwerfen',
    dismissed: 'Der Schritt ist verworfen.',
  },
}
