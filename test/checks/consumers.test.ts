import { found } from './findings';

const caches = 'environments.staging.consumers';

test('production does not consume a cache: not by account', () => {
  expect(found({ [caches]: { accounts: ['699577738721'] } })).toEqual([
    'error: environments.staging.consumers.accounts[0]: found 699577738721, an account of the replicated environment production, expected accounts that may run untested images [consumer-of-cache]',
  ]);
});

test('production does not consume a cache: not by unit', () => {
  expect(found({ [caches]: { organizationalUnits: ['production'] } })).toEqual([
    'error: environments.staging.consumers.organizationalUnits[0]: found "production", which holds the replicated environment production, expected units that may run untested images [consumer-of-cache]',
  ]);
});

test('production does not consume a cache: not by a unit above its own', () => {
  const changes = {
    'organization.organizationalUnits.workloads': 'ou-cbfn-99999999',
    'organization.organizationalUnits.production': { id: 'ou-cbfn-mtzx272h', parent: 'workloads' },
    [caches]: { organizationalUnits: ['workloads'] },
  };
  expect(found(changes)).toEqual([
    'error: environments.staging.consumers.organizationalUnits[0]: found "workloads", which holds the replicated environment production, expected units that may run untested images [consumer-of-cache]',
  ]);
});

test('anybody may consume what was released', () => {
  const everybody = { accounts: ['998543534624'], organizationalUnits: ['nonproduction', 'production'] };
  expect(found({ 'environments.production.consumers': everybody })).toEqual([]);
});
