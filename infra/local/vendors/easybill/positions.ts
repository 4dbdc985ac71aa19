import { filterValues } from './lists.ts';
import { easybillPosition, REQUIRED_POSITION_FIELDS, type EasybillPosition } from './position-record.ts';
import { recordRoutes } from './record-routes.ts';

/** Query parameters `GET /positions` knows. */
export const POSITION_QUERY: readonly string[] = ['limit', 'page', 'type', 'type[]', 'number', 'number[]'];

/** `/positions` and `/positions/{id}` */
export const positionRoutes = recordRoutes<EasybillPosition>({
  name: 'Position',
  storeOf: (account) => account.positions,
  writable: easybillPosition.omit({ id: true, login_id: true, stock_count: true }),
  required: REQUIRED_POSITION_FIELDS,
  includes: (position, { request }) =>
    (filterValues(request, 'type')?.includes(position.type) ?? true) &&
    (filterValues(request, 'number')?.includes(position.number) ?? true),
  present: (position, { account }) => account.presentPosition(position),
});
