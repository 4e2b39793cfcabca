import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run, start } from '../../lab/process';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function gone(...pids: number[]): Promise<void> {
  for (let tries = 0; pids.some(alive); tries++) {
    if (tries > 100) throw new Error(`still there: ${pids.filter(alive).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('run() returns output and exit code, and tells every line as it comes', async () => {
  const lines: string[] = [];
  const finished = await run('sh', ['-c', 'echo one; echo two >&2; exit 3'], {
    onLine: (line, from) => lines.push(`${from} ${line}`),
  });
  expect(finished).toEqual({ code: 3, signal: null, stdout: 'one\n', stderr: 'two\n' });
  expect(lines.sort()).toEqual(['stderr two', 'stdout one']);
});

test('run() hands on the environment it is given and no other', async () => {
  const { stdout } = await run('/bin/sh', ['-c', 'echo "$ONLY:${HOME:-none}"'], {
    environment: { ONLY: 'this' },
  });
  expect(stdout).toBe('this:none\n');
});

test('what a command left behind ends with it', async () => {
  const { stdout } = await run('sh', ['-c', 'sleep 300 >/dev/null 2>&1 & echo $!']);
  await gone(Number(stdout));
});

test('stop() interrupts the whole group', async () => {
  let said: (pid: number) => void;
  const grandchild = new Promise<number>((resolve) => (said = resolve));
  const running = start('sh', ['-c', 'sleep 300 & echo $!; wait'], { onLine: (line) => said(Number(line)) });
  const pid = await grandchild;
  expect(await running.stop()).toEqual({ code: null, signal: 'SIGINT' });
  await gone(running.pid, pid);
});

test('nothing outlives a parent that is killed', async () => {
  const parent = spawn(
    process.execPath,
    [
      '-r',
      'ts-node/register/transpile-only',
      '-e',
      `const { start } = require(${JSON.stringify(join(__dirname, '../../lab/process'))});
       const child = start('sh', ['-c', 'sleep 300 & echo $!; wait'], { onLine: (line) => console.log(child.pid, line) });
       setInterval(() => undefined, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: parent.stdout }).once('line', resolve),
  );
  const [child = 0, grandchild = 0] = line.split(' ').map(Number);
  expect([child, grandchild].every(alive)).toBe(true);
  parent.kill('SIGKILL');
  await gone(child, grandchild);
}, 30_000);
