import * as vscode from 'vscode';
import type { FleetRecord } from '../../fleetio/client';
import { factOf } from '../../fleetio/fieldFacts';
import { unitIn } from '../../fleetio/format';
import type { ActiveClient } from '../keys/activeClient';
import { catalogueWords } from '../platform/catalogueWords';
import { markdownText } from '../platform/markdown';
import { propertyPath } from './jsonPath';
import { readRecordUri, RECORD_SCHEME, type ShownRecord } from './recordAddress';
import type { RecordDocuments } from './recordDocuments';

/** Says in a record's document what the field under the pointer means, and its unit. */
export function registerRecordHovers(documents: RecordDocuments, active: ActiveClient): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: RECORD_SCHEME },
    {
      provideHover: async (document, { line }, token) => {
        const shown = readRecordUri(document.uri);
        const record = documents.recordOf(document.uri);
        const path = propertyPath(document.getText().split('\n'), line);
        const fact = shown && path && factOf(shown.resource, path);
        if (shown === undefined || path === undefined || record === undefined || fact === undefined) {
          return undefined;
        }
        const lines = [`**${markdownText(path.join('.'))}**`, markdownText(catalogueWords(fact.meaning))];
        const signal = abortedBy(token);
        const needsVehicle = typeof fact.unit === 'object' && 'meterType' in fact.unit;
        const vehicle = needsVehicle ? await vehicleFor(shown, record, active, signal) : undefined;
        const unit = fact.unit === undefined ? '' : unitIn(fact.unit, record, vehicle);
        if (unit !== '') {
          lines.push(markdownText(vscode.l10n.t('Unit: {0}', catalogueWords(unit))));
        }
        return new vscode.Hover(new vscode.MarkdownString(lines.join('\n\n')), document.lineAt(line).range);
      },
    },
  );
}

/** Meter entries carry no unit: it is their vehicle's (fleetio-api.md section 6.2). Kept answers are used again. */
async function vehicleFor(
  shown: ShownRecord,
  record: FleetRecord,
  active: ActiveClient,
  signal: AbortSignal,
): Promise<FleetRecord | undefined> {
  if (shown.resource === 'vehicles') {
    return record;
  }
  const id = shown.vehicleId ?? record['vehicle_id'];
  const current = await active.find(shown);
  return typeof id === 'number' ? current?.client.get({ resource: 'vehicles', id }, { signal }) : undefined;
}

function abortedBy(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  return abort.signal;
}
