import { RootConstruct } from 'constructs';
import { describe, expect, it } from '@jest/globals';
import { InvalidSettingError, readDeploymentSettings } from '../../infra/deployment-settings.ts';

const read = (context: Record<string, unknown>) => {
  const { node } = new RootConstruct();
  for (const [name, value] of Object.entries(context)) node.setContext(name, value);
  return readDeploymentSettings(node);
};

describe('deployment settings', () => {
  it('are a production deployment against the real vendors unless said otherwise', () => {
    expect(read({})).toEqual({
      stackName: 'outsmart-easybill',
      stage: 'prod',
      alarmEmail: undefined,
      easybillBaseUrl: 'https://api.easybill.de/rest/v1',
      outsmartBaseUrl: 'https://app.out-smart.com/openapi/8',
      eventAccounts: [],
    });
  });

  it('come from the context', () => {
    const context = {
      stackName: 'connector-anna',
      stage: 'dev',
      alarmEmail: 'ops@example.com',
      easybillBaseUrl: 'https://easybill.example.com/rest/v1',
      outsmartBaseUrl: 'https://outsmart.example.com/openapi/8',
    };
    expect(read({ ...context, eventAccounts: '111122223333,444455556666' })).toEqual({
      ...context,
      eventAccounts: ['111122223333', '444455556666'],
    });
  });

  it.each(['http://127.0.0.1:4100/rest/v1', 'http://localhost:4100/rest/v1'])(
    'take %s, which no wire carries, for an emulator',
    (easybillBaseUrl) => {
      expect(read({ easybillBaseUrl })).toMatchObject({ easybillBaseUrl });
    },
  );

  it.each([
    ['stage', 'production'],
    ['stackName', ''],
    ['alarmEmail', 5],
    ['eventAccounts', '1111'],
    ['eventAccounts', '111122223333, 444455556666'],
    ['easybillBaseUrl', 'http://api.easybill.de/rest/v1'],
    ['easybillBaseUrl', 'http://127.0.0.1.example.com/rest/v1'],
    ['easybillBaseUrl', 'http://localhost@example.com/rest/v1'],
    ['outsmartBaseUrl', 'https://app.out-smart.com/openapi/8/'],
    ['outsmartBaseUrl', 'https://'],
  ])('refuse %s = %j and say which it was', (key, value) => {
    const reading = () => read({ [key]: value });
    expect(reading).toThrow(InvalidSettingError);
    expect(reading).toThrow(`"${key}"`);
  });
});
