import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A certificate authority of nobody's, and a server's certificate that it signed. All in PEM. */
export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** True where certificates can be made. */
export function hasOpenssl(): boolean {
  return spawnSync('openssl', ['version']).status === 0;
}

/**
 * Makes certificates that hold for a day.
 * @param hosts what the server is called.
 */
export function makeCertificates(...hosts: readonly string[]): Certificates {
  const folder = mkdtempSync(path.join(tmpdir(), 'fleetio-certificates-'));
  const file = (name: string): string => path.join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  try {
    const authority = ['-keyout', file('ca.key'), '-out', file('ca.pem')];
    openssl('req', '-x509', ...NEW_KEY, ...authority, '-days', '1', '-subj', '/CN=Nobody Authority');
    openssl('req', ...NEW_KEY, '-keyout', file('key'), '-out', file('request'), '-subj', '/CN=server');
    writeFileSync(file('names'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`);
    const signed = [
      '-CA',
      file('ca.pem'),
      '-CAkey',
      file('ca.key'),
      '-CAcreateserial',
      '-extfile',
      file('names'),
    ];
    openssl('x509', '-req', '-in', file('request'), ...signed, '-days', '1', '-out', file('certificate'));
    return { authority: read('ca.pem'), certificate: read('certificate'), key: read('key') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
