import { SETTING_LABELS } from '../labels/setting-labels.ts';

/** What happens once the cause is fixed: the end of many remedies. */
export const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
export const BY_ITSELF_EN = 'the export then tries again by itself';

const { budgetShare } = SETTING_LABELS;

/** What to look at when easybill allows too few calls. */
export const CHECK_BUDGET_DE = `Prüfen Sie, ob der hinterlegte easybill-Tarif stimmt, ob weitere Programme denselben easybill-Zugang nutzen und wie die Einstellung „${budgetShare.de}“ steht.`;
export const CHECK_BUDGET_EN = `Check whether the stored easybill plan is right, whether other programs use the same easybill account, and how the setting “${budgetShare.en}” is set.`;

/** How a wrong line of an invoice gets right. */
export const CORRECT_LINE_DE =
  'Prüfen Sie die Zeile auf der Rechnung. Stimmt sie nicht, berichtigen Sie den Auftrag in OutSmart, löschen Sie den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren Sie den Auftrag noch einmal.';
export const CORRECT_LINE_EN =
  'Check the line on the invoice. If it is wrong, correct the work order in OutSmart, delete the draft at easybill (cancel a finished invoice) and export the work order again.';
