import { createWriteStream } from 'node:fs';
import { LabError } from './lab-error';
import { type Running, start } from './process';

/** An answer of moto that is an error of AWS's kind. */
export class MotoRefusal extends Error {
  override readonly name = 'MotoRefusal';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** Who a direct call acts as; a Region chooses the partition too. */
export interface Scope {
  account?: string;
  region?: string;
}

/** A moto_server of our own on 127.0.0.1, and the calls the lab itself makes to it, past the gateway. */
export class Moto {
  private constructor(
    readonly port: number,
    private readonly process: Running,
    /** The last lines of its output. */
    readonly lastLines: readonly string[],
  ) {}

  /**
   * A fresh server: the ids it deals depend on everything it was asked before.
   * @param logFile its output, with a Python stack for every operation it lacks
   * @throws LabError when it does not come up
   */
  static async start(
    motoServer: string,
    environment: NodeJS.ProcessEnv,
    logFile: string,
    patience = 60_000,
  ): Promise<Moto> {
    const log = createWriteStream(logFile);
    const lastLines: string[] = [];
    let announce: (port: number) => void = () => undefined;
    const announced = new Promise<number>((resolve) => (announce = resolve));
    // Port 0: the system chooses one that is free, and no one can take it between the choice and the bind.
    const process = start(motoServer, ['-H', '127.0.0.1', '-p', '0'], {
      environment,
      onLine: (line) => {
        log.write(`${line}\n`);
        lastLines.push(line);
        if (lastLines.length > 10) lastLines.shift();
        const port = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
        if (port) announce(Number(port));
      },
    });
    process.exited.then(
      () => log.end(),
      () => log.end(),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not ready after ${patience / 1000} s`)), patience);
    });
    const ended = process.exited.then(({ code }) => Promise.reject(new Error(`ended with code ${code}`)));
    try {
      return new Moto(await Promise.race([announced, late, ended]), process, lastLines);
    } catch (error) {
      await process.stop();
      throw new LabError(`${motoServer}: ${(error as Error).message}\n${lastLines.join('\n')}`);
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }

  /** moto's own API: reset, seed. */
  async control(path: string): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.port}/moto-api/${path}`, { method: 'POST' });
    if (!response.ok) throw new LabError(`moto does not serve /moto-api/${path}: ${response.status}`);
  }

  /**
   * A call in the JSON 1.1 protocol; `target` is `<prefix>.<Operation>`.
   * @throws MotoRefusal
   */
  async json<Answer>(service: string, target: string, input: object, scope: Scope = {}): Promise<Answer> {
    const text = await this.post(service, scope, JSON.stringify(input), {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
    });
    return (text ? JSON.parse(text) : {}) as Answer;
  }

  /**
   * A call in the query protocol; the answer is XML.
   * @throws MotoRefusal
   */
  async query(
    service: string,
    version: string,
    action: string,
    input: Record<string, string>,
    scope: Scope = {},
  ): Promise<string> {
    const form = new URLSearchParams({ Action: action, Version: version, ...input });
    return this.post(service, scope, form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  }

  /** Whether the bucket is there, whoever owns it. */
  async bucketExists(bucket: string): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.port}/${bucket}`, {
      method: 'HEAD',
      headers: signature('s3'),
    });
    return response.status !== 404;
  }

  private async post(
    service: string,
    scope: Scope,
    body: string,
    headers: Record<string, string>,
  ): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.port}/`, {
      method: 'POST',
      body,
      headers: { ...headers, ...signature(service, scope) },
    });
    const text = await response.text();
    if (response.ok) return text;
    const code =
      element(text, 'Code') ?? /"__type":\s*"([^"]+)"/.exec(text)?.[1] ?? `HTTP ${response.status}`;
    throw new MotoRefusal(code, element(text, 'Message') ?? text.slice(0, 300));
  }
}

/** moto checks no signature: its scope chooses service and Region, a header of moto's own the account. */
function signature(service: string, { account, region = 'us-east-1' }: Scope = {}): Record<string, string> {
  const credential = `LAB/20200101/${region}/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    ...(account && { 'x-moto-account-id': account }),
  };
}

/** The text of the first such element. Enough for what moto sends; this is no XML parser. */
export function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}
