import { expect, test } from 'vitest';
import { looksSecret } from './looks-secret';

test.each([
  ['DB_PASSWORD', 'hunter2'],
  ['API_KEY', 'x'],
  ['db.password', 'x'],
  ['com.example.api-key', 'x'],
  ['dbPassword', 'x'],
  ['DATABASE_URL', 'postgres://app:pw@db/app'],
  ['X', 'AKIAABCDEFGHIJKLMNOP'],
])('%s=%s is masked', (name, value) => expect(looksSecret(name, value)).toBe(true));

test.each([
  ['PATH', '/usr/bin'],
  ['PASSENGER_APP_ENV', 'production'],
  ['TOKENIZERS_PARALLELISM', 'false'],
  ['HOMEPAGE', 'https://example.org/a@b'],
  ['SECRET', ''],
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['org.opencontainers.image.authors', 'me'],
  ['compassHeading', 'n'],
  ['tokenizersPath', 'n'],
])('%s=%s is shown', (name, value) => expect(looksSecret(name, value)).toBe(false));
