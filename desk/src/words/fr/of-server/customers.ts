import type { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const customers: Translated<typeof customerWords> = {
  no_domain: ({ typed }) => `« ${typed} » n’est pas un domaine de messagerie. Écrivez-le comme example.com.`,
  domain_of_registry: ({ domain }) =>
    `Chacun peut enregistrer un nom sous ${domain}. Bloquez le domaine lui-même, par exemple nom.${domain}.`,
  domain_of_provider: ({ domain }) =>
    `Chacun peut avoir une adresse chez ${domain}. Bloquez l’adresse seule, ou la personne.`,
  domain_of_ours: ({ domain }) => `Une adresse à nous ou d’un collègue est chez ${domain}. Il ne peut pas être bloqué.`,
  domain_not_blocked: ({ domain }) => `${domain} n’est pas bloqué.`,
  no_such_customer: () => 'Ce client n’existe pas, ou vous ne pouvez pas le voir.',
  no_such_other: () => 'L’autre client n’existe pas.',
  no_such_address: () => 'Cette adresse n’existe pas.',
  no_such_merge: () => 'Cette fusion n’existe pas.',
  merge_undone_already: () => 'Cette fusion est déjà annulée.',
  proven_on_both: ({ address }) => `${address} a été prouvée des deux côtés.`,
  signed_by_site: () => 'Le site de l’entreprise l’a signé.',
  answered_from_it: () => 'Un message envoyé à cette seule adresse a reçu une réponse de celle-ci.',
  signed_in_on_device: () =>
    'Le visiteur qui écrivait dans le chat sur cet appareil s’est connecté sur le site de l’entreprise.',
  vouched: ({ name, reason }) => `${name} s’en est porté garant : « ${reason} »`,
  added_again: ({ name, assurance }) => `Ajoutée de nouveau par ${name}, comme ${assurance}.`,
  one_already: () => 'Ces deux clients n’en font déjà qu’un.',
  attributes_too_large: () => 'Les informations d’un client peuvent faire 64 Kio au total.',
  blocked_stays: () => 'L’adresse est bloquée ; la détacher la laisserait entrer de nouveau. Débloquez-la d’abord.',
  person_stays: () =>
    'Le client est bloqué ; détacher l’adresse la laisserait entrer de nouveau. Débloquez d’abord le client.',
  needs_vouching: ({ assurance, role }) =>
    `Déclarer une adresse ${assurance} demande l’autorisation identities.vouch, que le rôle ${role} n’a pas. Rien n’a été modifié.`,
  only_site_vouches: ({ assurance }) =>
    `On ne peut pas confirmer à la main qu’une adresse est ${assurance} : seul le site de l’entreprise le peut, avec un jeton.`,
  reason_missing: () => 'Indiquez dans `reason` comment vous savez que l’adresse est la sienne. Rien n’a été modifié.',
  email_incomplete: () => 'Une adresse e-mail a un nom, un @ et un domaine, comme anna@example.com.',
  email_local_part: () => 'La partie avant le @ contient des caractères qu’aucune adresse e-mail n’a.',
  email_domain: () => 'La partie après le @ n’est pas un domaine, comme example.com.',
  email_too_long: ({ max }) => `Une adresse e-mail a au plus ${max} caractères.`,
  handle_empty: () => 'Un pseudonyme a besoin d’au moins un caractère.',
  phone_without_country: () => 'Un numéro de téléphone a besoin de son indicatif, comme +33 1 23 45 67 89.',
  not_a_phone: () => 'Ce n’est pas un numéro de téléphone. Écrivez-le avec son indicatif, comme +33 1 23 45 67 89.',
  address_too_long: ({ max }) => `Elle dépasse ${max} caractères.`,
  address_empty: () => 'Elle est vide.',
  identifies_nobody: ({ address }) => `${address} n’identifie personne et n’appartient donc à personne.`,
  address_in_use: ({ address, name }) =>
    `${address} appartient à ${name}. S’il s’agit de la même personne, fusionnez-les ; sinon, détachez-la d’abord de ce client.`,
  address_in_use_unnamed: ({ address }) =>
    `${address} appartient à un autre client. S’il s’agit de la même personne, fusionnez-les ; sinon, détachez-la d’abord de ce client.`,
  address_of_somebody: () => 'L’adresse appartient déjà à quelqu’un d’autre.',
  only_rises: ({ now, wanted }) =>
    `L’adresse est déjà ${now}, ce qui est plus que ${wanted}. Le niveau ne peut que monter.`,
  too_many_addresses: ({ max, kind }) =>
    `Un client a au plus ${max} adresses de type ${kind}. Détachez-en une qui ne sert plus.`,
}
