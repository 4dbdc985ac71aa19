import type { MaterialProblemCode } from '../invoice-codes.ts';
import { SETTING_LABELS } from '../labels/setting-labels.ts';
import { BY_ITSELF_DE, BY_ITSELF_EN, CORRECT_LINE_DE, CORRECT_LINE_EN } from './phrases.ts';
import type { ProblemTexts } from './problem-wording.ts';

const CREATE = SETTING_LABELS['exports.createMissingProduct'];

/** The words of what the builder says about materials. */
export const MATERIAL_TEXTS: ProblemTexts<MaterialProblemCode> = {
  invoiceMaterialQuantityMissing: {
    de: {
      text: 'Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) hat keine Menge.',
      remedy: `Tragen Sie die Menge in OutSmart ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has no quantity.',
      remedy: `Enter the quantity in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialQuantityZero: {
    de: {
      text: 'Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) hat die Menge 0.',
      remedy: `Berichtigen Sie die Menge in OutSmart, oder löschen Sie die Zeile; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has quantity 0.',
      remedy: `Correct the quantity in OutSmart, or delete the row; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialPriceMissing: {
    de: {
      text: 'Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) hat weder Preis noch Gesamtpreis.',
      remedy: `Tragen Sie den Preis in OutSmart ein, auch wenn er 0 ist; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has neither a price nor a total.',
      remedy: `Enter the price in OutSmart, even if it is 0; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialWithoutName: {
    de: {
      text: 'Materialzeile {row} in Auftrag {workOrder} (Kunde {customerNumber}) hat weder Artikelnummer noch Bezeichnung.',
      remedy: `Tragen Sie in OutSmart eine Bezeichnung ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material row {row} of work order {workOrder} (customer {customerNumber}) has neither an article number nor a name.',
      remedy: `Enter a name in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialUnreadable: {
    de: {
      text: 'Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) enthält eine Zahl, die nicht lesbar ist: {field}.',
      remedy: `Schreiben Sie die Zahl in OutSmart ohne Tausenderpunkt, Währung und Buchstaben, einen Rabatt zwischen 0 und 100; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has a number that cannot be read: {field}.',
      remedy: `Write the number in OutSmart without thousands separator, currency and letters, a discount between 0 and 100; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialUnknown: {
    de: {
      text: 'Zu Material {material} (Zeile {row}) aus Auftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill keinen Artikel. Deshalb ist der Steuersatz nicht bekannt.',
      remedy: `Legen Sie in easybill einen Artikel mit dieser Nummer an, oder schalten Sie die Einstellung „${CREATE.de}“ ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) has no article at easybill. So the VAT rate is not known.',
      remedy: `Create an article with this number at easybill, or switch on the setting “${CREATE.en}”; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceMaterialPriceDiffers: {
    de: {
      text: 'Bei Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) ergeben Menge {quantity} und Preis {price} nicht den Gesamtpreis {total}. Berechnet wurde der Gesamtpreis.',
      remedy: CORRECT_LINE_DE,
    },
    en: {
      text: 'For material {material} (row {row}) of work order {workOrder} (customer {customerNumber}), quantity {quantity} and price {price} do not come to the total {total}. The total was billed.',
      remedy: CORRECT_LINE_EN,
    },
  },
  invoiceMaterialFree: {
    de: {
      text: 'Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) wurde kostenlos berechnet, wie bei Garantie: In OutSmart steht bei Menge {quantity} und Preis {price} der Gesamtpreis {total}.',
      remedy: `Ist das so gewollt, ist nichts zu tun. ${CORRECT_LINE_DE}`,
    },
    en: {
      text: 'Material {material} (row {row}) of work order {workOrder} (customer {customerNumber}) was billed free of charge, as for warranty: OutSmart has quantity {quantity} and price {price} with the total {total}.',
      remedy: `If that is intended, there is nothing to do. ${CORRECT_LINE_EN}`,
    },
  },
  invoiceDiscountUnclear: {
    de: {
      text: 'Bei Material {material} (Zeile {row}) in Auftrag {workOrder} (Kunde {customerNumber}) ist nicht erkennbar, ob der Rabatt von {discount} % im Preis {price} schon enthalten ist. Berechnet wurde der Preis ohne weiteren Abzug.',
      remedy: CORRECT_LINE_DE,
    },
    en: {
      text: 'For material {material} (row {row}) of work order {workOrder} (customer {customerNumber}), it is not clear whether the discount of {discount}% is taken off the price {price} already. The price was billed without taking off more.',
      remedy: CORRECT_LINE_EN,
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
