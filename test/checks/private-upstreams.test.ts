import { found } from './findings';

const at = 'environments.staging.pullThrough[0]';
const entry = (value: object) =>
  found({ 'environments.staging.pullThrough': [{ upstream: 'ecr', prefix: 'partner', ...value }] });
const url = '123412341234.dkr.ecr.us-east-1.amazonaws.com';

test('another private registry, as a whole or a namespace of it', () => {
  expect(entry({ url })).toEqual([]);
  expect(entry({ url, upstreamPrefix: 'team-a' })).toEqual([]);
});

test('in another Region of the same account', () => {
  expect(entry({ url: '427868011280.dkr.ecr.us-east-1.amazonaws.com' })).toEqual([]);
});

test.each([
  ['no host', undefined, `${at}: found no url for ecr`],
  ['a host of another partition', `${url}.cn`, `${at}.url: found "${url}.cn"`],
  ['something that only looks like one', `x${url}`, `${at}.url: found "x${url}"`],
])('%s', (_, host, message) => {
  expect(entry(host === undefined ? {} : { url: host })).toEqual([
    `error: ${message}, expected url: <account>.dkr.ecr.<region>.amazonaws.com, the registry's own host [upstream-url]`,
  ]);
});

test('the registry itself', () => {
  expect(entry({ url: '427868011280.dkr.ecr.eu-west-1.amazonaws.com' })).toEqual([
    'error: environments.staging.pullThrough: found 427868011280.dkr.ecr.eu-west-1.amazonaws.com, which is the registry itself, expected another account or Region [upstream-is-itself]',
  ]);
});

test('the hub, which has a word of its own', () => {
  expect(entry({ url: '387262473178.dkr.ecr.eu-west-1.amazonaws.com' })).toEqual([
    `error: ${at}.url: found "387262473178.dkr.ecr.eu-west-1.amazonaws.com", a registry of the hub's account, expected hub: <namespace> [hub-by-url]`,
  ]);
});

test('credentials, for a role fetches', () => {
  expect(entry({ url, credentials: { secret: 'partner' } })).toEqual([
    `error: ${at}.credentials: found credentials for ecr, expected none: ECR fetches from it without [credentials-unused]`,
  ]);
});

test('an upstream prefix beside ROOT', () => {
  expect(entry({ url, prefix: 'ROOT', upstreamPrefix: 'team-a' })).toEqual([
    `error: ${at}.upstreamPrefix: found an upstream prefix beside ROOT, expected a prefix of the cache: ECR allows no other [upstream-prefix]`,
  ]);
});

test('an upstream prefix of another upstream, which is documented nowhere', () => {
  const quay = { upstream: 'quay', upstreamPrefix: 'coreos' };
  expect(found({ 'environments.staging.pullThrough': [quay] })).toEqual([
    `error: ${at}.upstreamPrefix: found an upstream prefix for quay, expected it for ecr alone [upstream-prefix]`,
  ]);
});
