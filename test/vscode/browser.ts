import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { runProgram } from './program';

// Programs that Playwright can drive as Chromium, the fastest to start first.
const programs = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

// Where browsers are installed outside the PATH.
const { ProgramFiles = '', 'ProgramFiles(x86)': ProgramFiles32 = '', LocalAppData = '' } = process.env;
const usualFiles = [
  ...['chromium-headless-shell', 'chromium', 'google-chrome'].map((name) => `/usr/bin/${name}`),
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[ProgramFiles, ProgramFiles32, LocalAppData].flatMap((folder) => [
    path.win32.join(folder, 'Google/Chrome/Application/chrome.exe'),
    path.win32.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]),
];

/** Starts a headless Chromium, Chrome or Edge; on Debian as root it is installed first if there is none. */
export async function launchBrowser(report: (message: string) => void): Promise<Browser> {
  const executablePath = findBrowser() ?? (await installBrowser(report));
  const args = [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

/** The browser that `CHROME_PATH` names, else one on the PATH, else one in a usual place. */
function findBrowser(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined) {
    return named;
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = programs.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix)));
  return [...onPath, ...usualFiles].find((file) => existsSync(file));
}

// With one font, as a bare Debian has none and would draw no text.
const debianPackages = ['chromium-headless-shell', 'fonts-dejavu-core'];

async function installBrowser(report: (message: string) => void): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/etc/debian_version')) {
    throw new Error('No browser was found: install Chromium, Chrome or Edge, or name one in CHROME_PATH.');
  }
  report('Installing chromium-headless-shell with apt-get (once) …');
  const quietly = { environment: { DEBIAN_FRONTEND: 'noninteractive' } };
  await runProgram('apt-get', ['update'], quietly);
  await runProgram('apt-get', ['install', '-y', '--no-install-recommends', ...debianPackages], quietly);
  const installed = findBrowser();
  if (installed === undefined) {
    throw new Error('apt-get installed chromium-headless-shell, but it is not in /usr/bin.');
  }
  return installed;
}
