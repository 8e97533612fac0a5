import assert from 'node:assert/strict';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import tls from 'node:tls';
import { FleetioClient } from '../../../src/fleetio/client';
import { FleetioError } from '../../../src/fleetio/errors';
import { proxyFor, trustOf, type NetworkSettings } from '../../../src/fleetio/network';
import { createServices, type ClientServices } from '../../../src/fleetio/services';
import { hasOpenssl, makeCertificates, type Certificates } from './certificates';
import { listening, rejects, SECRETS, serveHttp, type Loopback } from './loopback';

/** A host that no name server knows: only the proxy can find it. */
const HOST = 'fleetio.example.test';

describe('proxyFor', () => {
  const proxy = 'http://proxy.example:8080';
  const cases: readonly [string, NetworkSettings, string | undefined, string?][] = [
    ['nothing is set', {}, undefined],
    ['the setting', { proxy }, proxy],
    ['the setting goes first', { proxy, environment: { HTTPS_PROXY: 'http://other:1' } }, proxy],
    ['an empty setting is none', { proxy: ' ', environment: { HTTPS_PROXY: proxy } }, proxy],
    ['the environment, in lower case', { environment: { https_proxy: proxy } }, proxy],
    ['the one for http serves too', { environment: { HTTP_PROXY: proxy } }, proxy],
    ['a host and a port are enough', { proxy: 'proxy.example:8080' }, proxy],
    ['a host that needs none', { proxy, noProxy: ['other.test', HOST] }, undefined],
    ['a domain that needs none', { proxy, noProxy: ['.example.test'] }, undefined],
    ['a domain without its dot', { proxy, noProxy: ['example.test'] }, undefined],
    ['a domain with a star', { proxy, noProxy: ['*.EXAMPLE.test'] }, undefined],
    ['no host needs one', { proxy, noProxy: ['*'] }, undefined],
    ['its port', { proxy, noProxy: [`${HOST}:443`] }, undefined],
    ['another port', { proxy, noProxy: [`${HOST}:8443`] }, proxy],
    ['the end of a name is no domain', { proxy, noProxy: ['ample.test', ''] }, proxy],
    ['both lists', { proxy, noProxy: ['a'], environment: { NO_PROXY: `b, ${HOST}` } }, undefined],
    ['this machine needs none', { proxy }, undefined, 'http://127.0.0.1:1/api'],
    ['this machine by its name', { proxy }, undefined, 'https://localhost/api'],
    ['this machine by its other address', { proxy }, undefined, 'https://[::1]/api'],
  ];
  for (const [name, settings, expected, url = `https://${HOST}/api`] of cases) {
    it(name, () => {
      assert.equal(proxyFor(new URL(url), settings), expected);
    });
  }

  it('refuses an address that is none', () => {
    for (const wrong of ['http://', 'socks5://proxy:1', 'http://a b']) {
      assert.throws(() => proxyFor(new URL(`https://${HOST}`), { proxy: wrong }), FleetioError, wrong);
    }
  });
});

describe('trustOf', () => {
  const newer = { getCACertificates: (type: string) => [`${type} certificate`] };

  it("adds the system's certificates where Node can tell them, and those of the settings", () => {
    assert.deepEqual(trustOf({ certificates: ['mine'] }, newer), {
      ca: ['default certificate', 'system certificate', 'mine'],
    });
    assert.deepEqual(trustOf({ certificates: ['mine'] }, {}), { ca: [...tls.rootCertificates, 'mine'] });
  });

  it('names each certificate once', () => {
    const same = { getCACertificates: () => ['same', 'other'] };
    assert.deepEqual(trustOf({ certificates: ['same'] }, same), { ca: ['same', 'other'] });
  });

  it("leaves Node's own trust alone where there is nothing to add", () => {
    assert.deepEqual(trustOf({}, {}), {});
    assert.deepEqual(trustOf({ systemCertificates: false }, newer), {});
  });

  it('checks nothing when told so', () => {
    assert.deepEqual(trustOf({ strictSsl: false, certificates: ['mine'] }, newer), {
      rejectUnauthorized: false,
    });
  });
});

