// Tasks, meetings and documents of a ward in a browser: assigned by keyboard, done on a phone without scripts, handed in,
// confirmed, accepted; concluded at a meeting and assigned from it; entered as a document and assigned from it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, faults, openPage, shoot, signInAs, startBrowser, text } from './harness.mjs';
import { PASSWORD, prepareDemonstration } from './prepared.mjs';

/** Friday morning; 23/12/2026 is a Wednesday, 6/12/2026 a Sunday. */
const NOW = '2026-11-20T09:00:00+07:00';
const BOOK = 'ngoc-ha';
/** The book with the session of 10/4/2014, which is only looked at. */
const PAST = 'bac-tu-liem';

/** Role in the story, login, and how lists begin that person. */
const PEOPLE = {
  chair: ['chu-tich', 'Trần Hữu Nghĩa'], head: ['pho-chu-tich', 'Ngô Thị Bích Liên'], clerk: ['van-phong', 'Bùi Hải Yến'],
  officer: ['dia-chinh', 'Vũ Quang Huy'],
};
const UNIT = 'Phòng Kinh tế, Hạ tầng và Đô thị';
const PAPER = { name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 biên bản kiểm tra') };

/** What the chair may take to assign a task, in milliseconds of the test and in keys other than typing. */
const MINUTE = 60_000;
const FEW_KEYS = 50;

describe('tasks, meetings and documents', { timeout: 900_000 }, () => {
  const state = {};
  before(async () => {
    const people = Object.values(PEOPLE).map(([login]) => [BOOK, login]);
    state.office = await prepareDemonstration(NOW, [...people, [PAST, 'chuyen-vien']]);
    state.browser = await startBrowser();
  });
  after(async () => {
    await state.browser?.close();
    await state.office?.stop();
  });

  journey('a task on a desktop, with scripts', state, { script: true, viewport: DESKTOP }, TASK());
  journey('a task on a phone, without scripts', state, { script: false, viewport: PHONE }, TASK());
  journey('a document on a desktop, with scripts', state, { script: true, viewport: DESKTOP }, DOCUMENT());
  journey('a document on a phone, without scripts', state, { script: false, viewport: PHONE }, DOCUMENT());
  journey('a meeting on a desktop, with scripts', state, { script: true, viewport: DESKTOP }, MEETING());
  journey('a meeting on a phone, without scripts', state, { script: false, viewport: PHONE }, MEETING());

  describe('every page', () => {
    for (const [login, book, paths] of PAGES()) {
      it(`is without a fault for ${login} of ${book}`, async () => {
        const page = await openPage(state.browser, state.office);
        await signInAs(page, book, login, PASSWORD);
        const wrong = [];
        for (const path of paths) wrong.push(...await look(page, `/${book}${path}`, `tasks/pages/${book}-${login}`));
        assert.deepEqual(wrong, []);
        await page.context().close();
      });
    }
    it('shows every task in the month of a phone', async () => {
      const page = await openPage(state.browser, state.office, { viewport: PHONE });
      await signInAs(page, BOOK, 'chu-tich', PASSWORD);
      await page.goto(`/${BOOK}/tasks/calendar`);
      const links = page.locator('table.month a');
      assert.ok(await links.count() >= 2, 'the demonstration has two deadlines in November');
      const places = await links.evaluateAll((all) => all.map((link) => {
        const { left, right } = link.getBoundingClientRect();
        return { text: link.textContent, shown: link.checkVisibility(), left, right };
      }));
      const outside = places.filter(({ shown, left, right }) => !shown || left < 0 || right > PHONE.width || right === left);
      assert.deepEqual(outside, [], 'nobody scrolls a month sideways, day by day');
      await page.context().close();
    });
  });
});

/** The steps of one journey, each of its people in an own context; after a step that broke the others are skipped. */
function journey(name, shared, options, steps) {
  describe(name, () => {
    const way = { ...options, name: name.replace(/\W+/g, '-'), key: options.script ? 'bằng máy tính' : 'bằng điện thoại' };
    before(async () => {
      for (const [role, [login]] of Object.entries(PEOPLE)) {
        way[role] = await openPage(shared.browser, shared.office, options);
        await signInAs(way[role], BOOK, login, PASSWORD);
      }
    });
    after(async () => {
      for (const role of Object.keys(PEOPLE)) await way[role]?.context().close();
    });
    for (const [title, act] of steps) {
      it(title, async (test) => {
        if (way.broken) return test.skip(`after “${way.broken}”`);
        way.broken = title;
        const page = await act(way, test);
        delete way.broken; // a fault of the page itself does not stop the story
        assert.deepEqual(await seen(page, `tasks/${way.name}/${title.replace(/[^\p{L}\d]+/gu, '-')}`, way), []);
      });
    }
  });
}

function TASK() {
  return [
    ['the chair assigns it by keyboard alone, in less than a minute', assignByKeyboard],
    ['a deadline on a Sunday is asked about and taken', takeSunday],
    ['what is missing is told all at once, and what was typed stays', tellMissing],
    ['the officer confirms receipt', confirmReceipt],
    ['the officer reports progress with a file', reportProgress],
    ['the officer raises an obstacle', raiseObstacle],
    ['an open obstacle keeps the result back', refuseResult],
    ['the head hands the obstacle up', handUp],
    ['the officer submits the result with a file', submitResult],
    ['the chair may not accept before the head', waitForHead],
    ['the head confirms the result', confirmResult],
    ['the chair accepts, the task is finished', accept],
  ];
}

function DOCUMENT() {
  return [
    ['the clerk enters an incoming document', enterDocument],
    ['a file is attached and found by its register', attachFile],
    ['the chair assigns a task from it', assignFromDocument],
    ['the page of the document lists the task, and the task its basis', listTask],
  ];
}

function MEETING() {
  return [
    ['the clerk calls a meeting', callMeeting],
    ['a proposal is added', addProposal],
    ['a conclusion is added, with “trước ngày” as its deadline', addConclusion],
    ['an item with two sides is refused', refuseTwoSides],
    ['the minutes are closed', closeMinutes],
    ['the chair turns the conclusion into a task', turnIntoTask],
    ['the meeting names its task, the follow-up the proposal', followUp],
  ];
}

/** Login, book and the pages of that person. */
function PAGES() {
  const tasks = ['/tasks', '/tasks?view=overdue', '/tasks/board', '/tasks/calendar', '/tasks/sheet', '/tasks/feed', '/tasks/1'];
  const leaders = ['/tasks/backlog', '/task-series', '/tasks/new', '/tasks/new?document=1', '/tasks/3'];
  const meetings = ['/meetings', '/meetings/new', '/meetings/1', '/meetings/1/tasks', '/meetings/follow-up', '/work-calendar'];
  const documents = ['/documents', '/documents?flow=in', '/documents?flow=out', '/documents/new?flow=in', '/documents/new?flow=out',
    '/documents/new', '/documents/1', '/exchange'];
  return [
    ['chu-tich', BOOK, ['', ...tasks, ...leaders, ...meetings, ...documents]],
    ['pho-chu-tich', BOOK, ['/tasks/1', '/tasks/2']],
    ['van-phong', BOOK, ['/tasks', '/tasks/1', '/meetings/1', ...documents]],
    ['dia-chinh', BOOK, ['', ...tasks, '/work-calendar']],
    ['chuyen-vien', PAST, ['/tasks', '/tasks/1', ...meetings, '/documents', '/documents/3']],
  ];
}

/** What is wrong with a page at both widths, as it opens and with everything unfolded. */
async function look(page, path, name) {
  const wrong = [];
  for (const [width, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    await page.setViewportSize(viewport);
    const answer = await page.goto(path);
    const found = answer.status() === 200 ? await faults(page) : [`answers ${answer.status()}`];
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = true; }));
    for (const fault of await faults(page)) if (!found.includes(fault)) found.push(`unfolded: ${fault}`);
    wrong.push(...found.map((fault) => `${path} on a ${width}: ${fault}`));
    await shoot(page, `${name}${path.replace(/\W+/g, '-')}-${width}`);
  }
  return wrong;
}

