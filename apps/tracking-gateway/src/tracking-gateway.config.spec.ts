import { describe, expect, it } from '@jest/globals';
import { readSettings } from '#libs/service-kit';
import { trackingGatewayServiceSettingsSchema } from './tracking-gateway.config.ts';

const needed = {
  KAFKA_BROKERS: '127.0.0.1:9092',
  ORDERS_URL: 'http://127.0.0.1:3000/',
  SERVICE_CLIENT_ID: 'passline',
  SERVICE_CLIENT_SECRET: 'sixteen characters',
};

describe('the settings of the gateway', () => {
  it('trust no other origin, issuer or proxy unless told to', () => {
    const settings = readSettings(trackingGatewayServiceSettingsSchema, needed);
    expect(settings).toMatchObject({
      ORDERS_URL: 'http://127.0.0.1:3000',
      JWT_ISSUER: 'passline',
      JWT_AUDIENCE: 'passline',
      TRUSTED_ORIGINS: [],
      TRUST_PROXY: false,
    });
    expect(settings.RATE_LIMITS).not.toBeNull();
  });

  it('take several trusted origins', () => {
    const settings = readSettings(trackingGatewayServiceSettingsSchema, {
      ...needed,
      TRUSTED_ORIGINS: 'https://a.example, http://b.example:8080',
    });
    expect(settings.TRUSTED_ORIGINS).toEqual(['https://a.example', 'http://b.example:8080']);
  });

  it('name the one that is wrong', () => {
    for (const TRUSTED_ORIGINS of ['*', 'https://a.example/path', 'a.example']) {
      expect(() =>
        readSettings(trackingGatewayServiceSettingsSchema, { ...needed, TRUSTED_ORIGINS }),
      ).toThrow(/^TRUSTED_ORIGINS: must be origins/);
    }
    expect(() => readSettings(trackingGatewayServiceSettingsSchema, { ...needed, ORDERS_URL: '' })).toThrow(
      /^ORDERS_URL: /,
    );
  });
});
