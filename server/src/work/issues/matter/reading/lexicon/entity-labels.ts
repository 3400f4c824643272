import { wordSet } from './word-set.ts'

/** What a number names. Those of `ownTypes` name the customer, not the matter, and are left out. */
export type EntityType =
  | 'order'
  | 'invoice'
  | 'ticket'
  | 'tracking'
  | 'return'
  | 'booking'
  | 'contract'
  | 'serial'
  | 'reference'
  | 'own'

/** The word before a number → what it names. Lower case, without accents. */
export const entityTypeByLabel: ReadonlyMap<string, EntityType> = new Map(
  (
    [
      [
        'order',
        `order orders ordernumber orderid orderno purchase po bestellung bestellungen bestellnummer bestellnr
        bestellungsnummer auftrag auftrags auftragsnummer auftragsnr bestell commande commandes cde pedido pedidos orden
        encomenda encomendas ordine ordini bestelling bestellingen bestelnummer bestelnr ordernummer ordernr ordre
        ordrenummer ordrenr bestallning bestallningsnummer bestilling bestillingsnummer zamowienie zamowienia zamowieniu
        zam objednavka objednavky objednavku objednavce tilaus tilausnumero tilausnro siparis rendeles
        rendelesszam comanda comenzii заказ заказа заказу заказе заказом замовлення παραγγελια παραγγελιας`,
      ],
      [
        'invoice',
        `invoice invoices bill rechnung rechnungen rechnungsnummer rechnungsnr rechnungs facture factures factura
        facturas fattura fatture fatura faturas factuur facturen factuurnummer factuurnr faktura faktury fakture
        fakturanummer fakturanr lasku laskun laskunumero szamla receipt creditnote gutschrift beleg belegnummer
        quittung счет счёт счета рахунок τιμολογιο`,
      ],
      [
        'ticket',
        `ticket tickets case incident ticketnummer ticketnr ticketid vorgang vorgangsnummer fallnummer fall dossier
        caso chamado protocolo casenummer zaaknummer arende arendenummer saksnummer sagsnummer zgloszenie zgloszenia
        тикет обращение обращения`,
      ],
      [
        'tracking',
        `tracking trackingnumber trackingid awb waybill consignment shipment parcel sendung sendungsnummer sendungsnr
        sendungsverfolgung sendungsverfolgungsnummer paketnummer paket colis suivi expedition envio seguimiento guia
        rastreio rastreamento spedizione tracciamento zending verzending kollinummer sporingsnummer kolli
        sandning sandningsnummer przesylka przesylki listprzewozowy zasilka zasilky lahetys seurantakoodi kargo takip
        трек отправление ттн`,
      ],
      ['return', `rma return returns retoure retouren retourennummer rucksendung retour retours devolucion reso retur`],
      [
        'booking',
        `booking reservation buchung buchungsnummer buchungscode reservierung reservierungsnummer reserva reservacion
        localizador prenotazione boeking boekingsnummer reservering reserveringsnummer bokning bokningsnummer booking
        bestillingsnr pnr rezerwacja rezervace rezervasyon varaus varausnumero бронь бронирование бронирования`,
      ],
      [
        'contract',
        `contract policy claim vertrag vertragsnummer police versicherungsnummer schadennummer schaden contrat sinistre
        contrato poliza siniestro contratto polizza sinistro apolice polis polisnummer contractnummer avtal avtalsnummer
        umowa umowy polisa smlouva smlouvy договор договора`,
      ],
      [
        'serial',
        `serial serialnumber imei seriennummer seriennr geratenummer serienummer matricola numserie sarjanumero
        серийный`,
      ],
      [
        'reference',
        `reference ref referenz referenznummer aktenzeichen geschaftszeichen zeichen referencia riferimento rif
        referentie referentienummer kenmerk referens referensnummer referanse transaction transaktion transaktionsnummer
        transaccion transazione transactie payment zahlung coupon voucher gutschein gutscheincode`,
      ],
      [
        'own',
        `customer client account member membership vat tax iban bic swift hrb hra kvk siret siren ein
        kundennummer kundennr kunde kunden kundenkonto kontonummer mitgliedsnummer steuernummer ustid ust ustidnr
        registernummer handelsregister klantnummer klantnr klant relatienummer rekeningnummer btw kundnummer kundnr
        kundenr kundenummer orgnr cvr cif nif dni rfc piva iva nip regon ico dic
        phone tel telefon telephone telefono telefone telefoon mobile mobil mobiel handy cell fax whatsapp hotline
        tlf tfn puhelin gsm durchwahl тел телефон plz zip postcode postal postleitzahl cap cep`,
      ],
    ] as const
  ).flatMap(([type, words]) => [...wordSet(words)].map((word) => [word, type] as const)),
)

/** May stand between a label and its number. Those that announce a number let even a short one count. */
export const announcingWords = wordSet(
  `number numbers num no nr nbr nummer numero numeros n id code номер número č cislo numer αριθμος номером nro numara numarasi numarali`,
)
export const linkingWords = wordSet(
  `is was are the my with and or your our of for ist mit der die das den und meine unsere lautet est sont le la les de
  du et votre notre avec es son el con y mi su il lo e mio di een de het van met en mijn med og och er ar jest z nr i a
  o do da meu minha и мой`,
)

/** Letters before a number that say by themselves what it is: `INV-2026-001`. */
export const entityTypeByPrefix: ReadonlyMap<string, Exclude<EntityType, 'own'>> = new Map([
  ['ord', 'order'],
  ['order', 'order'],
  ['po', 'order'],
  ['so', 'order'],
  ['inv', 'invoice'],
  ['invoice', 'invoice'],
  ['rg', 'invoice'],
  ['rnr', 'invoice'],
  ['fac', 'invoice'],
  ['fv', 'invoice'],
  ['cn', 'invoice'],
  ['ticket', 'ticket'],
  ['case', 'ticket'],
  ['inc', 'ticket'],
  ['req', 'ticket'],
  ['rma', 'return'],
  ['ret', 'return'],
  ['ref', 'reference'],
  ['trk', 'tracking'],
  ['awb', 'tracking'],
])

/** The same for scripts without blanks, read at the end of what stands before the number. */
export const unspacedLabels: readonly (readonly [RegExp, EntityType])[] = [
  [/(?:订单|訂單|注文|オーダー|คำสั่งซื้อ)/, 'order'],
  [/(?:发票|發票|請求書|ใบแจ้งหนี้)/, 'invoice'],
  [/(?:工单|工單|チケット)/, 'ticket'],
  [/(?:快递|快遞|运单|運單|物流|追跡|配送)/, 'tracking'],
  [/(?:予約|预订|預訂|การจอง)/, 'booking'],
  [/(?:电话|電話|客户|客戶|会员|會員|お客様|โทร)/, 'own'],
]
