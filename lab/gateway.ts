import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request as httpRequest,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { type ApiCall, callOf, headOf, needsBody } from './api-call';
import { sendError } from './api-error';
import { AwsError, NOT_SERVED } from './aws-error';
import type { BucketPolicies } from './bucket-policies';
import type { Caller, Identity } from './identity';

/** A call that got an error from the lab itself, not from moto. */
export interface Refused {
  service: string;
  operation: string;
  account: string;
  code: string;
  /** What the client was told, and the reason where AWS keeps it to itself. */
  message: string;
}

/** What the lab serves itself, in the JSON 1.1 protocol; `principal` is the caller's ARN. */
export interface Service {
  serves(call: ApiCall): boolean;
  /** @throws AwsError what the service refuses */
  call(call: Pick<ApiCall, 'operation' | 'input' | 'region'> & Caller): Promise<Record<string, unknown>>;
}

export interface GatewayParts {
  motoPort: number;
  identity: Identity;
  services: readonly Service[];
  bucketPolicies: BucketPolicies;
  /** Throws what AWS refuses and moto lets pass. */
  refuse(call: ApiCall, caller: Caller): Promise<void>;
  onRefused(refused: Refused): void;
}

export interface Gateway {
  port: number;
  /** Ends open connections too. */
  stop(): Promise<void>;
}

/** Far above any API call but S3's, which are streamed. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Serves what moto lacks, refuses what AWS refuses, and passes everything else through to moto, on a free port of 127.0.0.1. */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        response.writeHead(400, { 'content-type': 'text/plain' }).end(`the lab failed: ${String(error)}\n`);
    });
  });
  server.requestTimeout = 0; // a large object takes as long as it takes
  server.keepAliveTimeout = 0; // a client that reuses a connection must not meet its end
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function handle(
  parts: GatewayParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const head = headOf(request);
  const caller = parts.identity.callerOf(head.accessKey);
  const body = needsBody(head, request.method) ? await collect(request) : undefined;
  const call = callOf(request, head, body?.toString('utf8') ?? '');
  try {
    const service = parts.services.find((candidate) => candidate.serves(call));
    if (service !== undefined) {
      const { operation, input, region } = call;
      const answer = await service.call({ operation, input, region, ...caller });
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
      return;
    }
    await parts.refuse(call, caller);
    if (await parts.bucketPolicies.serve(call, request.method, response)) return;
    await forward(parts, { request, response, call, caller, body });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { service, operation } = call;
    const message = error.reason === undefined ? error.message : `${error.message} (${error.reason})`;
    // "There is none" is how a provider finds out what to create: an answer, no refusal.
    if (!/NotFound|NoSuch/.test(error.code)) {
      parts.onRefused({ service, operation, account: caller.account, code: error.code, message });
    }
    sendError(response, call, error);
  }
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  call: ApiCall;
  caller: Caller;
  /** undefined: to be streamed. */
  body: Buffer | undefined;
}

async function forward(parts: GatewayParts, exchange: Exchange): Promise<void> {
  const { request, response, call, caller, body } = exchange;
  const answer = await send(parts.motoPort, request, response, body);
  const { statusCode: status = 502, headers } = answer;
  const html = headers['content-type']?.startsWith('text/html') ?? false; // moto's JSON errors say so as well
  if (status >= 500 || (status === 404 && html && request.method !== 'HEAD')) {
    const content = await collect(answer);
    if (status >= 500 || content.length === 0 || content.includes('<!doctype html>')) throw notServed(call);
    response.writeHead(status, endToEnd(headers)).end(content);
    return;
  }
  if (dealsKeys(call) && status === 200) {
    const content = await collect(answer);
    const text = content.toString('utf8');
    if (call.service === 'sts') parts.identity.learnSession(text);
    else parts.identity.learnUserKey(text, caller);
    response.writeHead(status, endToEnd(headers)).end(content);
    return;
  }
  response.writeHead(status, endToEnd(headers));
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

/** moto answers 500 to an operation it lacks, which clients repeat for minutes; a 4xx ends the matter at once. */
function notServed({ service, operation }: ApiCall): AwsError {
  return new AwsError(NOT_SERVED, `the lab does not serve ${service} ${operation}`);
}

function dealsKeys({ service, operation }: ApiCall): boolean {
  return (service === 'sts' && operation.startsWith('AssumeRole')) || operation === 'CreateAccessKey';
}

/** Passes the request on with its own Host, from which S3 and SQS make their addresses. */
function send(
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
): Promise<IncomingMessage> {
  const headers = endToEnd(request.headers);
  if (body) {
    delete headers['transfer-encoding'];
    headers['content-length'] = String(body.length);
  }
  return new Promise((resolve, reject) => {
    const { method, url: path } = request;
    const upstream = httpRequest({ host: '127.0.0.1', port, method, path, headers, setHost: false });
    upstream.once('response', resolve);
    upstream.once('error', (error) =>
      reject(
        response.destroyed
          ? error
          : new AwsError(NOT_SERVED, `moto, which the lab runs on, does not answer: ${error.message}`),
      ),
    );
    response.once('close', () => upstream.destroy()); // also when the client goes away in between
    if (body) upstream.end(body);
    else request.pipe(upstream);
  });
}

/** `expect` was answered by this server already; the others are between two neighbours. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'expect'];

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) throw new Error(`more than ${LARGEST_BODY} bytes in one call`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
