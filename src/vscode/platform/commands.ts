import * as vscode from 'vscode';
import { showFailure } from './failures';
import type { Log } from './log';

/** Every command of the extension; package.json contributes the same list. */
export type CommandId =
  | 'fleetio.addApiKey'
  | 'fleetio.addApiKeyFromClipboard'
  | 'fleetio.addApiKeyFromEnvFile'
  | 'fleetio.useApiKey'
  | 'fleetio.useApiKeyInFolder'
  | 'fleetio.useSameApiKeyAsElsewhere'
  | 'fleetio.editApiKey'
  | 'fleetio.verifyApiKey'
  | 'fleetio.rotateApiKey'
  | 'fleetio.settleOldApiKey'
  | 'fleetio.revokeApiKey'
  | 'fleetio.removeApiKey'
  | 'fleetio.removeDamagedApiKeys'
  | 'fleetio.refreshApiKeys'
  | 'fleetio.manageApiKeys'
  | 'fleetio.copyApiKey'
  | 'fleetio.copyAccountToken'
  | 'fleetio.giveApiKeyToTerminals'
  | 'fleetio.takeApiKeyFromTerminals'
  | 'fleetio.writeEnvFile'
  | 'fleetio.apiKey'
  | 'fleetio.accountToken'
  | 'fleetio.startDemoFleet'
  | 'fleetio.refreshVehicles'
  | 'fleetio.loadMore'
  | 'fleetio.retry'
  | 'fleetio.cancelLoading'
  | 'fleetio.searchVehicles'
  | 'fleetio.goToVehicle'
  | 'fleetio.filterVehicles'
  | 'fleetio.sortVehicles'
  | 'fleetio.clearVehicleFilters'
  | 'fleetio.openInFleetio'
  | 'fleetio.copyId'
  | 'fleetio.copyVin'
  | 'fleetio.copyJson'
  | 'fleetio.openVehicle'
  | 'fleetio.openRecord'
  | 'fleetio.refreshRecord'
  | 'fleetio.generateSnippet'
  | 'fleetio.generateSnippetFromClipboard'
  | 'fleetio.sendRequest'
  | 'fleetio.storeLeakedKey'
  | 'fleetio.ignoreLeakedFile'
  | 'fleetio.acceptLeak'
  | 'fleetio.checkLeakedKey'
  | 'fleetio.installCommitGuard'
  | 'fleetio.uninstallCommitGuard'
  | 'fleetio.unstageLeakedFile'
  | 'fleetio.stageLeakedFileAgain'
  | 'fleetio.scanWorkspace'
  | 'fleetio.scanStaged'
  | 'fleetio.scanHistory'
  | 'fleetio.cancelLeakScan'
  | 'fleetio.openLeak'
  | 'fleetio.fixLeak'
  | 'fleetio.allowLeak'
  | 'fleetio.openLeakGuide'
  | 'fleetio.copyLeakReport'
  | 'fleetio.showLog';

/** What runs when a command is called; its arguments come from menus, rows and other extensions. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

/** What a part of the extension adds to the commands. */
export type CommandsOf<Id extends CommandId> = Readonly<Record<Id, CommandHandler>>;

/** Registers all commands so that none of them rejects unseen: a failure is logged and told in plain words. */
export function registerCommands(handlers: CommandsOf<CommandId>, log: Log): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        void showFailure(error, log);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
