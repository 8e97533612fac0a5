import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The programs for pages, in `dist/`; each has a style of the same name. */
type PageName = 'vehiclePanel' | 'leakGuide';

/**
 * The page of a panel: empty, since its script makes everything from what the extension tells it. Nothing runs or is
 * drawn but what this extension brings.
 * @param pictures where pictures may come from, as a Content Security Policy names it: `https:`.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  pictures: readonly string[] = [],
): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    ...(pictures.length === 0 ? [] : [`img-src ${pictures.join(' ')}`]),
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <link rel="stylesheet" href="${address(`${name}.css`)}">
    <title>Fleetio</title>
  </head>
  <body>
    <main id="page"></main>
    <script nonce="${nonce}" src="${address(`${name}.js`)}"></script>
  </body>
</html>
`;
}
