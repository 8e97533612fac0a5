import * as vscode from 'vscode';
import type { ActiveClient } from '../keys/activeClient';
import type { PanelSubject } from './messages';
import { VehiclePanel, type PanelActs } from './vehiclePanel';

/** The type of the panels, in VS Code's terms; package.json activates the extension for it. */
const VIEW_TYPE = 'fleetio.vehiclePanel';

/** The panels of vehicles, one each. They come back when the window is loaded again. */
export class VehiclePanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly panels = new Set<VehiclePanel>();
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly active: ActiveClient,
    private readonly acts: PanelActs,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.registration = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this);
  }

  /** Shows a vehicle's panel. @param name what the tab says until the vehicle is loaded. */
  open(subject: PanelSubject, name: string): void {
    const open = [...this.panels].find((panel) => isSame(panel.subject, subject));
    if (open === undefined) {
      this.show(vscode.window.createWebviewPanel(VIEW_TYPE, name, vscode.ViewColumn.Active), subject);
    } else {
      open.reveal();
    }
  }

  /** @param state what the page kept; of an older extension it can be anything. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { subject } = (state ?? {}) as { readonly subject?: PanelSubject };
    if (subject === undefined) {
      panel.dispose();
    } else {
      this.show(panel, subject);
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.registration.dispose();
  }

  private show(webviewPanel: vscode.WebviewPanel, subject: PanelSubject): void {
    const panel = new VehiclePanel(webviewPanel, subject, this.active, this.acts, this.extensionUri);
    webviewPanel.iconPath = {
      light: vscode.Uri.joinPath(this.extensionUri, 'media', 'vehicle-light.svg'),
      dark: vscode.Uri.joinPath(this.extensionUri, 'media', 'vehicle-dark.svg'),
    };
    this.panels.add(panel);
    webviewPanel.onDidDispose(() => this.panels.delete(panel));
  }
}

function isSame(a: PanelSubject, b: PanelSubject): boolean {
  return a.keyId === b.keyId && a.account === b.account && a.vehicleId === b.vehicleId;
}
