import { getPositionGroup, listPositionGroups, type EasybillPositionGroup } from '../../easybill/index.ts';
import type { DeclareEntity } from './entity-import.ts';
import { hideCategory, listCategories, postCategories, type OutsmartCategory } from '../../outsmart/index.ts';
import { groupToCategory } from '../../categories/group-to-category.ts';

/** Position groups of easybill become categories of OutSmart, joined by the number of the group. */
export const declareCategoryImport: DeclareEntity<EasybillPositionGroup, OutsmartCategory> = ({
  easybill,
  outsmart,
}) => ({
  entity: 'category',
  reading: { by: 'page', list: (page) => listPositionGroups(easybill, page) },
  get: (easybillId) => getPositionGroup(easybill, easybillId),
  map: groupToCategory,
  post: (categories) => postCategories(outsmart, categories),
  listStored: async () => {
    const categories = await listCategories(outsmart);
    return (_entity, code) => categories.get(code);
  },
  withdraw: async (code) => {
    await hideCategory(outsmart, code);
    return 'withdrawn';
  },
});
