import * as vscode from 'vscode';

/**
 * Adds the key that the demo names in FLEETIO_DEMO, once for each place (a profile and a sandbox), so that a key that
 * was removed by hand stays removed.
 */
export async function activate(context) {
  const { place, key } = JSON.parse(process.env.FLEETIO_DEMO);
  if (context.globalState.get('place') === place) {
    return;
  }
  try {
    await vscode.commands.executeCommand('fleetio.addApiKey', key);
    await context.globalState.update('place', place);
  } catch (error) {
    await vscode.window.showErrorMessage(`The demo key could not be added: ${error.message}`);
  }
}
