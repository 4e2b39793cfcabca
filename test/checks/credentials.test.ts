import { found } from './findings';

const secrets = (...names: string[]) =>
  found({
    'environments.staging.pullThrough': names.map((secret, index) => ({
      upstream: ['docker-hub', 'github', 'gitlab'][index],
      credentials: { secret },
    })),
  });
const at = (index: number) => `error: environments.staging.pullThrough[${index}].credentials.secret`;

test('two secrets must not share the variables that carry their tokens', () => {
  expect(secrets('docker-hub', 'docker_hub')).toEqual([
    `${at(1)}: found "docker_hub", whose variable TF_VAR_docker_hub_token is that of "docker-hub" too, expected names that differ in letters or digits [secret-variable]`,
  ]);
});

test('one secret for two upstreams is one secret', () => {
  expect(secrets('token', 'token')).toEqual([]);
});

test('a variable starts with a letter', () => {
  expect(secrets('1st')).toEqual([
    `${at(0)}: found "1st", which makes the variable TF_VAR_1st_token, expected a name that starts with a letter [secret-variable]`,
  ]);
});

test('a secret that exists already needs no variable', () => {
  const existing = [{ upstream: 'github', credentials: { existing: '1st' } }];
  expect(found({ 'environments.staging.pullThrough': existing })).toEqual([]);
});
