import type { Connection } from '../../connections/connection.ts';
import { getPosition, listPositions, type EasybillPosition } from '../../easybill/index.ts';
import {
  deactivateHourType,
  deleteMaterial,
  listHourTypes,
  listMaterials,
  postHourTypes,
  postMaterialLinks,
  postMaterials,
  type OutsmartHourType,
  type OutsmartMaterial,
} from '../../outsmart/index.ts';
import { classifyPosition } from '../../positions/classify-position.ts';
import { positionFacts } from '../../positions/position-facts.ts';
import { positionToHourType } from '../../positions/position-to-hour-type.ts';
import { positionToMaterial } from '../../positions/position-to-material.ts';
import type { Mapped } from '../../records/mapped.ts';
import type { DeclareEntity, EntityImport } from './entity-import.ts';

/**
 * Positions of easybill become materials of OutSmart in the category of their group, or hour types where the rule of the
 * settings selects them; both are joined by the article number. One that changes sides is withdrawn on its old one.
 */
export const declarePositionImport: DeclareEntity<EasybillPosition> = (
  { easybill, outsmart },
  connection,
) => {
  const { products, hourTypes, categories } = connection.settings.imports;
  const postAsMaterials: EntityImport['post'] = (materials: readonly OutsmartMaterial[]) =>
    postMaterials(outsmart, materials);
  const postAsHourTypes: EntityImport['post'] = (types: readonly OutsmartHourType[]) =>
    postHourTypes(outsmart, types);
  return {
    entity: 'product',
    sides: [
      ...(products.enabled ? (['product'] as const) : []),
      ...(hourTypes.enabled ? (['hourType'] as const) : []),
    ],
    ...(categories.enabled && {
      parent: { entity: 'category', idOf: ({ group_id: groupId }: EasybillPosition) => groupId },
    }),
    reading: { by: 'page', list: (page) => listPositions(easybill, page) },
    get: (easybillId) => getPosition(easybill, easybillId),
    map: (position, categoryCode) => mapPosition(position, connection, categoryCode),
    post: (records, side) => (side === 'hourType' ? postAsHourTypes : postAsMaterials)(records, side),
    postLinks: (links) => postMaterialLinks(outsmart, links),
    listStored: async () => {
      const materials = products.enabled ? await listMaterials(outsmart) : undefined;
      const types = hourTypes.enabled ? await listHourTypes(outsmart) : undefined;
      return (side, code) => (side === 'hourType' ? types : materials)?.get(code);
    },
    withdraw: async (code, side) => {
      if (side === 'hourType') await deactivateHourType(outsmart, code);
      else if (products.onRemoved === 'keep') return 'kept';
      else await deleteMaterial(outsmart, code);
      return 'withdrawn';
    },
  };
};

function mapPosition(
  position: EasybillPosition,
  { settings: { imports } }: Connection,
  categoryCode: string | undefined,
): Mapped {
  const side = classifyPosition(position, imports.hourTypes.rule);
  if (side === undefined) return { outcome: 'skipped', reason: 'noSide', fields: ['type'], key: undefined };
  if (side === 'product') {
    if (!imports.products.enabled) return { outcome: 'ignored' };
    const mapped = positionToMaterial(position, imports.products);
    return mapped.outcome === 'mapped'
      ? { ...mapped, facts: positionFacts(position), link: categoryCode }
      : mapped;
  }
  if (!imports.hourTypes.enabled) return { outcome: 'ignored', side };
  const mapped = positionToHourType(position);
  return mapped.outcome === 'mapped'
    ? { ...mapped, side, facts: positionFacts(position) }
    : { ...mapped, side };
}
