import type { Connection } from '../../connections/connection.ts';
import { getPosition, type EasybillPosition } from '../../easybill/index.ts';
import { positionToHourType } from '../../positions/position-to-hour-type.ts';
import type { EntityImport } from './entity-import.ts';
import type { Mapped } from '../../records/mapped.ts';
import type { VendorClients } from '../../connections/open-vendors.ts';
import {
  deactivateHourType,
  deleteMaterial,
  listHourTypes,
  listMaterials,
  type OutsmartHourType,
  type OutsmartMaterial,
} from '../../outsmart/index.ts';
import { positionToMaterial } from '../../positions/position-to-material.ts';
import { classifyPosition } from '../../positions/classify-position.ts';
import { positionFacts } from '../../positions/position-facts.ts';

type PositionSide = 'product' | 'hourType';
/** What both workers of positions share: whichever meets a position that left its side withdraws it there. */
type SharedImport = Pick<EntityImport<EasybillPosition>, 'sides' | 'get' | 'listStored' | 'withdraw'>;

/** How positions are read one by one, compared and withdrawn, whichever side they are on. */
export function sharedPositionImport(
  { easybill, outsmart }: VendorClients,
  { settings: { imports } }: Connection,
): SharedImport {
  const sides: PositionSide[] = [];
  if (imports.products.enabled) sides.push('product');
  if (imports.hourTypes.enabled) sides.push('hourType');
  return {
    sides,
    get: (easybillId) => getPosition(easybill, easybillId),
    listStored: async () => {
      const materials = sides.includes('product') ? await listMaterials(outsmart) : undefined;
      const hourTypes = sides.includes('hourType') ? await listHourTypes(outsmart) : undefined;
      return (side, code) => (side === 'hourType' ? hourTypes : materials)?.get(code);
    },
    withdraw: async (code, side) => {
      if (side === 'hourType') await deactivateHourType(outsmart, code);
      else if (imports.products.onRemoved === 'keep') return 'kept';
      else await deleteMaterial(outsmart, code);
      return 'withdrawn';
    },
  };
}

/** A position as the worker of products sees it. */
export function mapPositionToProduct(
  position: EasybillPosition,
  { settings: { imports } }: Connection,
  categoryCode: string | undefined,
): Mapped<OutsmartMaterial> {
  const side = sideOf(position, imports);
  if (side === undefined) return noSide;
  if (!imports[SETTINGS_OF[side]].enabled) return { outcome: 'ignored' };
  if (side === 'product') {
    const mapped = positionToMaterial(position, imports.products);
    return mapped.outcome === 'mapped'
      ? { ...mapped, facts: positionFacts(position), link: categoryCode }
      : mapped;
  }
  return handed('hourType', positionToHourType(position), position);
}

/** A position as the worker of hour types sees it. */
export function mapPositionToHourType(
  position: EasybillPosition,
  { settings: { imports } }: Connection,
): Mapped<OutsmartHourType> {
  const side = sideOf(position, imports);
  if (side === undefined) return noSide;
  if (!imports[SETTINGS_OF[side]].enabled) return { outcome: 'ignored' };
  if (side === 'hourType') {
    const mapped = positionToHourType(position);
    return mapped.outcome === 'mapped' ? { ...mapped, facts: positionFacts(position) } : mapped;
  }
  return handed('product', positionToMaterial(position, imports.products), position);
}

const SETTINGS_OF = { product: 'products', hourType: 'hourTypes' } as const;
const noSide = { outcome: 'skipped', reason: 'noSide', fields: ['type'], key: undefined } as const;

function sideOf(
  position: EasybillPosition,
  { hourTypes }: Connection['settings']['imports'],
): PositionSide | undefined {
  return classifyPosition(position, hourTypes.rule);
}

function handed<Other extends object>(
  to: PositionSide,
  mapped: Mapped<Other>,
  position: EasybillPosition,
): Mapped<never> {
  if (mapped.outcome === 'skipped') return { ...mapped, side: to };
  if (mapped.outcome !== 'mapped') return mapped;
  const { key, record } = mapped;
  return { outcome: 'handed', to, key, record, facts: positionFacts(position) };
}
