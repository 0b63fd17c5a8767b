// Every page that can be reached from the navigation, for every role in every book of the demonstration, on a wide screen
// and on a phone: it answers, its console is silent, axe finds nothing, nothing overflows. Pictures go to `shots/`.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, faults, logins, openPage, shoot, signIn, startBrowser, startOffice } from './harness.mjs';

/** Pages of one kind (`/targets/7`, `/targets/8`) that are looked at per role; the kinds themselves are all visited. The
 * first book has the fullest data and is walked deeper; ROVIEC_THOROUGH=1 walks all of them so. */
const OF_A_KIND = { first: 2, other: process.env.ROVIEC_THOROUGH ? 2 : 1 };
/** Addresses that answer with a file, not a page. */
const FILE = /[?&](export|format|blank)=|\.(xlsx|csv|pdf|docx|css|svg|ics|edxml)(\?|$)|\/(papers|files|evidence)\/\d+$|\/(minutes|notice)\/(pdf|docx)$|\/edxml$|\/exchange\/\d+$|^\/static\//;

describe('every page of every role', { timeout: 3_000_000 }, () => {
  let office, browser, known;
  before(async () => {
    [office, browser] = [await startOffice(), await startBrowser()];
    const page = await openPage(browser, office);
    known = await logins(page);
    await page.context().close();
  });
  after(async () => {
    await browser?.close();
    await office?.stop();
  });

  it('the demonstration offers every role', () => {
    for (const login of ['phuong', 'chuyen-vien', 'mot-cua', 'tu-phap', 'chu-tich', 'thanh-pho']) {
      assert.ok(known.some((k) => k.login === login), `nobody signs in as ${login}`);
    }
  });

  it('nothing is wrong with any page', async (test) => {
    for (const { book, login } of known) {
      await test.test(`${book}, ${login}`, async () => {
        const page = await openPage(browser, office);
        await signIn(page, book, login);
        const ofAKind = book === known[0].book ? OF_A_KIND.first : OF_A_KIND.other;
        const wrong = await walk(page, new URL(page.url()).pathname, `${book}/${login}`, ofAKind);
        await page.context().close();
        assert.deepEqual(wrong, []);
      });
    }
  });

  it('nothing is wrong before signing in', async () => {
    const page = await openPage(browser, office);
    assert.deepEqual([...await walk(page, '/sign-in', 'public'), ...await walk(page, '/public', 'public')], []);
    await page.context().close();
  });

  it('an import shows what it read, or every wrong cell', async () => {
    const page = await openPage(browser, office);
    const { book } = known.find((k) => k.login === 'chuyen-vien');
    await signIn(page, book, 'chuyen-vien');
    const unit = (await page.locator('header .office').innerText()).trim();
    for (const [name, amount, heading] of [['read', '"1.748,6"', 'Những dòng đầu'], ['faults', 'một ít', 'Chỗ phải sửa']]) {
      await page.goto(`/${book}/imports`);
      const sheet = `Mã chỉ tiêu,Đơn vị,Đến ngày,Trạng thái,Giá trị,Đơn vị tính\nthu-nsnn,${unit},31/3/2016,thực hiện,${amount},tỷ đồng\n`;
      await page.setInputFiles('#file-figures', { name: 'so-lieu.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
      await page.locator('form[action$="/imports/figures"] button').click();
      await page.getByRole('heading', { name: heading }).waitFor();
      page.said.length = 0; // a sheet with faults is answered with 422, which the console reports
      assert.deepEqual(await look(page, `/${book}/imports/${name}`, 'public'), []);
    }
    await page.context().close();
  });

  it('a page that does not exist says so', async () => {
    const page = await openPage(browser, office);
    for (const [viewport, width] of [[DESKTOP, 'desktop'], [PHONE, 'phone']]) {
      await page.setViewportSize(viewport);
      const answer = await page.goto('/public/khong-co/reports/1');
      assert.equal(answer.status(), 404);
      page.said.length = 0; // the console reports every 404
      assert.deepEqual(await faults(page), []);
      await shoot(page, `public/not-found-${width}`);
    }
    await page.context().close();
  });
});

/** Follows links from a page until no new kind of page appears; answers everything wrong, each line with its address. */
async function walk(page, from, folder, ofAKind = OF_A_KIND.first) {
  const [wrong, seen, waiting, visited] = [[], new Map(), [from], new Set([from])];
  while (waiting.length > 0) {
    const address = waiting.shift();
    const answer = await page.goto(address);
    if (answer.status() !== 200) {
      wrong.push(`${address}: answers ${answer.status()}`);
      page.said.length = 0;
      continue;
    }
    wrong.push(...await look(page, address, folder));
    for (const link of await links(page)) {
      const kind = link.replace(/=[^&]*/g, '=').replace(/\/\d+/g, '/0').replace(/(indicators|figures)\/[a-zA-Z][\w-]*/, '$1/x');
      const count = seen.get(kind) ?? 0;
      if (visited.has(link) || count >= ofAKind) continue;
      visited.add(link);
      seen.set(kind, count + 1);
      waiting.push(link);
    }
  }
  return wrong;
}

/** Looks at the loaded page on both screens. */
async function look(page, address, folder) {
  const wrong = [];
  for (const [viewport, width] of [[DESKTOP, 'desktop'], [PHONE, 'phone']]) {
    await page.setViewportSize(viewport);
    wrong.push(...(await faults(page)).map((fault) => `${address} on a ${width}: ${fault}`));
    await shoot(page, `${folder}/${address.slice(1).replace(/[^\w.-]+/g, '_') || 'front'}-${width}`);
  }
  return wrong;
}

/** The pages a page leads to within the program, without their fragments. */
async function links(page) {
  const found = await page.locator('a[href]').evaluateAll((all) => all.map((a) => new URL(a.href))
    .filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search));
  const inside = page.url().includes('/public') || page.url().includes('/sign-in')
    ? (link) => /^\/(public|sign-in)/.test(link) : (link) => !/^\/(public|sign-in|$)/.test(link);
  return [...new Set(found)].filter((link) => inside(link) && !FILE.test(link));
}
