import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from './lab-error';
import { onPath } from './on-path';
import { run } from './process';

/** The ids of the example organization repeat in this version only: they come from its random numbers. */
export const MOTO_VERSION = '5.2.1';

export interface MotoInstallation {
  path: string;
  /** For humans. */
  describe: string;
}

/**
 * `moto_server` of the pinned version: on PATH, else from the lab's own virtual environment, made when it is missing.
 * @param labDirectory where the virtual environment is kept
 */
export async function findMoto(
  labDirectory: string,
  environment: NodeJS.ProcessEnv,
): Promise<MotoInstallation> {
  const found = onPath('moto_server', environment);
  if (found && (await isPinned(found, environment))) {
    return { path: found, describe: `moto ${MOTO_VERSION} (${found})` };
  }
  const venv = join(labDirectory, 'venv');
  const path = join(venv, 'bin', 'moto_server');
  mkdirSync(labDirectory, { recursive: true });
  await alone(join(labDirectory, 'venv.lock'), async () => {
    if (existsSync(path) && (await isPinned(path, environment))) return;
    await install(venv, environment);
  });
  return { path, describe: `moto ${MOTO_VERSION} (${venv})` };
}

/** `moto_server` has no --version, and may be a shim in shell: ask the Python it names, else the one beside it. */
async function isPinned(motoServer: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const shebang = /^#!\s*(\S*python\S*)\s*$/m.exec(firstLine(motoServer))?.[1];
  const python = shebang ?? join(dirname(motoServer), 'python3');
  // flask is what the [server] extra adds
  const ask = "from importlib.metadata import version; version('flask'); print(version('moto'))";
  const { code, stdout } = await run(python, ['-c', ask], { environment });
  return code === 0 && stdout.trim() === MOTO_VERSION;
}

function firstLine(path: string): string {
  const buffer = Buffer.alloc(256);
  const file = openSync(path, 'r');
  try {
    return buffer.toString('latin1', 0, readSync(file, buffer)).split('\n', 1)[0] ?? '';
  } finally {
    closeSync(file);
  }
}

async function install(venv: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const python = onPath('python3', environment);
  if (!python) {
    throw new LabError(
      'moto_server and python3 are not on PATH; install Python with: apt-get install python3 python3-venv',
    );
  }
  const step = async (command: string, args: string[]): Promise<string | undefined> => {
    const { code, stdout, stderr } = await run(command, args, { environment });
    return code === 0 ? undefined : (stderr.trim() || stdout.trim()).split('\n').slice(-3).join(' ');
  };
  // A venv that was begun without ensurepip has no pip: start over each time.
  const makeVenv = (): Promise<string | undefined> => {
    rmSync(venv, { recursive: true, force: true });
    return step(python, ['-m', 'venv', venv]);
  };

  let problem = await makeVenv();
  const apt = onPath('apt-get', environment);
  if (problem && apt && process.getuid?.() === 0) {
    problem =
      (await step(apt, ['install', '--yes', 'python3-venv'])) &&
      ((await step(apt, ['update'])) ?? (await step(apt, ['install', '--yes', 'python3-venv'])));
    problem = (await makeVenv()) ?? undefined;
  }
  if (problem) {
    throw new LabError(
      `python3 -m venv failed; install it with: sudo apt-get install python3-venv\n${problem}`,
    );
  }
  const pip = ['-m', 'pip', 'install', '--quiet', `moto[server]==${MOTO_VERSION}`];
  problem = await step(join(venv, 'bin', 'python'), pip);
  if (problem) {
    rmSync(venv, { recursive: true, force: true });
    throw new LabError(
      `moto could not be installed; do it with: pip install 'moto[server]==${MOTO_VERSION}'\n${problem}`,
    );
  }
}

const LONGEST_INSTALLATION = 10 * 60_000;

/** Labs that start at once (test files do) share one virtual environment: one makes it, the others wait. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  const end = Date.now() + LONGEST_INSTALLATION;
  while (!taken(lock)) {
    if (Date.now() > end)
      throw new LabError(`another lab holds ${lock} for too long: end it, or remove the file`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The lock names its holder, from the moment that it is there (hence the link): one that was killed holds nothing. */
function taken(lock: string): boolean {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(lock, { force: true });
  }
  return false;
}
