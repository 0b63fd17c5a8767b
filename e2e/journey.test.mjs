// One year of the office in a browser: from the document that assigns the estimates to the page that the public reads.
// The whole way is walked twice: with scripts, and without any.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { faults, logins, openPage, shoot, signIn, startBrowser, startOffice, text } from './harness.mjs';

/** A year that the demonstration leaves free: its estimates, as a document writes them. */
const YEAR = '2019';
const DECISION = '01/QĐ-E2E';
const PERIOD = `4 tháng đầu năm ${YEAR}`;
const SUBJECT = `Giao chỉ tiêu kế hoạch và dự toán ngân sách năm ${YEAR}`;
const REVENUE = 'Thu ngân sách nhà nước trên địa bàn';
const SPENDING = 'Chi ngân sách quận';

for (const script of [true, false]) {
  describe(script ? 'with scripts' : 'without scripts', { timeout: 600_000 }, () => {
    const state = { script };
    let browser;
    before(async () => {
      state.office = await startOffice();
      browser = await startBrowser();
      await people(state, browser);
    });
    after(async () => {
      await browser?.close();
      await state.office?.stop();
    });
    for (const [name, act] of STEPS()) {
      it(name, async (test) => {
        if (state.broken) return test.skip(`after “${state.broken}”`);
        state.broken = name;
        const page = await act(state);
        assert.deepEqual(await faults(page, { axe: script }), []);
        await shoot(page, `journey/${script ? 'script' : 'plain'}/${name.replace(/[^\p{L}\d]+/gu, '-')}`);
        delete state.broken;
      });
    }
  });
}

/** The steps in their order; each answers the page it ended on. */
function STEPS() {
  return [
    ['the specialist registers the decision', registerDecision],
    ['the specialist sets both estimates', setEstimates],
    ['the specialist drafts an allocation', draftAllocation],
    ['the grid is filled with 1 tỷ left over', fillShort],
    ['the head is refused because 1 tỷ is left', refuseShort],
    ['the specialist allots the rest', fillWhole],
    ['the head signs the allocation', signAllocation],
    ['the ward confirms receipt', confirmReceipt],
    ['the specialist opens a period', openPeriod],
    ['the specialist enters revenue with the form', enterRevenue],
    ['the specialist enters spending in the sheet', enterSpending],
    ['the specialist drafts the report', draftReport],
    ['the head signs the report', signReport],
    ['a second signature is refused', signTwice],
    ['a number opens to how it came about', openNumber],
    ['the report is downloaded in every format', download],
    ['the specialist publishes the report', publish],
    ['anybody reads the public page', readPublic],
  ];
}

/** Specialist, head and ward officer of one office, each in an own browser context. */
async function people(state, browser) {
  const open = () => openPage(browser, state.office, { script: state.script });
  state.anyone = await open();
  const known = await logins(state.anyone);
  const whole = ({ book }) => ['chuyen-vien', 'chu-tich', 'phuong'].every((login) => known.some((k) => k.book === book && k.login === login));
  const first = known.find(whole);
  assert.ok(first, `no office has all three roles: ${JSON.stringify(known)}`);
  state.book = first.book;
  for (const [role, login] of [['specialist', 'chuyen-vien'], ['head', 'chu-tich'], ['ward', 'phuong']]) {
    state[role] = await open();
    await signIn(state[role], state.book, login);
  }
}

/** Sends the form that holds a button with this exact label. */
async function press(page, label) {
  await page.getByRole('main').getByRole('button', { name: label, exact: true }).click();
  await page.waitForLoadState('load');
}

/** Chooses the option of a field whose label contains a text. */
async function choose(page, field, part) {
  const select = page.locator(`select[name="${field}"]`);
  const label = (await select.locator('option').allTextContents()).find((option) => option.includes(part));
  assert.ok(label, `${field} offers nothing with “${part}”`);
  await select.selectOption({ label });
}

async function says(page, ...sentences) {
  const shown = await text(page.getByRole('main'));
  for (const sentence of sentences) assert.ok(shown.includes(sentence), `“${sentence}” is missing in:\n${shown.slice(0, 4000)}`);
}

/** Nothing was refused: the page has no alert. */
async function done(page, notice) {
  const alerts = await page.locator('[role=alert]').allInnerTexts();
  assert.deepEqual(alerts, [], page.url());
  if (notice) await says(page, notice);
}

const at = (state, path) => `/${state.book}${path}`;