/** What is wrong with the page where a step ended, at both widths. */
async function seen(page, name, way) {
  const wrong = [];
  for (const [width, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    await page.setViewportSize(viewport);
    wrong.push(...(await faults(page, { axe: way.script })).map((fault) => `${page.url()} on a ${width}: ${fault}`));
  }
  await page.setViewportSize(way.viewport);
  await shoot(page, name);
  return wrong;
}

const at = (where) => `/${BOOK}${where}`;
const work = (way) => `Kiểm tra vỉa hè phố Đội Cấn ${way.key}`;

/** Sends the form that holds a button with this exact label. */
async function press(page, label) {
  const button = page.getByRole('main').getByRole('button', { name: label, exact: true });
  await Promise.all([page.waitForEvent('load'), button.click()]);
}

/** Opens what is folded below a summary, if it is not open. */
async function unfold(page, summary) {
  const part = page.locator('details').filter({ has: page.locator('summary', { hasText: summary }) }).first();
  if (!await part.evaluate((details) => details.open)) await part.locator('summary').click();
  return part;
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

/** Nothing was refused, and the notice says what was done. */
async function done(page, notice) {
  assert.deepEqual(await page.locator('[role=alert]').allInnerTexts(), [], page.url());
  await says(page, notice);
}

/** The act was refused with this code and these words; the console reports the 409 or 422, which is no fault. */
async function refused(page, code, ...words) {
  const alert = page.locator('[role=alert]').first();
  await alert.waitFor();
  if (code) assert.equal(await alert.getAttribute('data-code'), code);
  const shown = await text(alert);
  for (const word of words) assert.ok(shown.includes(word), `“${word}” is missing in: ${shown}`);
  page.said.length = 0;
}

/** The answer to a file that a link leads to. */
async function file(page, link) {
  const answer = await page.request.get(await link.getAttribute('href'));
  assert.equal(answer.status(), 200);
  return answer.body();
}

// ---- A task ----

/** From the list of tasks to the saved task without the mouse: every key is counted, and the time. */
async function assignByKeyboard(way, test) {
  const page = way.chair, keys = { moves: 0, typed: 0 };
  const key = async (name) => { keys.moves += 1; await page.keyboard.press(name); };
  const type = async (words) => { keys.typed += words.length; await page.keyboard.type(words); };
  const reach = async (target) => {
    for (let step = 0; step < FEW_KEYS; step++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await key('Tab');
    }
    assert.fail(`Tab never reaches ${target}`);
  };
  /** Goes down a list to the option that begins with a text. */
  const pick = async (field, begin) => {
    const select = page.locator(`select[name=${field}]`);
    await reach(select);
    const index = (await select.locator('option').allTextContents()).findIndex((option) => option.startsWith(begin));
    assert.ok(index > 0, `${field} offers nothing that begins with “${begin}”`);
    for (let down = 0; down < index; down++) await key('ArrowDown');
    assert.equal(await select.evaluate((element) => element.selectedIndex), index, field);
  };
  const write = async (field, words) => {
    await reach(page.locator(`[name=${field}]`));
    await type(words);
  };
  /** Over the navigation, by the link that skips it. */
  const skip = async () => {
    await key('Tab');
    await key('Enter');
  };
  await page.goto(at('/tasks'));
  const started = Date.now();
  await skip();
  await reach(page.getByRole('main').getByRole('link', { name: 'Giao nhiệm vụ', exact: true }));
  await Promise.all([page.waitForURL(/\/tasks\/new$/), key('Enter')]);
  await page.waitForLoadState('load');
  if (!await page.locator('[name=work]').evaluate((element) => element === document.activeElement)) await skip();
  await write('work', work(way));
  await pick('assigner', 'UBND quận, phường');
  await pick('lead_unit', UNIT);
  await pick('person', PEOPLE.officer[1]);
  await pick('head', PEOPLE.head[1]);
  await write('expected_result', 'Biên bản kiểm tra');
  await write('procedure', 'Kiểm tra, lập biên bản');
  await write('power', 'Được lập biên bản vi phạm');
  await write('due', '23/12/2026');
  if (way.script) await key('Control+Enter');
  else { await reach(page.getByRole('main').getByRole('button', { name: 'Giao nhiệm vụ', exact: true })); await key('Enter'); }
  await page.waitForURL(/\/tasks\/\d+/);
  const took = Date.now() - started;
  test.diagnostic(`${took} ms, ${keys.moves} keys and ${keys.typed} letters`);
  assert.ok(took < MINUTE, `it took ${took} ms`);
  assert.ok(keys.moves <= FEW_KEYS, `it took ${keys.moves} keys besides typing`);
  await done(page, 'Đã giao nhiệm vụ.');
  await says(page, work(way), 'Chờ xác nhận đã nhận', `Đang giữ: ${PEOPLE.officer[1]}`, '23/12/2026 17:00', UNIT);
  way.task = new URL(page.url()).pathname;
  return page;
}

/** Fills what every task needs. */
async function fillTask(page, changes = {}, prefix = '') {
  const usual = { expected_result: 'Báo cáo', procedure: 'Theo quy chế làm việc', power: 'Theo phân công', due: '23/12/2026' };
  const fields = { ...usual, ...changes };
  for (const [field, value] of Object.entries(fields)) await page.fill(`[name="${prefix}${field}"]`, value);
  await choose(page, `${prefix}person`, PEOPLE.officer[1]);
  await choose(page, `${prefix}head`, PEOPLE.head[1]);
  if (!prefix) {
    await choose(page, 'assigner', 'UBND quận, phường');
    await choose(page, 'lead_unit', UNIT);
  }
}

async function takeSunday(way) {
  const page = way.chair;
  await page.goto(at('/tasks/new'));
  await fillTask(page, { work: `Trực phòng chống ngập ${way.key}`, due: '6/12/2026' });
  assert.equal(await page.getByLabel('Vẫn lấy hạn này').count(), 0, 'the box comes only when it is needed');
  await press(page, 'Giao nhiệm vụ');
  await refused(page, 'odd-deadline', 'nghỉ');
  assert.equal(await page.inputValue('[name=work]'), `Trực phòng chống ngập ${way.key}`, 'what was typed stays');
  assert.equal(await page.locator('[name=person] option:checked').innerText().then((t) => t.startsWith(PEOPLE.officer[1])), true);
  await page.getByLabel('Vẫn lấy hạn này').check();
  await press(page, 'Giao nhiệm vụ');
  await done(page, 'Đã giao nhiệm vụ.');
  await says(page, '6/12/2026');
  return page;
}

async function tellMissing(way) {
  const page = way.chair;
  await page.goto(at('/tasks/new'));
  await page.fill('[name=work]', 'Việc còn thiếu');
  await press(page, 'Giao nhiệm vụ');
  await refused(page, undefined, 'rõ người', 'rõ quy trình', 'rõ trách nhiệm', 'rõ thẩm quyền');
  for (const field of ['person', 'head', 'procedure', 'due', 'lead_unit', 'assigner']) {
    assert.equal(await page.locator(`[name=${field}]`).getAttribute('aria-invalid'), 'true', field);
  }
  assert.equal(await page.inputValue('[name=work]'), 'Việc còn thiếu');
  return page;
}

async function confirmReceipt(way) {
  const page = way.officer;
  await page.goto(at('/tasks'));
  await page.getByRole('main').getByRole('link', { name: work(way) }).first().click();
  await page.waitForURL((url) => url.pathname === way.task);
  await press(page, 'Xác nhận đã nhận');
  await done(page, 'Đã xác nhận.');
  await says(page, 'Đang thực hiện');
  assert.equal(await page.getByRole('button', { name: 'Xác nhận đã nhận' }).count(), 0);
  return page;
}

async function reportProgress(way) {
  const page = way.officer;
  await page.goto(way.task);
  await unfold(page, 'Báo cáo tiến độ');
  await page.fill('[name=percent]', '150');
  await page.fill('[name=note]', 'Đã kiểm tra 12 đoạn');
  await press(page, 'Ghi tiến độ');
  await refused(page, undefined, '0 đến 100');
  assert.equal(await page.inputValue('[name=note]'), 'Đã kiểm tra 12 đoạn', 'what was typed stays, its part stays open');
  assert.ok(await page.locator('[name=note]').isVisible());
  await page.fill('[name=percent]', '40');
  await page.setInputFiles('#progress-file', PAPER);
  await press(page, 'Ghi tiến độ');
  await done(page, 'Đã ghi tiến độ.');
  await says(page, '40 %', 'Đã kiểm tra 12 đoạn');
  assert.deepEqual(await file(page, page.getByRole('link', { name: PAPER.name }).first()), PAPER.buffer);
  return page;
}

async function raiseObstacle(way) {
  const page = way.officer;
  await page.goto(way.task);
  await unfold(page, 'Ghi khó khăn, vướng mắc');
  await page.fill('[name=obstacle]', 'Một đoạn do Sở quản lý');
  await press(page, 'Ghi vướng mắc');
  await refused(page, undefined, 'Sở Xây dựng');
  await page.fill('[name=competent]', 'Sở Xây dựng');
  await press(page, 'Ghi vướng mắc');
  await done(page, 'Đã ghi vướng mắc.');
  await says(page, 'Một đoạn do Sở quản lý');
  return page;
}

async function refuseResult(way) {
  const page = way.officer;
  await page.goto(way.task);
  await page.fill('[name=result]', 'Đã kiểm tra toàn tuyến');
  await page.setInputFiles('#result-file', PAPER);
  await press(page, 'Nộp kết quả');
  await refused(page, 'open-obstacle', 'Một đoạn do Sở quản lý', 'Sở Xây dựng');
  assert.equal(await page.inputValue('[name=result]'), 'Đã kiểm tra toàn tuyến', 'what was typed stays');
  return page;
}

async function handUp(way) {
  const page = way.head;
  await page.goto(at('/tasks?view=stuck'));
  await page.getByRole('main').getByRole('link', { name: work(way) }).first().click();
  await page.waitForURL((url) => url.pathname === way.task);
  await unfold(page, 'Vướng mắc 1');
  await press(page, 'Chuyển lên Sở Xây dựng');
  await done(page, 'Đã chuyển vướng mắc lên cấp có thẩm quyền.');
  await says(page, 'Đã chuyển lên Sở Xây dựng');
  return page;
}

async function submitResult(way) {
  const page = way.officer;
  await page.goto(way.task);
  await press(page, 'Nộp kết quả');
  await refused(page, undefined, 'Chưa ghi kết quả', 'minh chứng');
  await page.fill('[name=result]', 'Đã kiểm tra toàn tuyến, lập 3 biên bản');
  await page.setInputFiles('#result-file', PAPER);
  await press(page, 'Nộp kết quả');
  await done(page, 'Đã nộp kết quả.');
  await says(page, 'Chờ trưởng đơn vị xác nhận', 'Đã kiểm tra toàn tuyến, lập 3 biên bản', `Đang giữ: ${PEOPLE.head[1]}`);
  return page;
}

async function waitForHead(way) {
  const page = way.chair;
  await page.goto(way.task);
  assert.equal(await page.getByRole('button', { name: 'Chấp nhận, kết thúc' }).count(), 0);
  await says(page, 'Chờ trưởng đơn vị xác nhận');
  return page;
}

async function confirmResult(way) {
  const page = way.head;
  await page.goto(way.task);
  assert.deepEqual(await file(page, page.getByRole('link', { name: PAPER.name }).first()), PAPER.buffer);
  await page.locator('form[action$="/confirm-result"] [name=note]').fill('Đúng thực tế');
  await press(page, 'Xác nhận kết quả');
  await done(page, 'Đã xác nhận kết quả; chuyển nơi giao.');
  await says(page, 'Chờ nơi giao chấp nhận');
  return page;
}

async function accept(way) {
  const page = way.chair;
  await page.goto(way.task);
  await press(page, 'Chấp nhận, kết thúc');
  await done(page, 'Đã chấp nhận kết quả, nhiệm vụ kết thúc.');
  assert.match(await text(page.locator('main .badge').first()), /Hoàn thành.*đúng hạn/);
  await page.goto(at('/tasks?view=closed'));
  await says(page, work(way));
  await page.goto(way.task);
  return page;
}

// ---- A document ----

const symbol = (way) => (way.script ? '91/KH-UBND' : '92/KH-UBND');

async function enterDocument(way) {
  const page = way.clerk;
  await page.goto(at('/documents?flow=in'));
  await page.getByRole('main').getByRole('link', { name: 'Vào sổ văn bản đến' }).click();
  await page.waitForURL(/flow=in$/);
  await page.fill('[name=symbol]', symbol(way));
  await press(page, 'Đăng ký');
  await refused(page);
  assert.equal(await page.inputValue('[name=symbol]'), symbol(way), 'what was typed stays');
  await choose(page, 'kind', 'ế hoạch');
  await page.fill('[name=issued_on]', '18/11/2026');
  await page.fill('[name=issuer]', 'UBND thành phố Hà Nội');
  await page.fill('[name=subject]', `Bảo đảm trật tự vỉa hè ${way.key}`);
  await page.fill('[name=answer_due_on]', '15/12/2026');
  await choose(page, 'urgency', 'Khẩn');
  await press(page, 'Đăng ký');
  await done(page, 'Đã đăng ký.');
  await says(page, 'Văn bản đến số', symbol(way), '20/11/2026', '15/12/2026', 'Khẩn');
  way.document = new URL(page.url()).pathname;
  return page;
}

async function attachFile(way) {
  const page = way.clerk;
  await page.goto(way.document);
  await unfold(page, 'Thêm tệp');
  await page.setInputFiles('#file', { ...PAPER, name: 'ke-hoach.pdf' });
  await press(page, 'Thêm tệp');
  await says(page, 'ke-hoach.pdf');
  assert.deepEqual(await file(page, page.getByRole('link', { name: 'ke-hoach.pdf' })), PAPER.buffer);
  await page.goto(at('/documents?flow=in'));
  await page.fill('[name=q]', `trat tu via he ${way.script ? 'may tinh' : 'dien thoai'}`);
  await press(page, 'Tìm');
  await says(page, symbol(way));
  return page;
}

async function assignFromDocument(way) {
  const page = way.chair;
  await page.goto(way.document);
  await page.getByRole('main').getByRole('link', { name: 'Giao nhiệm vụ từ văn bản này' }).click();
  await page.waitForURL(/\/tasks\/new/);
  assert.equal(await page.inputValue('[name=due]'), '15/12/2026', 'the day by which the document asks for an answer');
  assert.match(await page.locator('[name=document] option:checked').innerText(), new RegExp(symbol(way)));
  assert.match(await page.locator('[name=urgency] option:checked').innerText(), /^Khẩn/);
  await fillTask(page, { work: `Lập lại trật tự vỉa hè ${way.key}`, due: '15/12/2026' });
  await press(page, 'Giao nhiệm vụ');
  await done(page, 'Đã giao nhiệm vụ.');
  way.given = new URL(page.url()).pathname;
  return page;
}

async function listTask(way) {
  const page = way.clerk;
  await page.goto(way.given);
  await page.getByRole('main').getByRole('link', { name: symbol(way) }).click();
  await page.waitForURL((url) => url.pathname === way.document);
  await says(page, 'Căn cứ vào văn bản này', `Lập lại trật tự vỉa hè ${way.key}`);
  assert.ok(await page.locator(`main a[href="${way.given}"]`).count() > 0, 'the document leads to its task');
  return page;
}

// ---- A meeting ----

const title = (way) => `với các phòng về trật tự đô thị ${way.key}`;
const conclusion = (way) => `Kẻ vạch vỉa hè các tuyến phố chính ${way.key}`;

async function callMeeting(way) {
  const page = way.clerk;
  await page.goto(at('/meetings'));
  await page.getByRole('main').getByRole('link', { name: 'Ghi buổi làm việc' }).click();
  await page.waitForURL(/\/meetings\/new$/);
  await page.fill('[name=title]', title(way));
  await press(page, 'Lưu');
  await refused(page);
  assert.equal(await page.inputValue('[name=title]'), title(way), 'what was typed stays');
  await choose(page, 'kind', 'uổi làm việc');
  await page.fill('[name=starts_at]', '20/11/2026 08:00');
  await page.fill('[name=place]', 'Phòng họp tầng 2');
  await page.fill('[name=chair]', 'Chủ tịch UBND phường Trần Hữu Nghĩa');
  await page.fill('[name=participants]', 'Phó Chủ tịch\nCác phòng');
  await press(page, 'Lưu');
  await says(page, title(way), '20/11/2026 08:00', 'Phòng họp tầng 2', 'đang ghi');
  way.meeting = new URL(page.url()).pathname;
  return page;
}

async function addProposal(way) {
  const page = way.clerk;
  await page.goto(way.meeting);
  await unfold(page, 'Thêm kiến nghị');
  await page.fill('[name=proposal]', `Bố trí vốn lát hè phố Đội Cấn ${way.key}`);
  await page.fill('[name=addressed]', 'Sở Tài chính');
  await press(page, 'Thêm kiến nghị');
  await says(page, `Bố trí vốn lát hè phố Đội Cấn ${way.key}`, 'Sở Tài chính', 'Chưa trả lời');
  return page;
}

async function addConclusion(way) {
  const page = way.clerk;
  await page.goto(way.meeting);
  await unfold(page, 'Thêm kết luận, yêu cầu');
  await page.fill('[name=item]', conclusion(way));
  await page.fill('[name=said_by]', 'Chủ tịch UBND phường');
  await choose(page, 'unit', UNIT);
  await page.fill('[name=due]', 'trước ngày 16/12');
  await press(page, 'Thêm mục');
  await says(page, conclusion(way), UNIT, '15/12/2026 (còn 25 ngày)');
  return page;
}

async function refuseTwoSides(way) {
  const page = way.clerk;
  await page.goto(way.meeting);
  await unfold(page, 'Thêm kết luận, yêu cầu');
  await page.fill('[name=item]', 'Việc của hai bên');
  await choose(page, 'unit', UNIT);
  await page.fill('[name=outside]', 'Sở Xây dựng');
  await press(page, 'Thêm mục');
  await refused(page, 'two-sides', 'chỉ có một bên');
  assert.equal(await page.inputValue('[name=item]'), 'Việc của hai bên', 'what was typed stays');
  assert.ok(await page.locator('[name=item]').isVisible(), 'its part stays open');
  return page;
}

async function closeMinutes(way) {
  const page = way.clerk;
  await page.goto(way.meeting);
  await press(page, 'Chốt biên bản');
  assert.deepEqual(await page.locator('[role=alert]').allInnerTexts(), []);
  await says(page, 'chốt lúc 20/11/2026', 'Chuyển 1 mục thành nhiệm vụ');
  assert.equal(await page.getByText('Thêm kết luận, yêu cầu').count(), 0);
  assert.match((await file(page, page.getByRole('link', { name: 'PDF' }).first())).toString('latin1'), /^%PDF/);
  return page;
}

async function turnIntoTask(way) {
  const page = way.chair;
  await page.goto(way.meeting);
  await page.getByRole('main').getByRole('link', { name: 'Chuyển 1 mục thành nhiệm vụ' }).click();
  await page.waitForURL(/\/tasks$/);
  assert.equal(await page.inputValue('[name="m1.work"]'), conclusion(way));
  assert.equal(await page.inputValue('[name="m1.due"]'), '15/12/2026');
  assert.equal(await page.locator('[name="m1.lead_unit"] option:checked').innerText(), UNIT);
  await press(page, 'Giao các mục đã chọn');
  await refused(page, undefined, 'rõ người');
  await choose(page, 'assigner', 'UBND quận, phường');
  await fillTask(page, { due: '15/12/2026' }, 'm1.');
  await press(page, 'Giao các mục đã chọn');
  assert.deepEqual(await page.locator('[role=alert]').allInnerTexts(), [], page.url());
  return page;
}

async function followUp(way) {
  const page = way.clerk;
  await page.goto(way.meeting);
  await page.getByRole('main').getByRole('link', { name: /nhiệm vụ số \d+/ }).first().click();
  await page.waitForURL(/\/tasks\/\d+/);
  await says(page, conclusion(way), '15/12/2026 17:00', PEOPLE.officer[1]);
  await page.goto(at('/meetings/follow-up'));
  await says(page, `Bố trí vốn lát hè phố Đội Cấn ${way.key}`, 'Sở Tài chính');
  return page;
}
