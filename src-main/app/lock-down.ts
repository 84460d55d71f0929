import { app, type Session, type WebContents } from 'electron';
import { log } from '../files/log.ts';
import { appOrigin } from './app-protocol.ts';

/**
 * Everything that a page could use to leave the app, closed. Nothing here is opened again for a feature: what needs
 * a file or a window asks main through the contract.
 */

/** Switches that keep Chromium itself from talking to anyone; to be set before the app is ready. */
export function lockDownCommandLine(): void {
  const { commandLine } = app;
  // No name resolves and no address is reached, whatever part of Chromium asks.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('host-rules', 'MAP * ~NOTFOUND');
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings',
    'no-proxy-server',
  ]) {
    commandLine.appendSwitch(name);
  }
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}

export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isOwnUrl(details.url);
    if (!allowed) log('refused', `a request for ${new URL(details.url).protocol}`);
    answer({ cancel: !allowed });
  });
}

/** The app's own pages and what they make in memory. `devtools:` is asked for by developers only (F12 in an unpackaged app). */
const isOwnUrl = (url: string): boolean =>
  url.startsWith(`${appOrigin}/`) ||
  url.startsWith(`blob:${appOrigin}/`) ||
  url.startsWith('data:image/') ||
  (!app.isPackaged && url.startsWith('devtools://'));

/** Closes every window and page that is ever made, the ones nobody thought of included. */
export function lockDownContents(): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
}

function lockDown(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A page may not go anywhere on its own; main loads the pages. A frame may show a page of the app (the print preview).
  contents.on('will-frame-navigate', (details) => {
    if (details.isMainFrame || !isOwnUrl(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  for (const name of ['select-bluetooth-device', 'login', 'certificate-error'] as const) {
    contents.on(name as 'login', (event: Electron.Event) => event.preventDefault());
  }
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
