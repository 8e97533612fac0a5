import { OWNERS, SERVICES } from './services';

/** Words that names are made of, as parts of regular expressions for text in lower case with one blank between words. */

export const any = (...words: string[]): string => `(?:${words.join('|')})`;

/** A service as it stands in a text where names are taken apart. */
function inWords(service: string): string {
  return service.replaceAll('_?', ' ?').replaceAll('\\.', ' ?');
}

/** What a secret is called where it is called no key, also in Romance, Germanic and Slavic languages and Turkish. */
export const SECRET_WORD = any(
  ...[
    'tok(?:en)?',
    'tkn',
    'pat',
    'secrets?',
    'geheim',
    'creds?',
    'credentials?',
    'pass(?:word|wd|phrase)?',
    'pwd',
  ],
  ...['clave', 'llave', 'chave', 'clef?', 'jeton', 'schl(?:ue?)?ssel', 'passwort', 'kennwort', 'senha'],
  ...['sleutel', 'chiave', 'klucz', 'klic', 'nyckel', 'nogle', 'nokkel', 'cheie', 'kulcs', 'anahtar'],
);

export const SECRET_NOUN = any('keys?', 'tokens', SECRET_WORD);

export const ACCOUNT = any(
  'ac+ount',
  'acc?t',
  'acc',
  'accnt',
  'acnt',
  'tenant',
  'cuenta',
  'conta',
  'compte',
  'kont[oau]',
  'conto',
  'cuentas',
  'mandant(?:en)?',
  'rekening',
  'hesap',
);

/** What the secrets of any service can be called by. */
export const ANYBODY = any(
  ...['api', 'auth\\w*', 'access', 'rest', 'client', 'consumer', 'app', 'application', 'user', 'integration'],
  ...[
    'vendor',
    'partner',
    'service',
    'internal',
    'custom',
    'private',
    'secret',
    'bearer',
    'company',
    'fleet\\w*',
  ],
  ...['prod(?:uction)?', 'staging', 'dev', 'test', 'live', 'demo', 'default', 'gateway', 'upstream', 'proxy'],
  ...[
    'forward(?:ed)?',
    'origin(?:al)?',
    'source',
    'remote',
    'external',
    'third',
    'provider',
    'trucks?',
    'garage',
  ],
  ...['maint', 'shop', 'depot', 'yard', 'dispatch', 'ft', 'fio', 'flt'],
  ...['target', 'backend', 'server', 'relay', 'vehicles?', 'maintenance', 'fms', 'cmms', 'my'],
  ACCOUNT,
);

/** What follows a secret's name in that of something that deals with secrets. */
export const ABOUT = any(
  ...[
    'switch(?:er)?',
    'banner',
    'page',
    'form',
    'menu',
    'button',
    'tab',
    'dialog',
    'modal',
    'screen',
    'widget',
  ],
  ...['rotat(?:or|ion)', 'manager', 'provider', 'factory', 'handler', 'validat(?:or|ion)', 'generator'],
  ...[
    'refresh(?:er)?',
    'chang(?:e|es|ed)',
    'fix(?:es|ed)?',
    'retry',
    'migration',
    'middleware',
    'renam(?:e|ed)',
  ],
);

/** What a key or token is of, or for, that is something else; but `deploy api key` is one that is used by a deployment. */
export const OTHER_KIND = any(
  ...['cache', 'idempotency', 'cookie', 'csrf', 'xsrf', 'authenticity', 'page', 'next', 'prev', 'sort'],
  ...[
    'primary',
    'foreign',
    'partition',
    'shard',
    'device',
    'push',
    'session',
    'refresh',
    'webhook',
    'remember ?me',
    'schema',
  ],
  ...[
    'continuation',
    '(?<!fleet |vehicles? |meters? )sync',
    'cursor',
    'invite',
    'invitation',
    'reset',
    'confirmation',
    'unsubscribe',
  ],
  ...[
    'routing',
    'storage',
    'object',
    'dedup(?:e|lication)?',
    'deploy',
    'host',
    'git',
    'build',
    'lock',
    'hash',
  ],
  ...['i18n', 'translation', 'react', 'item', 'list', 'row', 'attachment', 'blob', 'asset', 'upload'],
);

