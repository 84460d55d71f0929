import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { securityHeaders, pageTypes } from './page-headers.ts';

/** The pages' own protocol: `kohyo://app/…` serves the files of dist/renderer and nothing else. */
const scheme = 'kohyo';
const host = 'app';
export const appOrigin = `${scheme}://${host}`;
export const appUrl = (page: string): string => `${appOrigin}/${page}`;

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(scheme, (request) => respond(request, folder));
}

/** Answers one request; exported for the tests, which ask for paths that a browser would never send. */
async function respond(request: Pick<Request, 'method' | 'url'>, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405);
  const file = fileOf(request.url, folder);
  if (file === undefined) return refused(404);
  try {
    const body = await readFile(file);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      headers: {
        ...securityHeaders,
        'Content-Type': pageTypes[path.extname(file)] as string,
        'Content-Length': String(body.length),
      },
    });
  } catch {
    return refused(404);
  }
}

/** The file of the folder that a URL means; `undefined` for another host, a way out of the folder or an unknown type. */
function fileOf(url: string, folder: string): string | undefined {
  let pathname: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== `${scheme}:` || parsed.host !== host) return undefined;
    pathname = decodeURIComponent(parsed.pathname);
  } catch {
    return undefined;
  }
  if (/[\0\\:]/u.test(pathname) || !Object.hasOwn(pageTypes, path.posix.extname(pathname))) return undefined;
  const file = path.join(folder, ...pathname.split('/'));
  const inside = path.relative(folder, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? undefined : file;
}

const refused = (status: number): Response => new Response(null, { status, headers: securityHeaders });
