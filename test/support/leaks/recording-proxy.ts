import { listenOnLoopback, readBody } from '../../../infra/local/http/loopback-server.ts';

/** A call of an AWS service that went through a proxy. */
export interface RecordedCall {
  /** e.g. `SendMessage` */
  readonly operation: string;
  readonly body: string;
}

/** Stands in front of an AWS emulator and keeps what the functions send to it. */
export interface RecordingProxy {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  /** The emulator's port is known only after the functions were told where to send. */
  forwardTo(endpoint: string): void;
  close(): Promise<void>;
}

const FORWARDED = /^(content-type|authorization|x-amz-.*|amz-sdk-.*)$/;
const RETURNED = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

/** Starts a proxy for a service that speaks AWS JSON. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const calls: RecordedCall[] = [];
  let target: string | undefined;
  const server = await listenOnLoopback((incoming, outgoing) => {
    const forward = async (): Promise<void> => {
      const body = String(await readBody(incoming));
      const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
      calls.push({ operation, body });
      const headers = Object.entries(incoming.headers).filter(([name]) => FORWARDED.test(name));
      const answer = await fetch(`${target ?? ''}${incoming.url ?? '/'}`, {
        method: 'POST',
        headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
        body,
      });
      const returned = RETURNED.flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value]];
      });
      outgoing.writeHead(answer.status, Object.fromEntries(returned) as Record<string, string>);
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    };
    forward().catch(() => outgoing.destroy());
  });
  return {
    url: server.url,
    calls,
    forwardTo: (endpoint) => {
      target = endpoint;
    },
    close: () => server.close(),
  };
}
