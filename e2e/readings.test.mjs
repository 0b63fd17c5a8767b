// An old report is read in the browser: the text with its marks on one side, what it says on the other; a figure is accepted with the
// keyboard on a wide screen, another one rejected on a phone without scripts, and the accepted one leads back to its sentence.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, faults, openPage, shoot, signIn, startBrowser, startOffice } from './harness.mjs';

const BOOK = 'ba-dinh';
const REPORT = `UBND QUẬN BA ĐÌNH
Ba Đình, ngày 10 tháng 7 năm 2017

BÁO CÁO
Kết quả 6 tháng đầu năm 2017

Thu ngân sách nhà nước trên địa bàn ước đạt 2.850,4 tỷ đồng, bằng 46% dự toán (6.191 tỷ đồng).
Đoàn liên ngành kiểm tra 512 cơ sở dịch vụ ăn uống, trong đó 530 cơ sở được nhắc nhở.

NHIỆM VỤ TRỌNG TÂM
- Giao Phòng Y tế chủ trì kiểm tra lại, hoàn thành trước ngày 30/9/2017.
`;

describe('an old report is read', { timeout: 300_000 }, () => {
  let office, browser, page, path;
  before(async () => {
    [office, browser] = [await startOffice(), await startBrowser()];
    page = await openPage(browser, office, { viewport: DESKTOP });
    await signIn(page, BOOK, 'chuyen-vien');
  });
  after(async () => {
    await browser?.close();
    await office?.stop();
  });

  it('pasted text becomes marks and proposals', async () => {
    await page.goto(`/${BOOK}/readings`);
    await page.getByLabel('Hoặc dán nội dung').fill(REPORT);
    await page.getByRole('button', { name: 'Đọc báo cáo' }).click();
    await page.waitForURL(/readings\/\d+$/);
    path = new URL(page.url()).pathname;
    const marks = await page.locator('.reading .text a.mark').allInnerTexts();
    assert.ok(marks.includes('2.850,4 tỷ đồng') && marks.includes('530 cơ sở'), marks.join(', '));
    assert.match(await page.locator('.doubts').innerText(), /lớn hơn tổng/);
    assert.deepEqual(await faults(page), []);
    await shoot(page, 'readings/report-desktop');
  });

  it('a figure is accepted with the keyboard', async () => {
    await page.getByRole('link', { name: 'Xem lần lượt từng số liệu' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?p=\d+/);
    assert.equal(await page.getByLabel('Số liệu', { exact: true }).inputValue(), '2.850,4 tỷ đồng');
    assert.equal(await page.getByLabel('Từ ngày').inputValue(), '1/1/2017');
    assert.equal(await page.getByLabel('Đến ngày').inputValue(), '30/6/2017');
    assert.deepEqual(await faults(page), []);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Nhận số liệu' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Đã ghi số liệu.').waitFor();
    await page.getByRole('link', { name: 'đã nhận' }).click();
    await page.waitForURL(/figures\/\d+/);
    await page.locator(`a[href^="${path}?p="]`).first().click();
    await page.waitForURL((url) => url.pathname === path);
    assert.equal(await page.locator('a.mark.shown').innerText(), '2.850,4 tỷ đồng');
  });

  it('another is rejected on a phone, without scripts', async () => {
    const phone = await openPage(browser, office, { script: false, viewport: PHONE });
    await signIn(phone, BOOK, 'chuyen-vien');
    await phone.goto(path);
    await phone.locator('.reading .text a.mark', { hasText: '530 cơ sở' }).click();
    await phone.getByLabel('Lý do bỏ').fill('Đếm cả đợt trước');
    await phone.getByRole('button', { name: 'Bỏ đề xuất' }).click();
    assert.match(await phone.locator('main').innerText(), /đã bỏ: Đếm cả đợt trước/);
    assert.deepEqual(await faults(phone, { axe: false }), []);
    await shoot(phone, 'readings/report-phone');
    await phone.context().close();
  });

  it('a task of the report opens its form, filled', async () => {
    await page.goto(path);
    await page.locator('summary', { hasText: 'Nhiệm vụ' }).click();
    await page.getByRole('link', { name: 'Giao nhiệm vụ này' }).first().click();
    await page.waitForURL(/tasks\/new/);
    assert.match(await page.locator('[name="work"]').inputValue(), /kiểm tra lại/);
    assert.equal(await page.locator('[name="due"]').inputValue(), '30/9/2017');
  });
});
