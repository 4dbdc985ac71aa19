import type { ExportWorld } from './export-world.ts';

/** What must never have happened by now: one sentence each. */
export function violations({ vendors }: ExportWorld): string[] {
  return [...vendors.violations];
}

/** What should have gone on although exports were off for more than a day: one sentence each. */
export function stoodStill({ entry, vendors }: ExportWorld): string[] {
  if (entry?.documentId === undefined) {
    return vendors.documents.size === 0 ? [] : ['a document was not found while exports were off'];
  }
  const isOver = entry.state === 'handled' || entry.state === 'failed';
  return isOver ? [] : [`it stood still as ${entry.state} while exports were off`];
}

/** What is not as it should be once nothing is left to do: one sentence each. */
export function wrongAtRest(world: ExportWorld): string[] {
  const { entry, vendors, queue, told } = world;
  const documents = [...vendors.documents.values()];
  const wrong = violations(world);
  const bound = documents.find(({ id }) => id === entry?.documentId);
  if (!entry) return [...wrong, 'there is no entry'];
  if (!bound)
    return [...wrong, `the stored invoice ${entry.documentId ?? '-'} does not exist (${entry.state})`];
  for (const other of documents) {
    if (other === bound) continue;
    if (!vendors.finishedByHand.has(other.id))
      wrong.push(`document ${other.id} was left beside invoice ${bound.id}`);
    else if (!told.includes('exportOrphanKept') && !told.includes('exportDuplicate')) {
      wrong.push(`nobody was told of document ${other.id}`);
    }
  }
  if (entry.final && bound.isDraft) wrong.push('the invoice was not finished');
  const { code } = entry.problem ?? {};
  const isTold = entry.state === 'failed' && (code === 'exportOrderChanged' || code === 'exportFoundAgain');
  if (entry.state !== 'handled' && !isTold) {
    wrong.push(`it came to rest as ${entry.state} (${entry.problem?.code ?? 'no problem'})`);
  }
  if (entry.state === 'handled' && vendors.order.status !== 'handled') wrong.push('not handled at OutSmart');
  const isWrong = vendors.order.status === 'handled' && bound.content !== vendors.order.content;
  const isKnown = told.includes('exportHandledChanged') || told.includes('exportOrderChanged');
  if (isWrong && !isKnown) wrong.push('handled with another content, untold');
  if (code === 'exportOrderChanged' && vendors.order.content === 'first')
    wrong.push('told of a change that never was');
  if (entry.dueAt !== undefined) wrong.push('it is not at rest');
  if (queue.size > 0) wrong.push('the queue is not empty');
  return wrong;
}

/** Each says that an invoice and its work order are not what they should be, and leaves both to the office. */
const DOUBTS = [
  'exportDiffersAtEasybill',
  'exportEditedAtEasybill',
  'exportOrderChanged',
  'exportFoundAgain',
  'exportHandledChanged',
  'exportDocumentGone',
  'exportOrphanKept',
  'exportDuplicate',
];

/** Which promises are broken once nothing is left to do, whatever the office did: one sentence each. */
export function brokenPromises({ entry, vendors, told }: ExportWorld): string[] {
  const broken: string[] = [];
  const isTold = DOUBTS.some((code) => told.includes(code) || entry?.problem?.code === code);
  const bound = vendors.documents.get(entry?.documentId ?? 0);
  // A draft is the office's once it is there.
  const isTheirs = entry?.final === false && vendors.touchedByHand.has(entry.documentId ?? 0);
  const ofTheOffice = [
    // The office may finish one that easybill does not list yet: that is told below.
    'two invoices are finished',
    ...(isTheirs ? ['handled without a stored invoice'] : []),
  ];
  broken.push(...vendors.violations.filter((violation) => !ofTheOffice.includes(violation)));
  if (vendors.finishedByUs.size > 1) broken.push('two invoices were finished');
  for (const document of vendors.documents.values()) {
    if (document === bound || document.cancelId !== undefined) continue;
    if (!isTold) broken.push(`document ${document.id} is there beside the invoice, untold`);
  }
  const isExact = bound?.content === vendors.order.content;
  const isOver = bound?.isDraft === false || vendors.order.status === 'handled';
  if (isOver && !isExact && !isTheirs && !isTold) broken.push('the amount differs in silence');
  if (vendors.order.status === 'complete' && entry?.problem === undefined) {
    broken.push(`the work order is completed, and nothing says why it is ${entry?.state ?? 'unknown'}`);
  }
  return broken;
}
