import type { emailDomainWords } from '@throughline/protocol/email/domain-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const emailDomain: Translated<typeof emailDomainWords> = {
  found_known: ({ provider }) => `Les serveurs de ${provider}.`,
  found_published: ({ domain }) => `Trouvé dans les réglages que ${domain} publie pour les logiciels de messagerie.`,
  found_records: ({ domain }) => `Trouvé dans les enregistrements DNS de ${domain}.`,
  found_tried: ({ domain }) => `Noms habituels de ${domain}, auxquels un serveur de messagerie répond.`,
  found_nothing: ({ domain }) =>
    `Rien n’a été trouvé pour ${domain}. Indiquez les serveurs ci-dessous ; l’aide de votre fournisseur les nomme.`,
  only_mailbox: () => 'Aucun serveur d’envoi n’a été trouvé : indiquez-le ci-dessous.',
  only_outgoing: () => 'Aucun serveur de boîte aux lettres n’a été trouvé : indiquez-le ci-dessous.',
  not_looked_up: ({ name }) => `${name} n’a pas pu être interrogé pour le moment.`,
  spf_missing: () =>
    'Il n’y a pas d’enregistrement SPF : les destinataires ne savent pas quels serveurs peuvent envoyer pour le domaine, et peuvent prendre ses e-mails pour du spam.',
  spf_twice: () => 'Il y a deux enregistrements SPF, ce qui équivaut à aucun : réunissez-les en un seul.',
  spf_anybody: () =>
    'L’enregistrement laisse n’importe quel serveur envoyer pour le domaine : terminez-le par ~all ou -all.',
  spf_allows: ({ provider }) => `L’enregistrement autorise ${provider} à envoyer pour le domaine.`,
  spf_without: ({ include }) =>
    `L’enregistrement ne mentionne pas ${include}. À moins qu’autre chose n’y autorise le serveur, ajoutez-le.`,
  spf_there: () =>
    'Il y a un enregistrement. Les serveurs qu’il autorise n’ont pas été examinés : aucun serveur d’envoi n’est réglé ici.',
  spf_of_host: ({ host }) =>
    `Il y a un enregistrement. On ne peut pas voir d’ici s’il autorise ${host} : demandez au fournisseur de ce serveur ce qu’il faut y ajouter.`,
  dkim_there: () =>
    'Il y a une clé de signature. Un e-mail envoyé par le serveur d’envoi montrera s’il signe avec elle.',
  dkim_not_found: ({ selectors }) =>
    `Aucune clé n’a été trouvée sous les noms habituels (${selectors.join(', ')}). Elle peut en avoir un autre : le fournisseur du serveur d’envoi dit lequel, et comment activer la signature.`,
  dmarc_missing: () =>
    'Il n’y a pas d’enregistrement DMARC : n’importe qui peut écrire au nom du domaine, et certains destinataires refusent ses e-mails.',
  dmarc_twice: () => 'Il y a deux enregistrements DMARC, ce qui équivaut à aucun : gardez-en un.',
  dmarc_without_policy: () =>
    'L’enregistrement ne nomme aucune règle (p=none, quarantine ou reject) : les destinataires l’ignorent.',
  dmarc_watches: () =>
    'L’enregistrement ne demande que des rapports (p=none). Quand ils montreront que tous vos e-mails passent, quarantine ou reject écartera les faussaires.',
  dmarc_protects: ({ policy }) => `Les e-mails qui échouent sont refusés ou mis de côté (p=${policy}).`,
}
