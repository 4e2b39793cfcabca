import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { checked } from '../lib/checks/all';
import { loadManifest } from '../lib/manifest/load';
import { problemLine } from '../lib/manifest/problems';
import { waves, type Stack, type Topology } from '../lib/topology/model';
import { credentialVariables } from '../lib/topology/names';
import { Deployment } from './deployment';
import { startLab, type Lab } from './lab';
import { organizationOf } from './from-manifest';
import { LabError } from './lab-error';
import type { Finished } from './process';
import { writeProfiles } from './profiles';
import { applied, Progress } from './progress';
import { readRegistry, type RegistryReport } from './read-back';
import { readGuardrails } from './read-guardrails';
import { readNetwork } from './read-network';

/** An organization from nothing: lab, every stack wave by wave, what the APIs say of it, and a second plan. */
export class OrganizationRun {
  private readonly organization: ReturnType<typeof organizationOf>;
  private readonly topology: Topology;
  private readonly progress: Progress;
  private lab: Lab | undefined;
  private deployment: Deployment | undefined;

  /** @throws ManifestError, before anything is started */
  constructor(
    private readonly manifest: string,
    private readonly print: (line: string) => void,
  ) {
    const loaded = loadManifest(manifest);
    const { topology, warnings } = checked(loaded, new Date());
    for (const warning of warnings) print(`warning: ${problemLine(warning)}`);
    this.organization = organizationOf(loaded.manifest);
    this.topology = topology;
    this.progress = new Progress(this.topology.stacks.length, print);
  }

  /** @throws LabError with the reason, if a stack cannot be deployed or a second plan shows a change */
  async deployAndProve(keep: boolean): Promise<void> {
    const { stacks, registries, networks } = this.topology;
    this.progress.say(
      `starting the lab for ${stacks.length} stacks in ${new Set(stacks.map(({ account }) => account)).size} accounts`,
    );
    const lab = (this.lab = await startLab({ organization: this.organization }));
    this.progress.say(`lab at ${lab.endpoint}: ${lab.tools.describe}`);
    // A copy: local state files lie beside the manifest, and those of the lab are nobody's.
    const manifest = join(lab.directory, basename(this.manifest));
    copyFileSync(this.manifest, manifest);
    const deployment = (this.deployment = new Deployment({
      environment: { ...lab.environment, ...fakeTokens(stacks) },
      terraform: lab.tools.terraform,
      output: join(lab.directory, 'cdktf.out'),
    }));
    for (const wave of waves) {
      const ofWave = stacks.filter((stack) => stack.wave === wave);
      await this.deployWave(deployment, lab, manifest, ofWave);
    }
    this.progress.say('reading the registries back through the AWS APIs');
    const reports: RegistryReport[] = [];
    for (const registry of registries) {
      reports.push(await readRegistry(registry, lab.endpoint, await lab.credentialsFor(registry.account)));
    }
    for (const network of networks) {
      const credentials = await lab.credentialsFor(network.registry.account);
      reports.push(await readNetwork(network, lab.endpoint, credentials));
    }
    const { guardrails } = this.topology;
    if (guardrails !== undefined) {
      const credentials = await lab.credentialsFor(guardrails.account);
      reports.push(await readGuardrails(guardrails, lab.endpoint, credentials));
    }
    this.print(`\n${table(reports)}\n`);
    const changed = await this.planAgain(deployment, stacks);
    if (changed.length > 0) throw new LabError(`a second plan is not empty:\n${changed.join('\n')}`);
    if (keep) this.print(`${writeProfiles(lab, this.topology, manifest)}\n`);
    this.print(`${stacks.length} deployed, ${stacks.length} planned again, 0 changes`);
  }

  /** What may explain a failure beside its error: what the lab refused last, and what moto said last; empty before the lab. */
  get circumstances(): string {
    if (this.lab === undefined) return '';
    const refused = this.lab.refused
      .slice(-10)
      .map(
        ({ service, operation, account, code, message }) =>
          `${service} ${operation} in ${account}: ${code}: ${message}`,
      );
    return [
      ...(refused.length === 0 ? [] : ['the lab refused, last:', ...refused.map((line) => `  ${line}`)]),
      'moto said, last:',
      ...this.lab.motoLog().map((line) => `  ${line}`),
    ].join('\n');
  }

  /** Interrupts what still runs, ends the lab and removes its files. */
  async stop(): Promise<void> {
    await this.deployment?.stop();
    await this.lab?.stop();
  }