async function registerDecision(state) {
  const page = state.specialist;
  await page.goto(at(state, '/documents/new'));
  await choose(page, 'kind', 'uyết định');
  await page.fill('[name=symbol]', DECISION);
  await page.fill('[name=issued_on]', `5/1/${YEAR}`);
  await page.fill('[name=issuer]', 'UBND Thành phố Hà Nội');
  await page.fill('[name=subject]', SUBJECT);
  await press(page, 'Đăng ký');
  await done(page, SUBJECT);
  return page;
}

async function setEstimates(state) {
  const page = state.specialist;
  for (const [indicator, value] of [[REVENUE, '6.191 tỷ đồng'], [SPENDING, '1.220,371 tỷ đồng']]) {
    await page.goto(at(state, '/targets/new'));
    await choose(page, 'indicator', indicator);
    await choose(page, 'assigner', 'Thành phố');
    await page.selectOption('[name=horizon]', 'year');
    await page.fill('[name=year]', YEAR);
    await page.fill('[name=value]', value);
    await choose(page, 'basis', DECISION);
    await press(page, 'Lưu');
    await done(page);
  }
  await page.goto(at(state, `/targets?year=${YEAR}`));
  await says(page, '6.191 tỷ đồng', '1.220,371 tỷ đồng');
  return page;
}

async function draftAllocation(state) {
  const page = state.specialist;
  await page.goto(at(state, `/allocations/new?year=${YEAR}`));
  await page.fill('[name=title]', SUBJECT);
  await page.getByRole('checkbox', { name: REVENUE }).check();
  await press(page, 'Lập dự thảo');
  await done(page, 'Dự thảo');
  state.allocation = new URL(page.url()).pathname;
  return page;
}

/** Shares the revenue estimate over the wards, the last one getting what its argument leaves. */
async function fill(state, left) {
  const page = state.specialist;
  await page.goto(state.allocation);
  const cells = page.locator('table.grid tbody input[name^="v.thu-nsnn."]');
  const count = await cells.count();
  assert.ok(count > 2, `${count} units to divide among`);
  for (let cell = 0; cell < count - 1; cell++) await cells.nth(cell).fill('100,5 tỷ');
  const last = 61910 - 1005 * (count - 1) - 10 * left;
  await cells.nth(count - 1).fill(`${Math.trunc(last / 10)},${last % 10} tỷ`);
  await choose(page, 'basis.thu-nsnn', DECISION);
  return page;
}

async function fillShort(state) {
  const page = await fill(state, 1);
  // With scripts the remainder follows the typing; without, it shows after saving.
  const rest = page.locator('[data-rest-of="thu-nsnn"]');
  if (state.script) assert.equal(await text(rest), '1 tỷ đồng');
  await press(page, 'Lưu');
  await done(page);
  assert.match(await text(rest), /1 tỷ đồng$/);
  return page;
}

async function refuseShort(state) {
  const page = state.head;
  await page.goto(state.allocation);
  await press(page, 'Ký');
  const alert = page.locator('[role=alert]');
  assert.equal(await alert.getAttribute('data-code'), 'remainder');
  assert.match(await text(alert), /Còn 1 tỷ đồng/);
  page.said.length = 0; // the refusal is answered with 409, which the console reports
  return page;
}

async function fillWhole(state) {
  const page = await fill(state, 0);
  await press(page, 'Lưu');
  await done(page);
  assert.match(await text(page.locator('[data-rest-of="thu-nsnn"]')), /0 đồng$/);
  return page;
}

async function signAllocation(state) {
  const page = state.head;
  await page.goto(state.allocation);
  await press(page, 'Ký');
  await done(page, 'Đã ký');
  assert.equal(await page.getByRole('button', { name: 'Ký', exact: true }).count(), 0);
  return page;
}

async function confirmReceipt(state) {
  const page = state.ward;
  await page.goto(at(state, ''));
  await page.locator(`main a[href="${state.allocation}"]`).first().click();
  await press(page, 'Xác nhận đã nhận');
  await done(page);
  assert.equal(await page.getByRole('button', { name: 'Xác nhận đã nhận' }).count(), 0);
  return page;
}

async function openPeriod(state) {
  const page = state.specialist;
  await page.goto(at(state, '/periods'));
  // The form lies open while there is no period yet.
  if (!await page.isVisible('[name=label]')) await page.getByText('Mở kỳ báo cáo', { exact: true }).click();
  await page.fill('[name=label]', PERIOD);
  await press(page, 'Mở kỳ');
  await done(page, `30/4/${YEAR}`);
  state.period = new URL(page.url()).pathname;
  return page;
}

