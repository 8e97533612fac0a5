import * as vscode from 'vscode';
import type { NetworkSettings } from '../../fleetio/network';
import { DEFAULT_REQUESTS_PER_MINUTE } from '../../fleetio/rateLimit';
import type { ServiceSettings } from '../../fleetio/services';

/** The API that new keys are added for, without a slash at its end. */
export function apiUrl(): string {
  return vscode.workspace.getConfiguration('fleetio').get('apiUrl', '').replace(/\/+$/, '');
}

/** How the extension's requests go out. A setting that is changed counts from the next request on. */
export const serviceSettings = {
  get network() {
    return networkSettings();
  },
  get requestsPerMinute() {
    return vscode.workspace.getConfiguration('fleetio').get('requestsPerMinute', DEFAULT_REQUESTS_PER_MINUTE);
  },
} satisfies ServiceSettings;

/** VS Code's own settings for the network, which its users have set up already. */
function networkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  const trust = {
    strictSsl: http.get('proxyStrictSSL', true),
    systemCertificates: http.get('systemCertificates', true),
  };
  if (http.get('proxySupport') === 'off') {
    return trust;
  }
  const authorization = http.get<string | null>('proxyAuthorization', null);
  return {
    ...trust,
    environment: process.env,
    proxy: http.get('proxy', ''),
    noProxy: http.get<string[]>('noProxy', []),
    ...(authorization === null ? {} : { proxyAuthorization: authorization }),
  };
}

/** After how many days a key's row reminds of it; 0: never. */
export function keyReminderDays(): number {
  return vscode.workspace.getConfiguration('fleetio').get('keyReminderDays', 0);
}

/** After how many seconds a copied secret is taken out of the clipboard; 0: never. */
export function clipboardClearSeconds(): number {
  return vscode.workspace.getConfiguration('fleetio').get('clipboardClearSeconds', 30);
}
