import { listPositions, type EasybillPosition } from '../../easybill/index.ts';
import type { DeclareEntity } from './entity-import.ts';
import { postMaterialLinks, postMaterials, type OutsmartMaterial } from '../../outsmart/index.ts';
import { mapPositionToProduct, sharedPositionImport } from './position-import.ts';

/**
 * Positions of easybill that are no hour types become materials of OutSmart, joined by the article number, in the
 * category of their group. Reads all positions, and hands those that are hour types to their worker.
 */
export const declareProductImport: DeclareEntity<EasybillPosition, OutsmartMaterial> = (
  vendors,
  connection,
) => ({
  ...sharedPositionImport(vendors, connection),
  entity: 'product',
  ...(connection.settings.imports.categories.enabled && {
    parent: { entity: 'category', idOf: ({ group_id: groupId }: EasybillPosition) => groupId },
  }),
  reading: { by: 'page', list: (page) => listPositions(vendors.easybill, page) },
  map: (position, categoryCode) => mapPositionToProduct(position, connection, categoryCode),
  post: (materials) => postMaterials(vendors.outsmart, materials),
  postLinks: (links) => postMaterialLinks(vendors.outsmart, links),
});
