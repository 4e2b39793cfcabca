import { resolve as absolute } from 'node:path';
import { Command } from 'commander';
import { ManifestError } from '../lib/manifest/load';
import { LabError } from './lab-error';
import { OrganizationRun } from './organization-run';

/** `npm run demo`: exit 0 only if every stack was deployed, read back and planned again without a change. */
async function main(): Promise<number> {
  // The SDK's versions are pinned and talk to the lab alone.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const command = new Command('npm run demo --')
    .description('deploy the example organization to an embedded AWS, read it back, plan it again')
    .option('--keep', 'leave the lab up until Ctrl-C, for cdktf, terraform and the AWS CLI by hand')
    .parse();
  const { keep = false } = command.opts<{ keep?: boolean }>();
  const organization = new OrganizationRun(
    absolute(process.env['BLUEPRINT'] || 'blueprint.yaml'),
    console.log,
  );
  const interrupted = new Promise<number>((done) => {
    process.once('SIGINT', () => done(130));
    process.once('SIGTERM', () => done(143));
  });
  try {
    const finished = organization.deployAndProve(keep).then(() => 0);
    finished.catch(() => undefined); // an interrupt makes it fail, and that is no news
    const code = await Promise.race([finished, interrupted]);
    if (code !== 0) console.error('interrupted: ending what was started');
    else if (keep) await interrupted; // it did its work: exit 0 all the same
    return code;
  } catch (error) {
    console.error(organization.circumstances);
    throw error;
  } finally {
    await organization.stop();
  }
}

// The AWS SDK announces at every start that it will need Node 22 one day: no news for whoever runs the demo.
process.removeAllListeners('warning').on('warning', (warning) => {
  if (warning.name !== 'NodeVersionSupportWarning') console.error(warning);
});

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const expected = error instanceof LabError || error instanceof ManifestError;
    console.error(expected ? error.message : error);
    process.exit(1);
  },
);