async function enterRevenue(state) {
  const page = state.specialist;
  await page.goto(state.period);
  await page.getByRole('link', { name: 'Nhập một số liệu' }).click();
  await choose(page, 'indicator', REVENUE);
  await choose(page, 'unit', await text(page.locator('header .office')));
  await page.selectOption('[name=status]', 'expected');
  await page.fill('[name=value]', '1.748,6 tỷ');
  await press(page, 'Ghi số liệu');
  await done(page, '1.748.600.000.000');
  return page;
}

async function enterSpending(state) {
  const page = state.specialist;
  await page.goto(state.period);
  const cell = page.getByRole('textbox', { name: new RegExp(`${SPENDING}.*${await text(page.locator('header .office'))}|${await text(page.locator('header .office'))}.*${SPENDING}`) });
  await cell.fill('172,519 tỷ');
  await page.selectOption('[name=status]', 'expected');
  await press(page, 'Ghi số liệu');
  await done(page, '172,519 tỷ đồng');
  return page;
}

async function draftReport(state) {
  const page = state.specialist;
  await page.goto(at(state, '/reports'));
  await choose(page, 'outline', 'inh tế - xã hội');
  await choose(page, 'period', PERIOD);
  await press(page, 'Dự thảo');
  await done(page, 'đạt 28,24 % dự toán Thành phố giao', 'đạt 14,14 % dự toán Thành phố giao');
  // What the checks found stands beside the figures.
  const findings = await text(page.getByRole('complementary', { name: 'Kiểm tra số liệu' }));
  assert.match(findings, /chậm 5,09 điểm phần trăm/);
  assert.match(findings, /chậm 19,20 điểm phần trăm/);
  state.report = new URL(page.url()).pathname;
  return page;
}

async function signReport(state) {
  const page = state.head;
  // The draft stays open in a second window, as if another had it open too.
  state.stale = await page.context().newPage();
  state.stale.said = [];
  await state.stale.goto(state.report);
  await page.goto(state.report);
  await press(page, 'Ký báo cáo');
  await done(page, 'Đã ký. Từ lúc này nội dung không đổi được nữa.');
  return page;
}

async function signTwice(state) {
  const shown = await text(state.head.locator('article.van-ban').first());
  assert.equal(await state.head.getByRole('button', { name: 'Ký báo cáo' }).count(), 0);
  await press(state.stale, 'Ký báo cáo');
  const alert = state.stale.locator('[role=alert]');
  assert.equal(await alert.getAttribute('data-code'), 'already-signed');
  assert.match(await text(alert), /Báo cáo đã được .+ ký lúc .+ Không ký lần thứ hai/);
  await state.stale.goto(state.report);
  assert.equal(await text(state.stale.locator('article.van-ban').first()), shown, 'the signed report stays as it was');
  return state.stale;
}

async function openNumber(state) {
  const page = state.head;
  await page.goto(state.report);
  await page.locator('article a.figure', { hasText: '28,24' }).first().click();
  await says(page, '1.748,6 tỷ đồng ÷ 6.191 tỷ đồng × 100', 'ghi là “1.748,6 tỷ”', ' nhập ', `nguồn ${DECISION}`);
  // Behind the percentage stand the figure and the estimate, each with its own page.
  const behind = page.locator('.trail a');
  assert.ok(await behind.filter({ has: page.locator('xpath=self::*[contains(@href, "/figures/")]') }).count() > 0);
  assert.ok(await behind.filter({ has: page.locator('xpath=self::*[contains(@href, "/targets/")]') }).count() > 0);
  return page;
}

async function download(state) {
  const page = state.head;
  await page.goto(state.report);
  for (const [format, magic] of [['PDF', '%PDF'], ['DOCX', 'PK'], ['XLSX', 'PK']]) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: format, exact: true }).first().click()]);
    const bytes = await readFile(await file.path());
    assert.equal(bytes.subarray(0, magic.length).toString('latin1'), magic, format);
    assert.ok(bytes.length > 4000, `${format} has ${bytes.length} bytes`);
    assert.match(file.suggestedFilename(), new RegExp(`\\.${format.toLowerCase()}$`));
  }
  return page;
}

async function publish(state) {
  const page = state.specialist;
  await page.goto(state.report);
  await page.fill('[name=author]', 'Phòng Văn hóa và Thông tin');
  await page.fill('[name=event_at]', `30/4/${YEAR}`);
  await press(page, 'Công khai');
  await done(page, 'Đã công khai.');
  return page;
}

async function readPublic(state) {
  const page = state.anyone;
  await page.goto('/public');
  await page.locator(`a[href="/public${state.report}"]`).click();
  await says(page, 'Phòng Văn hóa và Thông tin', `30/4/${YEAR}`, '28,24 %');
  assert.equal((await page.context().cookies()).length, 0);
  return page;
}
