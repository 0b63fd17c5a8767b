// A day at the one-stop shop in a browser: filed online and at the desk, papers asked for, decided, paid, handed back,
// rated, counted late; walked once on a wide screen and once on a phone. The receipt's code is read by a foreign program.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { DESKTOP, PHONE, SHOTS, faults, openPage, shoot, signInAs, startBrowser, text } from './harness.mjs';
import { BOOK, PASSWORD, prepareOffice } from './prepared.mjs';

const run = promisify(execFile);

/** Friday morning; the three working days end on Thursday, because Tuesday 24/11 is a day off. */
const NOW = '2026-11-20T09:00:00+07:00';
const DUE = '26/11/2026 17:00';
/** After that limit. */
const LATER = '2026-11-30T09:00:00+07:00';

const TYPE = 'xac-nhan-tinh-trang-hon-nhan';
const TITLE = 'Cấp Giấy xác nhận tình trạng hôn nhân';
/** What a hand-held scanner types from the QR of an identity card. */
const CARD = '001085012345|012345678|Nguyễn Văn Á|12031985|Nam|Số 5 phố Đất Mới, Ba Đình, Hà Nội|25042021';
const MISSING = ['Bản sao quyết định ly hôn', 'Tờ khai ký lại'];

for (const [width, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  describe(`the one-stop shop on a ${width}`, { timeout: 600_000 }, () => {
    const state = { viewport };
    let browser;
    before(async () => {
      state.office = await prepareOffice(NOW);
      browser = await startBrowser();
      state.open = (script = true) => openPage(browser, state.office, { viewport, script });
      [state.citizen, state.plain] = [await state.open(), await state.open(false)];
      await staff(state);
    });
    after(async () => {
      await browser?.close();
      await state.office?.stop();
    });
    for (const [name, act] of STEPS()) {
      it(name, async (test) => {
        if (state.broken) return test.skip(`after “${state.broken}”`);
        state.broken = name;
        const look = (page) => seen(state, page, `one-stop/${width}/${name.replace(/[^\p{L}\d]+/gu, '-')}`);
        await look(await act(state, look));
        delete state.broken;
      });
    }
  });
}

/** The steps in their order; each answers the page it ended on, and looks at others on its way. */
function STEPS() {
  return [
    ['a citizen files a draft and submits it, without scripts', (state, look) => fileOnline(state, look, state.plain, 'Trần Thị Bình')],
    ['another does the same with scripts', (state, look) => fileOnline(state, look, state.citizen, 'Lê Văn Cường')],
    ['the counter refuses one of them with a reason', refuseFiling],
    ['the counter receives the other', receiveFiling],
    ['the counter passes it on', (state) => sendOn(state, state.counter, 'tham-tra', 'Đỗ Văn Tịch')],
    ['the keyboard alone reaches the buttons of the reception', reachButtons],
    ['what is no card, or a card in the wrong field, is refused in words', scanNonsense],
    ['a scanned card fills the form', scanCard],
    ['the counter receives at the desk', receiveAtDesk],
    ['the code on the receipt opens the case', readReceipt],
    ['the specialist asks for papers', askForPapers],
    ['the citizen reads what is asked, with and without scripts', trackPause],
    ['the specialist goes on', resume],
    ['the specialist passes it to the head', (state) => sendOn(state, state.specialist, 'ky', 'Người Đứng Đầu')],
    ['the head decides', decide],
    ['the counter takes the fee and hands back', handBack],
    ['the citizen rates, once', rate],
    ['the head sees the rating and the statistics close', countUp],
    ['days later the head sees what is late', seeLate],
    ['the head apologises with a new day', apologise],
    ['the counter stops the case that is withdrawn', withdraw],
    ['every form is one sheet without empty lines', readForms],
  ];
}

/** Counter, specialist and head, each in an own browser context. */
async function staff(state) {
  for (const [role, login] of [['counter', 'mot-cua'], ['specialist', 'tu-phap'], ['head', 'chu-tich']]) {
    await state[role]?.context().close();
    state[role] = await state.open();
    await signInAs(state[role], BOOK, login, PASSWORD);
  }
}

/** Nothing is wrong with the page on either screen. */
async function seen(state, page, name) {
  const axe = page !== state.plain;
  for (const [size, width] of [[PHONE, 'phone'], [DESKTOP, 'desktop']]) {
    await page.setViewportSize(size);
    assert.deepEqual(await faults(page, { axe }), [], `${page.url()} on a ${width}`);
  }
  await page.setViewportSize(state.viewport);
  await shoot(page, name);
}

/** Sends the form that holds a button with this exact label. */
async function press(page, label) {
  await page.getByRole('main').getByRole('button', { name: label, exact: true }).click();
  await page.waitForLoadState('load');
}

/** Opens what is folded below a summary. */
async function unfold(page, summary) {
  await page.locator('summary', { hasText: summary }).click();
}

async function says(page, ...sentences) {
  const shown = await text(page.getByRole('main'));
  for (const sentence of sentences) assert.ok(shown.includes(sentence), `“${sentence}” is missing in:\n${shown.slice(0, 4000)}`);
}

async function saysNothingOf(page, ...words) {
  const shown = await page.content();
  for (const word of words) assert.ok(!shown.includes(word), `“${word}” stands on ${page.url()}`);
}

/** Nothing was refused, and the notice says what was done. */
async function done(page, notice) {
  assert.deepEqual(await page.locator('[role=alert]').allInnerTexts(), [], page.url());
  await says(page, notice);
}

const at = (where) => `/${BOOK}${where}`;
const publicly = (where) => `/public/${BOOK}${where}`;
const PAPER = { name: 'to-khai.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 tờ khai') };