/** Services as those name them who put it last: `ClePipedrive`, `token de Samsara`. */
export const OTHER_SERVICE = any(...OWNERS.map(inWords));

/** Whose keys and tokens are something else whatever stands around them, and what they can be beside secret. */
export const OTHER_OWNER = any(
  ...['public', 'licen[cs]e', 'registry', 'encryption', 'signing', 'hmac', 'ssh', 'rsa', 'gpg', 'pgp'],
  'secret key',
  '(?:web ?server|fernet) secret',
  ...[
    'npm',
    'pypi',
    'git ?hub',
    'git ?lab',
    'gh',
    'google',
    'maps?',
    'aws',
    'azure',
    'slack',
    'stripe',
    'twilio',
    'sentry',
  ],
  ...['docker', 'circle', 'postmark', 'merge', 'motive', 'verizon', 'service account'],
  ...['firebase', 'rails', 'devise', 'jwt', 'django', 'drf', 'influx(?: ?db)?', 'dd', 'segment', 'sonar'],
  ...[
    '(?<!fleet ?io )superuser',
    'encrypted',
    'hashed',
    'crypted',
    'telematics',
    'write',
    'ingest',
    'instrumentation',
  ],
  ...SERVICES.map(inWords),
  ...[
    'weather',
    'open ?ai',
    'mailchimp',
    'shopify',
    'hubspot',
    'zapier',
    'airtable',
    'notion',
    'trello',
    'jira',
  ],
);

export const DIGEST = any(
  ...[
    'sha ?\\d*',
    'sha\\d+ ?sums?',
    'md5',
    'hash(?:es)?',
    '(?:build|commit|git|file|content|tree)(?:hash|sha\\d*)',
    'commits?',
    'rev(?:ision)?s?',
    'releases?',
    'check ?sums?',
    'digests?',
    'integrity',
  ],
  ...[
    'e ?tag',
    'if (?:none )?match',
    'refs?',
    'oid',
    'uid',
    'tree',
    'parents?',
    'head',
    'git head',
    'resolved',
    'finger ?prints?',
    'thumb ?prints?',
  ],
  ...[
    'signatures?',
    'sig',
    'uuids?',
    'guids?',
    'udid',
    'devices?',
    'version',
    'tags?',
    'branch',
    'snapshot',
    'pin(?:ned)?',
    'base',
    'merge',
  ],
  ...[
    'address',
    'wallet',
    'contract',
    'tx(?:id)?',
    'transaction',
    'info ?hash',
    'btih',
    'magnet',
    'nonce',
    'salt',
    'seed',
  ],
  ...[
    'cookie',
    'session(?: ?id)?',
    'request ?id',
    'trace ?(?:id|parent)',
    'span ?id',
    'correlation(?: ?id)?',
    'states?',
    'build(?: ?(?:id|number|no))?',
    'node ?id',
  ],
  ...[
    'object ?id',
    'blob',
    'file ?name',
    'path',
    'url',
    'uri',
    'href',
    'src',
    'image',
    'color',
    'colour',
    'cursor',
  ],
  ...[
    'uses',
    'subproject',
    'submodule',
    'release',
    'deploy(?:ment)?',
    'checkout',
    'cherry pick(?:ed)?',
    'reverts?',
  ],
  ...[
    'vin',
    'serial(?: number)?',
    'imei',
    'mac',
    'sum',
    'crc',
    'blake\\w*',
    'ripemd\\w*',
    'adler\\w*',
    'cert(?:ificate)?',
  ],
);

/** A name that ends so is that of a file, and the value its sum. */
export const ARCHIVE = any(
  ...[
    'zip',
    'tgz',
    'tar',
    'gz',
    'bz2',
    'xz',
    'zst',
    '7z',
    'jar',
    'war',
    'whl',
    'exe',
    'msi',
    'dmg',
    'deb',
    'rpm',
  ],
  ...['apk', 'ipa', 'iso', 'gem', 'crate', 'nupkg', 'vsix', 'img', 'dll'],
);
