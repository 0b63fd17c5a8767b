// An office of its own, prepared by the commands of the program as an operator does it: a book opened, units and officers
// imported from CSV, passwords set; or the demonstration with passwords. Served as if at an instant, under the address that
// its papers carry.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { announced, program } from './harness.mjs';

export const BOOK = 'ba-dinh';
export const PASSWORD = 'rõ người rõ việc 2026';

/** When the office was prepared. */
const BEFORE = '2026-11-02T08:00:00+07:00';

const UNITS = `Mã,Tên,Loại,Trực thuộc,Thành lập ngày
00010,Phường Ngọc Hà,Phường,Quận Ba Đình,31/5/1961
`;

const OFFICERS = `Họ tên,Tên đăng nhập,Vị trí,Đơn vị,Vai trò,Từ ngày
Người Đứng Đầu,chu-tich,Chủ tịch UBND quận,Quận Ba Đình,người ký,1/1/2026
Đỗ Văn Tịch,tu-phap,Công chức Tư pháp - Hộ tịch,Quận Ba Đình,chuyên viên tổng hợp,1/1/2026
Trần Thị Quầy,mot-cua,Công chức Một cửa,Quận Ba Đình,cán bộ Một cửa,1/1/2026
`;

/** The office served at an instant: `address`, `later(now)`, which goes on with the same records, and `stop()`. */
export function prepareOffice(now) {
  return prepared(now, prepare, []);
}

/** The demonstration in the same way, where these people, pairs of book and login, have the password. */
export function prepareDemonstration(now, people) {
  return prepared(now, async (folder) => {
    const place = ['--data', folder, '--now', now];
    await command(['seed', 'demo', ...place]);
    for (const [book, login] of people) await command(['password', '--book', book, login, ...place], PASSWORD);
  }, ['--demo']);
}

async function prepared(now, fill, options) {
  const folder = await mkdtemp(path.join(tmpdir(), 'roviec-e2e-'));
  const port = await freePort();
  const office = { address: `http://127.0.0.1:${port}` };
  let serving;
  const end = async () => {
    serving?.child.kill('SIGTERM');
    await serving?.ended;
    serving = undefined;
  };
  office.stop = async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  office.later = async (instant) => {
    await end();
    serving = await serve(folder, office.address, instant, options);
  };
  try {
    await fill(folder);
    await office.later(now);
    return office;
  } catch (error) {
    await office.stop();
    throw error;
  }
}

async function prepare(folder) {
  const place = ['--data', folder, '--now', BEFORE];
  await command(['open', '--book', BOOK, '--name', 'Quận Ba Đình', '--kind', 'quan', '--code', '001', '--from', '31/5/1961', ...place]);
  for (const [subject, csv] of [['units', UNITS], ['officers', OFFICERS]]) {
    const file = path.join(folder, `${subject}.csv`);
    await writeFile(file, csv);
    await command(['import', '--book', BOOK, subject, file, ...place]);
  }
  for (const login of ['mot-cua', 'tu-phap', 'chu-tich']) await command(['password', '--book', BOOK, login, ...place], PASSWORD);
}

/** Runs a command of the program to its end. */
async function command(args, input = '') {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => { said += chunk; });
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`roviec ${args[0]} ended with ${code}:\n${said}`);
}

async function serve(folder, address, now, options) {
  const listen = ['--listen', new URL(address).host, '--public-url', address];
  const child = spawn(program, ['serve', '--data', folder, '--now', now, ...listen, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await announced(child);
  return { child, ended };
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
