import * as vscode from 'vscode';
import { FleetioClient } from '../../fleetio/client';
import { serverName } from '../../fleetio/connection';
import type { ClientServices } from '../../fleetio/services';
import { NEWEST_API_VERSION } from '../../fleetio/versions';
import { isAccepted } from '../../keys/checkKey';
import { apiUrl } from '../platform/configuration';
import type { Leak } from './leak';
import type { Life } from './words';

/**
 * Asks the person whether a leaked key may be sent to Fleetio, and then Fleetio whether it takes the key.
 * @returns undefined when the person said no.
 * @throws FleetioError when that could not be found out.
 */
export async function askForLife(
  secret: string,
  { redacted }: Pick<Leak, 'redacted'>,
  services: ClientServices,
): Promise<Life | undefined> {
  const address = apiUrl();
  return (await mayBeSent(redacted, address)) ? lifeOf(secret, address, services) : undefined;
}

/** Makes one request, `GET /accounts`, which says of a key whether it is taken at all (fleetio-api.md section 1.7). */
export async function lifeOf(secret: string, address: string, services: ClientServices): Promise<Life> {
  const connection = { apiUrl: address, apiKey: secret, apiVersion: NEWEST_API_VERSION };
  const { t } = vscode.l10n;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t('Asking Fleetio whether the key is live') },
    async () => ({
      isLive: await isAccepted(new FleetioClient(connection, services)),
      by: serverName(address),
    }),
  );
}

async function mayBeSent(redacted: string, address: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const yes = t('Send the Key and Ask');
  const answer = await vscode.window.showWarningMessage(
    t('Ask Fleetio whether the key {0} is live?', redacted),
    {
      modal: true,
      detail: t(
        "The key is sent from this machine to {0}, in one request: GET {1}/accounts. It goes nowhere else. Ask only about keys that are yours or your company's.",
        hostOf(address),
        address,
      ),
    },
    yes,
  );
  return answer === yes;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
