import type { MaterialProblemCode } from '../invoice-codes.ts';
import type { ProblemTexts } from './problem-wording.ts';

const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
const BY_ITSELF_EN = 'the export then tries again by itself';

/** The words of what the builder says about materials. */
export const MATERIAL_TEXTS: ProblemTexts<MaterialProblemCode> = {
  invoiceMaterialQuantityMissing: {
    de: {
      text: 'Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat keine Menge.',
      remedy: `Tragen Sie die Menge in OutSmart ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has no quantity.',
      remedy: `Enter the quantity in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialQuantityZero: {
    de: {
      text: 'Die Menge von Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ist 0.',
      remedy: `Berichtigen Sie die Menge in OutSmart, oder löschen Sie die Zeile; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'The quantity of material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) is 0.',
      remedy: `Correct the quantity in OutSmart, or delete the row; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialPriceMissing: {
    de: {
      text: 'Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat weder Preis noch Gesamtpreis.',
      remedy: `Tragen Sie den Preis in OutSmart ein, auch wenn er 0 ist; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has neither a price nor a total.',
      remedy: `Enter the price in OutSmart, even if it is 0; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialWithoutName: {
    de: {
      text: 'Die Materialzeile {row} in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat weder Artikelnummer noch Bezeichnung.',
      remedy: `Tragen Sie in OutSmart eine Bezeichnung ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material row {row} of work order {workOrder} (customer {customerNumber}) has neither an article number nor a name.',
      remedy: `Enter a name in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialUnreadable: {
    de: {
      text: 'Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat im Feld {field} keine lesbare Zahl.',
      remedy: `Schreiben Sie die Zahl in OutSmart ohne Tausenderpunkt, Währung und Buchstaben, einen Rabatt zwischen 0 und 100; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has no readable number in field {field}.',
      remedy: `Write the number in OutSmart without thousands separator, currency and letters, a discount between 0 and 100; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialUnknown: {
    de: {
      text: 'Material {material} (Zeile {row}) aus Arbeitsauftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill nicht als Artikel. Ohne ihn ist der Steuersatz nicht bekannt.',
      remedy: `Legen Sie den Artikel in easybill mit dieser Nummer an, oder schalten Sie in den Einstellungen ein, dass fehlende Artikel angelegt werden; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) does not exist at easybill as an article. Without it the VAT rate is not known.',
      remedy: `Create the article at easybill with this number, or switch on in the settings that missing products are created; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialPriceDiffers: {
    de: {
      text: 'Bei Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ergeben Menge {quantity} und Preis {price} nicht den Gesamtpreis {total}. Berechnet wurde der Gesamtpreis.',
      remedy:
        'Prüfen Sie die Zeile auf der Rechnung. Stimmt sie nicht, berichtigen Sie den Auftrag in OutSmart, löschen den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren noch einmal.',
    },
    en: {
      text: 'For material {material} (row {row}) of work order {workOrder} (customer {customerNumber}), quantity {quantity} and price {price} do not come to the total {total}. The total was billed.',
      remedy:
        'Check the line on the invoice. If it is wrong, correct the work order in OutSmart, delete the draft at easybill (cancel a finished invoice) and export again.',
    },
  },
  invoiceMaterialFree: {
    de: {
      text: 'Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) steht mit 0 € auf der Rechnung: OutSmart nennt bei Menge {quantity} und Preis {price} den Gesamtpreis {total}, wie bei Garantie.',
      remedy:
        'Ist es kostenlos, ist nichts zu tun. Soll es berechnet werden, berichtigen Sie den Auftrag in OutSmart, löschen den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren noch einmal.',
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) is on the invoice with 0 €: OutSmart gives the total {total} for quantity {quantity} and price {price}, as for warranty.',
      remedy:
        'If it is free of charge, there is nothing to do. If it is to be charged, correct the work order in OutSmart, delete the draft at easybill (cancel a finished invoice) and export again.',
    },
  },
  invoiceDiscountUnclear: {
    de: {
      text: 'Bei Material {material} (Zeile {row}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) sagt nichts, ob der Rabatt von {discount} % im Preis {price} schon enthalten ist. Berechnet wurde der Preis ohne weiteren Abzug.',
      remedy:
        'Prüfen Sie die Zeile auf der Rechnung. Stimmt sie nicht, berichtigen Sie den Auftrag in OutSmart, löschen den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren noch einmal.',
    },
    en: {
      text: 'For material {material} (row {row}) of work order {workOrder} (customer {customerNumber}), nothing tells whether the discount of {discount} % is taken off the price {price} already. The price was billed without taking off more.',
      remedy:
        'Check the line on the invoice. If it is wrong, correct the work order in OutSmart, delete the draft at easybill (cancel a finished invoice) and export again.',
    },
  },
  invoiceMaterialForNothing: {
    de: {
      text: 'Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) hat den Preis 0, der Artikel kostet in easybill aber etwas. Es steht mit 0 € auf der Rechnung.',
      remedy:
        'Prüfen Sie, ob es kostenlos ist; sonst tragen Sie den Preis auf der Rechnung in easybill nach.',
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has price 0, but its article costs something at easybill. The invoice has it for 0 €.',
      remedy: 'Check whether it is for free; if not, enter the price on the invoice at easybill.',
    },
  },
};