/** A draft with a name alone, then everything; submitting without the paper is refused. */
async function fileOnline(state, look, page, name) {
  await page.goto(publicly('/procedures'));
  await look(page);
  await page.getByRole('link', { name: TITLE }).click();
  await look(page);
  await page.fill('[name=name]', name);
  await press(page, 'Lưu bản nháp');
  await says(page, 'Giữ địa chỉ trang này');
  const kept = page.url();
  await page.goto(kept);
  assert.equal(await page.inputValue('[name=name]'), name, 'the draft is still there');
  await page.fill('[name=phone]', '0987654321');
  await page.fill('[name=address]', 'Số 8 phố Đội Cấn');
  await page.selectOption('[name="field.muc-dich"]', 'kết hôn');
  await page.selectOption('[name="field.xac-minh"]', 'không');
  await page.fill('[name="field.so-ban"]', '2');
  await press(page, 'Nộp hồ sơ');
  await says(page, 'Đính kèm');
  page.said.length = 0; // a refused form is answered with 422, which the console reports
  await look(page);
  await page.setInputFiles('[name="file.to-khai"]', PAPER);
  await press(page, 'Nộp hồ sơ');
  await says(page, 'Đã nộp, chờ cơ quan tiếp nhận.');
  state.filings = [...state.filings ?? [], { page, kept: page.url(), name }];
  return page;
}

async function refuseFiling(state, look) {
  const { counter: page, filings: [, second] } = state;
  await page.goto(at('/cases'));
  await look(page);
  await page.getByRole('link', { name: 'Hồ sơ trực tuyến chờ tiếp nhận' }).click();
  await says(page, 'Trần Thị Bình', 'Lê Văn Cường');
  await look(page);
  await page.locator('tr', { hasText: second.name }).getByRole('link').first().click();
  await look(page);
  await page.fill('[name=reason]', 'Không thuộc thẩm quyền của quận');
  await press(page, 'Từ chối');
  await second.page.goto(second.kept);
  await says(second.page, 'Cơ quan từ chối tiếp nhận: Không thuộc thẩm quyền của quận');
  await look(second.page);
  await page.goto(at('/filings/2'));
  state.refusal = await page.getByRole('link', { name: 'Mẫu 03' }).getAttribute('href');
  return page;
}

async function receiveFiling(state, look) {
  const { counter: page, filings: [first] } = state;
  await page.goto(at('/filings'));
  await page.locator('tr', { hasText: first.name }).getByRole('link').first().click();
  await press(page, 'Tiếp nhận');
  await done(page, 'Đã tiếp nhận hồ sơ.');
  await says(page, 'H26.001-261120-0001', DUE, 'trực tuyến', 'mã quốc gia 2: Được tiếp nhận');
  state.case = new URL(page.url()).pathname;
  await look(page);
  // The page of the filing leads on to tracking, also without scripts.
  await first.page.goto(first.kept);
  await says(first.page, 'Đã tiếp nhận. Mã hồ sơ H26.001-261120-0001');
  await first.page.getByRole('link', { name: 'Theo dõi hồ sơ' }).click();
  state.track = new URL(first.page.url());
  await says(first.page, TITLE, DUE, 'đang giải quyết');
  return first.page;
}

