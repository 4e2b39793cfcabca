import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ApiCall } from './api-call';
import type { AwsError } from './aws-error';

/** Answers with an error in the words of the client's protocol. */
export function sendError(
  response: ServerResponse,
  { protocol }: Pick<ApiCall, 'protocol'>,
  error: AwsError,
): void {
  const requestId = randomUUID();
  const code = text(error.code);
  const message = text(error.message);
  const xml = (body: string): [string, string] => [
    'text/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  ];
  const [type, body] = ((): [string, string] => {
    switch (protocol) {
      case 'json':
        return ['application/x-amz-json-1.1', JSON.stringify({ __type: error.code, message: error.message })];
      case 'rest-json':
        return ['application/json', JSON.stringify({ __type: error.code, message: error.message })];
      case 'query':
        return xml(
          `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
        );
      case 'ec2':
        return xml(
          `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
        );
      case 'rest-xml':
        return xml(
          `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`,
        );
    }
  })();
  response.writeHead(error.status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': error.code,
    'x-amzn-requestid': requestId,
  });
  response.end(body);
}

function text(value: string): string {
  return value.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
