import { once } from 'node:events';
import { createServer } from 'node:net';

/** The first port from `from` on that no one listens on at this machine's loopback address. */
export async function firstFreePort(from: number): Promise<number> {
  const server = createServer().listen(from, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      return firstFreePort(from + 1);
    }
    throw error;
  }
  server.close();
  await once(server, 'close');
  return from;
}
