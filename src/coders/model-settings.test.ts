import { expect, it } from 'vitest';
import { modelSettings } from './model-settings.ts';

it('no language model is asked unless the environment names its address and its word', () => {
  expect(modelSettings({})).toBeUndefined();
  expect(
    modelSettings({ RAPPORT_MODEL_URL: ' ', RAPPORT_MODEL: 'm', RAPPORT_MODEL_KEY: 'k' }),
  ).toBeUndefined();
  expect(() => modelSettings({ RAPPORT_MODEL_URL: 'http://localhost:1/v1' })).toThrow(
    'RAPPORT_MODEL no model',
  );
  const both = { RAPPORT_MODEL_URL: 'http://localhost:1/v1', RAPPORT_MODEL: 'm' };
  expect(modelSettings(both)).toEqual({ base: 'http://localhost:1/v1', model: 'm' });
  expect(modelSettings({ ...both, RAPPORT_MODEL_KEY: 'k' })?.key).toBe('k');
});
