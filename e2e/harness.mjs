// What every test starts from: a fresh demonstration office, a browser, and one look at a page that says everything
// wrong with it.
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
/** The program under test. */
export const program = path.resolve(here, process.env.ROVIEC_BIN ?? '../target/debug/roviec');
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where screenshots go; git ignores the folder. */
export const SHOTS = path.join(here, 'shots');

/** The two screens that every page is looked at on. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** How long the program may take to build its demonstration and listen, in milliseconds. */
const START_LIMIT = 120_000;

/** A fresh demonstration office in its own folder: `address`, and `stop()`, which also removes the folder. */
export async function startOffice() {
  const folder = await mkdtemp(path.join(tmpdir(), 'roviec-e2e-'));
  const child = spawn(program, ['demo', '--data', folder, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { address: await announced(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the program prints once it listens. */
export function announced(child) {
  return new Promise((resolve, reject) => {
    let out = '';
    const late = setTimeout(() => reject(new Error(`no address after ${START_LIMIT} ms:\n${out}`)), START_LIMIT);
    const read = (chunk) => {
      out += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out);
      if (found) { clearTimeout(late); resolve(found[0]); }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', (chunk) => { out += chunk; });
    child.once('error', reject);
    child.once('exit', (code) => { clearTimeout(late); reject(new Error(`the program ended with ${code}:\n${out}`)); });
  });
}

/** Chromium with a fresh profile that asks nobody for anything. */
export function startBrowser() {
  return chromium.launch({
    executablePath: browserPath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page of its own context (own cookies), with what its console said in `page.said`. */
export async function openPage(browser, office, { script = true, viewport = DESKTOP } = {}) {
  const context = await browser.newContext({
    baseURL: office.address, javaScriptEnabled: script, viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', acceptDownloads: true,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.said = [];
  page.on('console', (message) => { if (message.type() === 'error') page.said.push(message.text()); });
  page.on('pageerror', (error) => page.said.push(String(error)));
  return page;
}

/** The one-click sign-ins of the demonstration: book, login, label and office, in the order of the page. */
export async function logins(page) {
  await page.goto('/sign-in');
  return page.locator('.logins form').evaluateAll((forms) => forms.map((form) => ({
    book: form.elements.book.value, login: form.elements.login.value,
    label: form.querySelector('button span').textContent, office: form.querySelector('button small').textContent,
  })));
}

/** Signs in with one click. */
export async function signIn(page, book, login) {
  await page.goto('/sign-in');
  const form = page.locator('.logins form').filter({ has: page.locator(`[name=book][value="${book}"]`) })
    .filter({ has: page.locator(`[name=login][value="${login}"]`) });
  await form.locator('button').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Signs in with a password, as in an office that is no demonstration. */
export async function signInAs(page, book, login, password) {
  await page.goto('/sign-in');
  const form = page.locator('form').filter({ has: page.locator('[name=password]') });
  await form.locator('[name=book]').selectOption(book);
  await form.locator('[name=login]').fill(login);
  await form.locator('[name=password]').fill(password);
  await form.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** The text of a page or part of it, every kind of space made plain. */
export async function text(locator) {
  return (await locator.innerText()).replace(/\s+/g, ' ').trim();
}

/** Everything wrong with the page as it stands: axe, headings, language, overflow, console. Empty when nothing is. axe
 * waits for timers, which stand still in a page without scripts: there `axe` is false. */
export async function faults(page, { axe = true } = {}) {
  const found = await page.evaluate(() => {
    const root = document.documentElement, wrong = [];
    if (root.lang !== 'vi') wrong.push(`lang is “${root.lang}”`);
    const heads = document.querySelectorAll('h1').length;
    if (heads !== 1) wrong.push(`${heads} h1 instead of one`);
    if (!document.title.trim()) wrong.push('no title');
    const over = root.scrollWidth - root.clientWidth;
    if (over > 0) {
      const reaching = [...document.body.querySelectorAll('*')].filter((e) => {
        if (e.getBoundingClientRect().right <= root.clientWidth + 1) return false;
        for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
          if (getComputedStyle(up).overflowX !== 'visible') return false;
        }
        return true;
      });
      wrong.push(`the page overflows by ${over} px: ${reaching.slice(0, 3).map((e) => e.outerHTML.slice(0, 160)).join(' | ')}`);
    }
    return wrong;
  });
  if (axe) found.push(...await violations(page));
  found.push(...page.said.splice(0).map((line) => `console: ${line}`));
  return found;
}

/** What axe finds, one line per node. */
export async function violations(page) {
  await page.evaluate(`if (!window.axe) { ${axeSource} }`);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.flatMap((violation) => violation.nodes.map((node) =>
    `axe ${violation.id} (${violation.impact}): ${node.html.slice(0, 240)} — ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 300)}`));
}

/** A full-page picture below `shots/`. */
export async function shoot(page, name) {
  if (!process.env.ROVIEC_SHOTS) return; // pictures are for looking at, not for every run
  const file = path.join(SHOTS, `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });
}
