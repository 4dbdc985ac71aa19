import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type OutsmartAccount,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import { call } from './calls.ts';

describe('work orders of the simulated OutSmart', () => {
  let outsmart: OutsmartSimulator;
  let account: OutsmartAccount;
  const get = async (path: string, query: string): Promise<Record<string, unknown>> =>
    (await call('GET', `${outsmart.url}${path}?token=tok&software_token=soft&${query}`)).json;
  const idsOf = (answer: Record<string, unknown>): string[] =>
    (answer.response as { id: string }[]).map(({ id }) => id);
  const states = (): string[] => account.workOrders.all().map(({ status }) => status);

  beforeEach(async () => {
    outsmart = await startOutsmartSimulator({
      accounts: [
        {
          name: 'alpha',
          token: 'tok',
          softwareToken: 'soft',
          workOrders: [
            { id: '11', status: 'Compleet', WorkStatus: '1', WorkorderNo: 'ERP-11' },
            { id: '12', status: 'Compleet' },
            {},
          ],
        },
      ],
    });
    account = outsmart.account('alpha');
  });
  afterEach(() => outsmart.close());

  it('are listed by status and left alone with update_status=false', async () => {
    const list = (query: string): Promise<Record<string, unknown>> =>
      get('/GetWorkorders/', `update_status=false&${query}`);

    expect(idsOf(await list('status=Compleet'))).toEqual(['11', '12']);
    expect(idsOf(await list('status=Compleet&workstatus=1'))).toEqual(['11']);
    expect(idsOf(await list('status=Alle'))).toEqual(['11', '12', '700001']);
    expect(await list('status=Klaar')).toMatchObject({ code: 1500, response: null });
    expect(states()).toEqual(['Compleet', 'Compleet', 'Opgehaald']);
    expect(outsmart.violations).toEqual([]);
  });

  it.each(['status=Compleet', 'status=Compleet&update_status=true'])(
    'are all handled by a list with %s, which is reported',
    async (query) => {
      const answer = await get('/GetWorkorders/', query);

      expect(answer.response).toMatchObject([{ status: 'Compleet' }, { status: 'Compleet' }]);
      expect(states()).toEqual(['Afgehandeld', 'Afgehandeld', 'Opgehaald']);
      expect(outsmart.violations).toEqual(['alpha: GetWorkorders without update_status=false']);
    },
  );

  it.each(['row_id=11', 'workorder_no=ERP-11'])('are read one by one by %s', async (query) => {
    expect(await get('/GetWorkorder/', `${query}&update_status=false`)).toMatchObject({
      code: 200,
      response: { id: '11', OrderNr: 'WO-11', status: 'Compleet', Materials: [] },
    });
    expect(states()[0]).toBe('Compleet');
  });

  it('are handled one by one with update_status=true, as often as asked', async () => {
    expect(await get('/GetWorkorder/', 'row_id=11&update_status=true')).toMatchObject({
      response: { status: 'Compleet' },
    });
    expect(await get('/GetWorkorder/', 'row_id=11&update_status=true')).toMatchObject({
      response: { status: 'Afgehandeld' },
    });
    expect(states()).toEqual(['Afgehandeld', 'Compleet', 'Opgehaald']);
    expect(outsmart.violations).toEqual([]);
  });

  it('are handled by a read that does not forbid it, which is reported', async () => {
    await get('/GetWorkorder/', 'row_id=11');

    expect(states()[0]).toBe('Afgehandeld');
    expect(outsmart.violations).toEqual(['alpha: GetWorkorder without update_status']);
  });

  it('are not to be handled before they are completed', async () => {
    await get('/GetWorkorder/', 'row_id=700001&update_status=true');

    expect(outsmart.violations).toEqual(['alpha: work order 700001 was handled while Opgehaald']);
  });

  it('that are not there answer 1500', async () => {
    expect(await get('/GetWorkorder/', 'row_id=99&update_status=false')).toEqual({
      code: 1500,
      messages: ['Workorder not found'],
      response: null,
    });
    expect(await get('/GetWorkorder/', 'update_status=false')).toMatchObject({ code: 1500 });
  });

  it('are completed, changed and deleted by users', () => {
    expect(account.workOrders.complete('700001')).toMatchObject({ status: 'Compleet', WorkFinished: '1' });
    expect(account.workOrders.change('11', { WorkDescription: 'neu' })).toMatchObject({
      id: '11',
      status: 'Compleet',
      WorkDescription: 'neu',
    });
    expect(account.workOrders.remove('12')).toBe(true);
    expect(account.workOrders.remove('12')).toBe(false);
    expect(() => account.workOrders.complete('12')).toThrow('No simulated OutSmart work order 12');
    expect(account.workOrders.seed([{}])).toMatchObject([{ id: '700002' }]);
  });
});
