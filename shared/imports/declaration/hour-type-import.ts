import type { EasybillPosition } from '../../easybill/index.ts';
import type { DeclareEntity } from './entity-import.ts';
import { outsmartHourTypeSchema, postHourTypes, type OutsmartHourType } from '../../outsmart/index.ts';
import { mapPositionToHourType, sharedPositionImport } from './position-import.ts';

/** Positions of easybill that the rule selects become hour types of OutSmart, handed on by the worker of products. */
export const declareHourTypeImport: DeclareEntity<EasybillPosition, OutsmartHourType> = (
  vendors,
  connection,
) => ({
  ...sharedPositionImport(vendors, connection),
  entity: 'hourType',
  reading: { by: 'hand', schema: outsmartHourTypeSchema },
  map: (position) => mapPositionToHourType(position, connection),
  post: (hourTypes) => postHourTypes(vendors.outsmart, hourTypes),
});
