import type { IncomingMessage } from 'node:http';

/** How a service speaks: what an error has to look like for its clients to understand it. */
export type Protocol = 'json' | 'query' | 'ec2' | 'rest-xml' | 'rest-json';

/** A request to AWS, as far as its head tells. */
export interface CallHead {
  /** The signing name: `ecr`, `s3`, `organizations`. */
  service: string;
  region: string;
  accessKey: string | undefined;
  path: string;
  query: URLSearchParams;
}

/** A request whose body was read, and so whose operation is known. */
export interface ApiCall extends CallHead {
  protocol: Protocol;
  /** `CreateKey`; for a REST service, whose operations are paths, `GET /tags/arn…`. */
  operation: string;
  /** The parameters in the JSON and query protocols (there flat: `Tags.member.1.Key`). */
  input: Record<string, unknown>;
  body: string;
}

/** The credential scope of a signature (header or presigned URL) names service and Region; unsigned is taken for S3. */
export function headOf(request: IncomingMessage): CallHead {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lab');
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
    searchParams.get('X-Amz-Credential');
  const [accessKey, , region, service] = credential?.split('/') ?? [];
  return {
    service: (service ?? unsignedService(request)).toLowerCase(),
    region: region ?? 'us-east-1',
    accessKey,
    path: pathname,
    query: searchParams,
  };
}

/** STS takes web identities unsigned, in a form; whatever else comes unsigned is S3. */
function unsignedService({ headers, method }: IncomingMessage): string {
  return method === 'POST' && isForm(headers['content-type']) ? 'sts' : 's3';
}

/** S3 carries the uploads; everything else is small, and its operation is in the body. */
export function needsBody({ service, query }: CallHead, method: string | undefined): boolean {
  return service !== 's3' || (method === 'PUT' && query.has('policy'));
}

export function callOf(request: IncomingMessage, head: CallHead, body: string): ApiCall {
  const { method = 'GET', headers } = request;
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return {
      ...head,
      protocol: 'json',
      operation: target.split('.').at(-1) ?? target,
      input: parsed(body),
      body,
    };
  }
  const form = isForm(headers['content-type']) ? new URLSearchParams(body) : head.query;
  const action = form.get('Action');
  if (action && head.service !== 's3') {
    const protocol = head.service === 'ec2' ? 'ec2' : 'query';
    return { ...head, protocol, operation: action, input: Object.fromEntries(form), body };
  }
  if (head.service === 's3') {
    return { ...head, protocol: 'rest-xml', operation: s3Operation(method, head), input: {}, body };
  }
  const rpc = /\/operation\/([A-Za-z]+)$/.exec(head.path)?.[1]; // Smithy RPC v2
  return {
    ...head,
    protocol: XML_OVER_REST.has(head.service) ? 'rest-xml' : 'rest-json',
    operation: rpc ?? `${method} ${head.path}`,
    input: parsed(body),
    body,
  };
}

const XML_OVER_REST = new Set(['s3', 'cloudfront', 'route53', 's3control']);

/** S3's operations are methods on sub-resources; only those the lab looks at get their name. */
function s3Operation(method: string, { path, query }: CallHead): string {
  if (method === 'PUT' && query.has('policy')) return 'PutBucketPolicy';
  const subresource = [...query.keys()][0];
  return `${method} ${path}${subresource === undefined ? '' : `?${subresource}`}`;
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body || '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
