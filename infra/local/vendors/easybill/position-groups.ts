import {
  easybillPositionGroup,
  REQUIRED_POSITION_GROUP_FIELDS,
  type EasybillPositionGroup,
} from './position-group-record.ts';
import { recordRoutes } from './record-routes.ts';

/** `/position-groups` and `/position-groups/{id}` */
export const positionGroupRoutes = recordRoutes<EasybillPositionGroup>({
  name: 'PositionGroup',
  storeOf: (account) => account.positionGroups,
  writable: easybillPositionGroup.omit({ id: true, login_id: true, display_name: true }),
  required: REQUIRED_POSITION_GROUP_FIELDS,
  includes: () => true,
  present: (group) => group,
});
