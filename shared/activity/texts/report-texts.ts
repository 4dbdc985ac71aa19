import { entryWord } from '../render/entry-words.ts';
import { renderParameter } from '../render/render-parameter.ts';
import type { Label, Language } from '../labels/label.ts';

/** What a dry run of an import would do with a record; a test compares the names with those of the report. */
export const ACTION_TEXTS: Readonly<Record<string, Label>> = {
  create: { de: 'würde in OutSmart neu angelegt', en: 'would be created in OutSmart' },
  adopt: {
    de: 'ist in OutSmart schon vorhanden und würde mit easybill verknüpft',
    en: 'exists in OutSmart already and would be linked with easybill',
  },
  update: { de: 'würde in OutSmart geändert', en: 'would be updated in OutSmart' },
  withdraw: { de: 'würde nicht mehr importiert', en: 'would no longer be imported' },
  skip: { de: 'würde ausgelassen', en: 'would be left out' },
};

/** Why, by the reasons of the report. */
export const REASON_TEXTS: Readonly<Record<string, Label>> = {
  archived: { de: 'in easybill archiviert', en: 'archived at easybill' },
  outsideGroups: { de: 'in keiner der ausgewählten Gruppen', en: 'in none of the selected groups' },
  noSide: {
    de: 'nach den Einstellungen weder Artikel noch Stundenart',
    en: 'by the settings neither an article nor an hour type',
  },
  parentNotImported: {
    de: 'der zugehörige Eintrag wird nicht importiert',
    en: 'the record it belongs to is not imported',
  },
  noNumber: { de: 'ohne Nummer in easybill', en: 'without a number at easybill' },
  noName: { de: 'ohne Namen in easybill', en: 'without a name at easybill' },
  missingAddress: { de: 'Anschrift unvollständig', en: 'address incomplete' },
  numberTooLong: { de: 'Nummer zu lang für OutSmart', en: 'number too long for OutSmart' },
  numberUnreadable: {
    de: 'unsichtbare Sonderzeichen in der Nummer',
    en: 'invisible special characters in the number',
  },
  duplicateNumber: {
    de: 'dieselbe Nummer hat schon ein anderer Eintrag',
    en: 'another record has the same number already',
  },
  unreadable: { de: 'unlesbare Angaben von easybill', en: 'unreadable details from easybill' },
  switchedOff: { de: 'Import in den Einstellungen ausgeschaltet', en: 'import switched off in the settings' },
  gone: { de: 'in easybill nicht mehr vorhanden', en: 'no longer at easybill' },
};

const CONCERNED: Label = { de: 'betroffen', en: 'concerned' };

/** A row of a dry run's report. */
export interface ReportRow {
  readonly entity: string;
  readonly easybillId: number;
  readonly key?: string | undefined;
  readonly action: string;
  readonly reason?: string | undefined;
  readonly fields: readonly string[];
}

/** What a dry run would do with a record, and why, as a sentence: "Kunde 10001 würde in OutSmart neu angelegt." */
export function renderReportRow(
  { entity, easybillId, key, action, reason, fields }: ReportRow,
  language: Language,
): string {
  const subject = entryWord('Record')?.({ entity, easybillId, outsmartKey: key }, language) ?? '';
  const why = reason === undefined ? undefined : REASON_TEXTS[reason]?.[language];
  const named = renderParameter('fields', { fields: fields.join(', ') }, language);
  const which = fields.length === 0 ? undefined : `${CONCERNED[language]}: ${named}`;
  const details = [why, which].filter((part) => part !== undefined).join('; ');
  return `${subject} ${ACTION_TEXTS[action]?.[language] ?? ''}${details === '' ? '' : ` (${details})`}.`;
}
