/** A line to a server on loopback that can be cut and mended, like a failing network. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Relay {
  /** Replaces the server's own URL; the same after a cut. */
  readonly url: string;
  /** Ends every connection, and accepts no other. */
  cut(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function relayTo(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const join = (near: Socket) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  };
  let server: Server;
  const listen = async (at: number) => {
    server = createServer(join);
    await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const cut = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${own}`,
    cut,
    async mend() {
      if (!server.listening) await listen(own);
    },
    close: async () => cut(),
  };
}