describe('FleetioClient, through proxies and with certificates', () => {
  const open: (Loopback | ClientServices)[] = [];
  let certificates: Certificates;
  let trusted: NetworkSettings;
  let api: Loopback;

  before(function () {
    if (!hasOpenssl()) {
      this.skip();
    }
    certificates = makeCertificates(HOST, 'localhost');
    trusted = { certificates: [certificates.authority] };
  });

  beforeEach(async () => {
    const user = '{"id": 1, "first_name": "Sam", "last_name": "Rivera", "email": "sam@example.test"}';
    const server = createHttpsServer(
      { cert: certificates.certificate, key: certificates.key },
      (request, response) => {
        const isKnown = request.headers.authorization === `Token ${SECRETS.apiKey}`;
        response.writeHead(isKnown ? 200 : 401, { 'Content-Type': 'application/json' }).end(user);
      },
    );
    api = await listening(server);
    open.push(api);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  it('takes a certificate of an authority that the settings name, and no other', async () => {
    const apiUrl = `https://localhost:${api.port}/api`;
    assert.equal((await clientOf(apiUrl, trusted).me()).name, 'Sam Rivera');
    assert.equal((await clientOf(apiUrl, { strictSsl: false }).me()).name, 'Sam Rivera');
    const { message, nextStep } = await rejects('offline', clientOf(apiUrl, {}).me());
    assert.match(message, /certificate is not trusted/);
    assert.match(nextStep, /NODE_EXTRA_CA_CERTS/);
    await rejects('offline', clientOf(`https://127.0.0.1:${api.port}/api`, trusted).me());
  });

  it('says so when a certificate cannot be read, and still ends', async () => {
    const client = clientOf(`https://localhost:${api.port}/api`, { certificates: ['no certificate'] });
    await rejects('offline', client.me());
    await rejects('offline', client.me());
  });

  it('reaches the API through a tunnel, in which the proxy sees no key', async () => {
    const proxy = await openProxy(createHttpServer());
    const network = { ...trusted, proxy: `http://127.0.0.1:${proxy.port}` };
    assert.equal((await clientOf(`https://${HOST}/api`, network).me()).name, 'Sam Rivera');
    assert.deepEqual(proxy.targets, [`${HOST}:443`]);
    assert.ok(proxy.bytes().length > 500);
    assert.ok(!proxy.bytes().includes(SECRETS.apiKey) && !proxy.bytes().includes(SECRETS.accountToken));
  });

  it("checks the server's certificate in the tunnel", async () => {
    const proxy = await openProxy(createHttpServer());
    const network = { proxy: `http://127.0.0.1:${proxy.port}` };
    await rejects('offline', clientOf(`https://${HOST}/api`, network).me());
    await rejects('offline', clientOf('https://other.example.test/api', { ...network, ...trusted }).me());
    assert.ok(!proxy.bytes().includes(SECRETS.apiKey));
  });

  it('takes the proxy from the environment', async () => {
    const proxy = await openProxy(createHttpServer());
    const environment = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    await clientOf(`https://${HOST}/api`, { ...trusted, environment }).me();
    assert.deepEqual(proxy.targets, [`${HOST}:443`]);
  });

  it('never sends what is for this machine to a proxy', async () => {
    const proxy = await openProxy(createHttpServer());
    const network = { ...trusted, proxy: `http://127.0.0.1:${proxy.port}` };
    const local = await serveHttp((_, response) => response.end('{"id": 1, "email": "sam@example.test"}'));
    open.push(local);
    await clientOf(local.apiUrl, network).me();
    await clientOf(`https://localhost:${api.port}/api`, network).me();
    assert.equal(local.asked.length, 1);
    assert.deepEqual([proxy.targets, proxy.bytes()], [[], '']);
  });

  it('signs in to the proxy by its URL or by the setting', async () => {
    const proxy = await openProxy(
      createHttpServer(),
      `Basic ${Buffer.from('sam:pass word').toString('base64')}`,
    );
    const address = `127.0.0.1:${proxy.port}`;
    const good: readonly NetworkSettings[] = [
      { proxy: `http://sam:pass%20word@${address}` },
      { proxy: `http://${address}`, proxyAuthorization: proxy.authorization ?? '' },
    ];
    for (const network of good) {
      await clientOf(`https://${HOST}/api`, { ...trusted, ...network }).me();
    }
    const wrong = { ...trusted, proxy: `http://sam:wrong-word@${address}` };
    const error = await rejects('offline', clientOf(`https://${HOST}/api`, wrong).me());
    assert.match(error.message, /proxy answered with status 407/);
    assert.ok(!JSON.stringify(error).includes('wrong-word'));
  });

  it('reaches a proxy that speaks TLS itself', async () => {
    const server = createHttpsServer({ cert: certificates.certificate, key: certificates.key });
    const proxy = await openProxy(server);
    await clientOf(`https://${HOST}/api`, { ...trusted, proxy: `https://localhost:${proxy.port}` }).me();
    assert.deepEqual(proxy.targets, [`${HOST}:443`]);
  });

  it('says so when the proxy is not there', async () => {
    const gone = await listening(createHttpServer());
    await gone.close();
    const network = { ...trusted, proxy: `http://127.0.0.1:${gone.port}` };
    const { message, nextStep } = await rejects('offline', clientOf(`https://${HOST}/api`, network).me());
    assert.equal(message, 'The proxy cannot be reached.');
    assert.match(nextStep, /http\.proxy/);
  });

  function clientOf(apiUrl: string, network: NetworkSettings): FleetioClient {
    const services = createServices({ network });
    open.push(services);
    return new FleetioClient({ ...SECRETS, apiUrl, apiVersion: '2025-05-05' }, services);
  }

  /** A proxy that opens tunnels, all of them to the API's server. */
  async function openProxy(server: Server, authorization?: string) {
    const targets: string[] = [];
    const seen: Buffer[] = [];
    server.on('connect', (request: IncomingMessage, client: Socket) => {
      targets.push(request.url ?? '');
      client.on('error', () => undefined);
      if (authorization !== undefined && request.headers['proxy-authorization'] !== authorization) {
        client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      const upstream = connect(api.port, '127.0.0.1', () =>
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n'),
      );
      upstream.on('error', () => undefined);
      client.on('data', (chunk: Buffer) => seen.push(chunk));
      client.pipe(upstream).pipe(client);
    });
    server.on('request', (request: IncomingMessage) => seen.push(Buffer.from(request.rawHeaders.join('\n'))));
    const loopback = await listening(server);
    open.push(loopback);
    return { ...loopback, authorization, targets, bytes: () => Buffer.concat(seen).toString('latin1') };
  }
});