async function sendOn(state, page, step, to) {
  await page.goto(state.case);
  await page.selectOption('[name=step]', step);
  const options = await page.locator('[name=officer] option').allTextContents();
  await page.selectOption('[name=officer]', { label: options.find((option) => option.startsWith(to)) });
  await press(page, 'Chuyển');
  await done(page, 'Đã chuyển hồ sơ.');
  await says(page, `Người đang giữ ${to}`);
  return page;
}

/** The reception form of a procedure, chosen by the keyboard. */
async function reachButtons(state, look) {
  const page = state.counter;
  await page.goto(at('/cases/new'));
  await look(page);
  await page.selectOption('#type', TYPE);
  await tabTo(page, page.getByRole('button', { name: 'Chọn', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/type=/);
  await tabTo(page, page.locator('#card'));
  for (const name of ['Đọc thẻ', 'Tiếp nhận']) {
    const button = page.getByRole('main').getByRole('button', { name, exact: true });
    await tabTo(page, button);
    const outline = await button.evaluate((e) => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]);
    assert.ok(outline[0] !== 'none' && outline[1] >= 2, `${name} shows that it has the focus: ${outline}`);
  }
  // Enter in any other field receives, and says what is missing; it does not read a card.
  await page.locator('#name').focus();
  await page.keyboard.press('Enter');
  await page.locator('[role=alert]').waitFor();
  await says(page, 'Chưa ghi họ tên người nộp');
  await saysNothingOf(page, 'Không phải nội dung mã QR');
  page.said.length = 0; // a refused form is answered with 422
  return page;
}

/** Types into a field as a scanner does: all at once, then Enter. */
async function scan(state, typed, field = '#card') {
  const page = state.counter;
  await page.goto(at(`/cases/new?type=${TYPE}`));
  await page.fill('#phone', '0912345678');
  await page.focus(field);
  await page.keyboard.type(typed);
  await Promise.all([page.waitForURL(/\/cases\/receive$/), page.keyboard.press('Enter')]);
  await page.waitForLoadState('load');
  return page;
}

async function scanNonsense(state) {
  const wrong = await scan(state, CARD, '#name');
  await says(wrong, 'Bấm vào ô Nội dung mã QR rồi quét lại.');
  wrong.said.length = 0; // a refused form is answered with 422
  const page = await scan(state, 'https://example.vn/abc');
  await says(page, 'Không phải nội dung mã QR của thẻ căn cước');
  assert.equal(await page.getAttribute('#card', 'aria-invalid'), 'true');
  assert.equal(await page.inputValue('#phone'), '0912345678', 'what was typed stays');
  page.said.length = 0; // a refused form is answered with 422
  return page;
}

async function scanCard(state) {
  const page = await scan(state, CARD);
  const expected = {
    name: 'Nguyễn Văn Á', identity_no: '001085012345', born_on: '12/3/1985', sex: 'male',
    address: 'Số 5 phố Đất Mới, Ba Đình, Hà Nội', phone: '0912345678', card: '',
  };
  for (const [id, value] of Object.entries(expected)) assert.equal(await page.inputValue(`#${id}`), value, id);
  assert.equal(await page.locator('[role=alert]').count(), 0);
  return page;
}

async function receiveAtDesk(state) {
  const page = state.counter;
  await page.selectOption('[name="field.muc-dich"]', 'kết hôn');
  await page.selectOption('[name="field.xac-minh"]', 'không');
  await page.fill('[name="field.so-ban"]', '2');
  await page.getByRole('checkbox', { name: 'Tờ khai' }).check();
  await press(page, 'Tiếp nhận');
  await done(page, 'Đã tiếp nhận hồ sơ.');
  await says(page, 'H26.001-261120-0002', 'Nguyễn Văn Á', DUE, 'chưa thu');
  state.desk = new URL(page.url()).pathname;
  return page;
}

async function readReceipt(state, look) {
  const address = await withPdf(state.counter, `${state.desk}/forms/01.pdf`, async (file, folder) => {
    await run('pdftoppm', ['-r', '200', '-png', file, path.join(folder, 'page')]);
    const pictures = (await readdir(folder)).filter((name) => name.endsWith('.png'));
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', ...pictures.map((name) => path.join(folder, name))]);
    return stdout.trim();
  });
  const url = new URL(address);
  assert.equal(url.origin, state.office.address);
  assert.equal(url.pathname, publicly('/cases'));
  assert.equal(url.searchParams.get('code'), 'H26.001-261120-0002');
  for (const page of [state.plain, state.citizen]) {
    await page.goto(address);
    await says(page, 'H26.001-261120-0002', TITLE, DUE);
    await saysNothingOf(page, 'Nguyễn Văn Á', '001085012345');
    await look(page);
  }
  return state.citizen;
}

async function askForPapers(state, look) {
  const page = state.specialist;
  await page.goto(at('/cases?view=mine'));
  await look(page);
  await page.getByRole('link', { name: 'H26.001-261120-0001' }).click();
  await look(page);
  await unfold(page, 'Tạm dừng, yêu cầu bổ sung');
  await page.selectOption('[name=reason_key]', 'bo-sung');
  await page.fill('[name=asked]', MISSING.join('\n'));
  await press(page, 'Tạm dừng');
  await done(page, 'Đã tạm dừng; thời gian chờ không tính vào thời hạn.');
  await says(page, 'đang tạm dừng', 'Mẫu 02');
  return page;
}

async function trackPause(state, look) {
  for (const page of [state.plain, state.citizen]) {
    await page.goto(publicly('/cases'));
    await look(page);
    await page.fill('[name=code]', state.track.searchParams.get('code'));
    await page.fill('[name=secret]', 'XXXXXXXX');
    await press(page, 'Tra cứu');
    await says(page, 'Không tìm thấy hồ sơ với mã hồ sơ và mã tra cứu này.');
    page.said.length = 0; // a wrong secret is answered with 404
    await look(page);
    await page.fill('[name=secret]', state.track.searchParams.get('secret').toLowerCase());
    await press(page, 'Tra cứu');
    await says(page, 'Cơ quan đề nghị ông/bà:', ...MISSING, 'tính tiếp khi ông/bà bổ sung đủ giấy tờ');
    await unfold(page, 'Vì sao hẹn ngày này');
    await says(page, 'ngày tiếp nhận không tính, tính từ 08:00 ngày 23/11/2026', 'Tạm dừng từ 09:00 ngày 20/11/2026, chưa tính tiếp.');
    await saysNothingOf(page, 'Trần Thị Bình', '0987654321');
    await look(page);
  }
  return state.citizen;
}

async function resume(state) {
  const page = state.specialist;
  await page.goto(state.case);
  await page.fill('[name=resume_note]', 'Đã nộp đủ');
  await press(page, 'Tiếp tục');
  await done(page, 'Đã tiếp tục; đồng hồ chạy lại.');
  await unfold(page, 'Vì sao hẹn ngày này');
  await says(page, 'Thứ ba 24/11/2026: không tính, Ngày Văn hóa Việt Nam');
  return page;
}

async function decide(state, look) {
  const page = state.head;
  await page.goto(state.case);
  await look(page);
  await page.selectOption('[name=outcome]', 'cap');
  await press(page, 'Ra kết quả');
  await done(page, 'Đã ra kết quả.');
  await says(page, 'Người đang giữ Trần Thị Quầy, bước Trả kết quả');
  return page;
}

async function handBack(state, look) {
  const page = state.counter;
  await page.goto(at('/cases?view=decided'));
  await look(page);
  await page.getByRole('link', { name: 'H26.001-261120-0001' }).click();
  await look(page);
  await says(page, 'Tài chính không thu');
  await page.goto(state.desk);
  await page.selectOption('[name=method]', 'cash');
  await press(page, 'Đã thu');
  await done(page, 'Đã ghi thu phí, lệ phí.');
  await says(page, '30.000 đồng', 'tiền mặt', 'Tài chính đã thu');
  await page.goto(state.case);
  await press(page, 'Trả kết quả');
  await done(page, 'Đã trả kết quả.');
  await says(page, 'mã quốc gia 10: Đã trả kết quả');
  return page;
}

async function rate(state, look) {
  const page = state.plain;
  await page.goto(state.track.href);
  await look(page);
  await page.getByLabel('5 sao').check();
  await page.fill('[name=remark]', 'Nhanh, dễ hiểu');
  await press(page, 'Gửi đánh giá');
  await done(page, 'Cảm ơn ông/bà đã đánh giá.');
  await look(page);
  await state.citizen.goto(state.track.href);
  await says(state.citizen, 'Ông/bà đã đánh giá 5/5 sao.', 'Tình trạng đã trả kết quả Tiếp nhận 20/11/2026');
  assert.equal(await state.citizen.getByRole('button', { name: 'Gửi đánh giá' }).count(), 0);
  return state.citizen;
}

async function countUp(state, look) {
  const page = state.head;
  await page.goto(state.case);
  await says(page, 'Người dân đánh giá: 5/5 sao', 'Nhanh, dễ hiểu');
  await look(page);
  for (const where of ['/case-register', '/procedures', `/procedures/${TYPE}`]) {
    await page.goto(at(where));
    await look(page);
  }
  await page.goto(at('/case-statistics?from=1/11/2026&to=30/11/2026'));
  await says(page, 'Tiếp nhận 2 = đã giải quyết 1 + đang giải quyết 1 + dừng, rút 0.');
  return page;
}

async function seeLate(state, look) {
  await state.office.later(LATER);
  await staff(state);
  const page = state.head;
  await page.goto(at('/cases?view=overdue'));
  await says(page, 'H26.001-261120-0002', `${DUE}, quá 3 ngày`);
  await saysNothingOf(page, 'H26.001-261120-0001');
  await look(page);
  await page.goto(at('/morning'));
  await says(page, 'Hồ sơ không có người giữ: 0.', 'H26.001-261120-0002', `${DUE}, quá 3 ngày`);
  assert.match(await text(page.locator('.tile', { hasText: 'Quá hạn' })), /^Quá hạn 1$/);
  return page;
}

async function apologise(state) {
  const page = state.head;
  await page.goto(state.desk);
  await unfold(page, 'Xin lỗi, hẹn lại ngày trả');
  await page.fill('[name=promised_at]', '2/12/2026 17:00');
  await page.fill('[name=cause]', 'Hệ thống tra cứu ngừng hoạt động');
  await press(page, 'Xin lỗi, hẹn lại');
  await done(page, 'Đã ghi xin lỗi và hẹn lại.');
  await says(page, 'hẹn lại 2/12/2026 17:00', 'Mẫu 04');
  return page;
}

async function withdraw(state) {
  const page = state.counter;
  await page.goto(state.desk);
  await unfold(page, 'Dừng giải quyết, rút hồ sơ');
  await page.selectOption('[name=stop_kind]', 'withdrawn');
  await page.fill('[name=stop_reason]', 'Người nộp đề nghị rút hồ sơ');
  await press(page, 'Dừng giải quyết');
  await done(page, 'Đã dừng giải quyết.');
  await says(page, 'Mẫu 05');
  return page;
}

async function readForms(state) {
  const page = state.counter;
  const of = (address, numbers) => numbers.map((number) => `${address}/forms/${number}.pdf`);
  for (const form of [...of(state.case, ['01', '02', '06']), state.refusal, ...of(state.desk, ['01', '04', '05', '06'])]) {
    const [sheets, words] = await withPdf(page, form, async (file) => {
      const shown = await run('pdftotext', ['-layout', file, '-']);
      return [(await run('pdfinfo', [file])).stdout, shown.stdout];
    });
    assert.match(sheets, /^Pages:\s+1$/m, form);
    assert.match(words, /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/, form);
    assert.doesNotMatch(words, /(Mã băm|Lý do|Nguyên nhân[^:\n]*|Từ lúc):\s*$/m, form);
  }
  await page.goto(state.desk);
  return page;
}

/** Downloads a PDF with the session of a page and gives it to `read` in a folder of its own. */
async function withPdf(page, address, read) {
  const answer = await page.request.get(address);
  assert.equal(answer.status(), 200, address);
  const folder = await mkdtemp(path.join(tmpdir(), 'roviec-e2e-'));
  try {
    const file = path.join(folder, 'form.pdf');
    await writeFile(file, await answer.body());
    if (process.env.ROVIEC_SHOTS) {
      await mkdir(path.join(SHOTS, 'one-stop/forms'), { recursive: true });
      await run('pdftoppm', ['-r', '80', '-png', file, path.join(SHOTS, 'one-stop/forms', address.replace(/\W+/g, '-'))]);
    }
    return await read(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Presses Tab until the focus is there. */
async function tabTo(page, target) {
  for (let step = 0; step < 80; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reaches ${target}`);
}