  private async deployWave(
    deployment: Deployment,
    lab: Lab,
    manifest: string,
    stacks: readonly Stack[],
  ): Promise<void> {
    const ids = stacks.map(({ id }) => id);
    if (ids.length === 0) return;
    if (stacks.some(({ kind }) => kind === 'state')) return this.deployState(deployment, lab, manifest);
    await this.cdktfDeploy(deployment, manifest, ids);
  }

  /** The bucket cannot hold the state of its own creation: local state first, then moved in. */
  private async deployState(deployment: Deployment, lab: Lab, manifest: string): Promise<void> {
    const document = parseDocument(readFileSync(manifest, 'utf8'));
    document.setIn(['state', 'bootstrap'], true);
    const directory = join(lab.directory, 'bootstrap');
    mkdirSync(directory, { recursive: true });
    const bootstrap = join(directory, basename(manifest));
    writeFileSync(bootstrap, document.toString());
    this.progress.step('state', 'with local state, since its bucket does not exist yet');
    const result = await deployment.deploy(bootstrap, ['state'], (line, stack) => {
      this.progress.follow(line, stack);
      const resources = applied(line);
      if (stack !== undefined && resources !== undefined) this.progress.step(stack, resources);
    });
    if (result.code !== 0) throw new LabError(await failure(deployment, result, ['state']));
    this.progress.step('state', 'moving the state into the bucket');
    await this.cdktfDeploy(deployment, manifest, ['state'], '--migrate-state');
  }

  private async cdktfDeploy(
    deployment: Deployment,
    manifest: string,
    ids: readonly string[],
    ...options: string[]
  ): Promise<void> {
    const left = new Set(ids);
    const result = await deployment.deploy(
      manifest,
      ids,
      (line, stack) => {
        this.progress.follow(line, stack);
        const resources = applied(line);
        if (stack === undefined || resources === undefined) return;
        left.delete(stack);
        this.progress.finish(stack, resources);
      },
      ...options,
    );
    if (result.code !== 0) throw new LabError(await failure(deployment, result, left));
    // The CLI may end before it has printed Terraform's last lines, the counts among them.
    for (const stack of left) this.progress.finish(stack, 'deployed');
  }

  /** Plans every stack, two at a time, and returns what would change. */
  private async planAgain(deployment: Deployment, stacks: readonly Stack[]): Promise<string[]> {
    const changed: string[] = [];
    const progress = new Progress(stacks.length, this.print);
    const queue = [...stacks];
    const worker = async () => {
      for (let stack = queue.shift(); stack !== undefined; stack = queue.shift()) {
        const { changes, output } = await deployment.plan(stack.id);
        progress.finish(stack.id, changes ? 'planned again: CHANGES' : 'planned again: no changes');
        if (changes) changed.push(`${stack.id}:\n${output}`);
      }
    };
    await Promise.all([worker(), worker()]);
    return changed;
  }
}

/** Upstream tokens for the credentials stacks: the lab checks that there are some, not what they are. */
function fakeTokens(stacks: readonly Stack[]): Record<string, string> {
  const names = stacks
    .flatMap((stack) => (stack.kind === 'credentials' ? stack.credentials : []))
    .map(({ secretName }) => secretName);
  return Object.fromEntries(
    names.map(credentialVariables).flatMap(({ username, token }) => [
      [`TF_VAR_${username}`, 'lab'],
      [`TF_VAR_${token}`, randomBytes(16).toString('hex')],
    ]),
  );
}

/**
 * Why a deployment failed. The CDKTF CLI ends before it has printed what Terraform said last, so Terraform is asked
 * again; a failed init is in the CLI's own output. A stack that is locked was ended by the CLI when another failed: it is
 * no reason, and is not asked.
 */
async function failure(deployment: Deployment, result: Finished, stacks: Iterable<string>): Promise<string> {
  for (const stack of stacks) {
    if (!deployment.initialized(stack)) continue;
    const again = ['apply', '-auto-approve', '-input=false', '-no-color'];
    const { code, stderr } = await deployment.terraform(stack, again);
    if (code !== 0 && !stderr.includes('Error acquiring the state lock'))
      return `deployment of ${stack} failed:\n${stderr.trim()}`;
  }
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.trim() !== '');
  return `cdktf deploy failed:\n${lines.slice(-40).join('\n')}`;
}

function table(reports: readonly RegistryReport[]): string {
  const rows = reports.flatMap(({ rows: lines }) => lines);
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [kind, name] = [width(0), width(1)];
  return reports
    .map(({ title, rows: lines }) =>
      [title, ...lines.map((row) => `  ${row[0].padEnd(kind)}  ${row[1].padEnd(name)}  ${row[2]}`)].join(
        '\n',
      ),
    )
    .join('\n\n');
}
