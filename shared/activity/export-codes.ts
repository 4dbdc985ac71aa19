/** What the sync log says of work orders that are not exported, or not yet. */
export const EXPORT_ORDER_LEVEL_OF = {
  exportNotComplete: 'info',
  exportArchived: 'info',
  exportOtherWorkStatus: 'info',
  exportNotFinished: 'info',
  exportTooOld: 'info',
  exportOrderGone: 'warning',
  exportOrderUnreadable: 'error',
  exportOrderRejected: 'error',
  exportWaitingLong: 'warning',
  exportWaitingGivenUp: 'error',
  exportPollRejected: 'error',
  exportPollUnreadable: 'error',
  exportPollUnanswered: 'warning',
} as const;

/** What the sync log says of work orders on their way to invoices. */
export const EXPORT_LEVEL_OF = {
  ...EXPORT_ORDER_LEVEL_OF,
  exportCreated: 'info',
  exportFinished: 'info',
  exportHandled: 'info',
  exportCustomerMade: 'info',
  exportProductMade: 'info',
  exportCustomerToMake: 'info',
  exportHasInvoice: 'info',
  exportProductToMake: 'info',
  exportOrderChanged: 'warning',
  exportFoundAgain: 'warning',
  exportHandledChanged: 'warning',
  exportRejected: 'error',
  exportFinishRejected: 'error',
  exportDocumentGone: 'warning',
  exportOrphanKept: 'warning',
  exportDuplicate: 'error',
  exportDenied: 'error',
} as const;
