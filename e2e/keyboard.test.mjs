// The office without a mouse: the way into the page, the order of the navigation, forms, the grid, the menu of a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PHONE, logins, openPage, shoot, signIn, startBrowser, startOffice, text } from './harness.mjs';

/** More presses of Tab than any page needs before its content. */
const FAR = 60;

describe('with the keyboard alone', { timeout: 300_000 }, () => {
  let office, browser, book;
  before(async () => {
    [office, browser] = [await startOffice(), await startBrowser()];
    const page = await openPage(browser, office);
    book = (await logins(page)).find((k) => k.login === 'chuyen-vien').book;
    await page.context().close();
  });
  after(async () => {
    await browser?.close();
    await office?.stop();
  });

  /** A page of the specialist. */
  async function specialist(path, options) {
    const page = await openPage(browser, office, options);
    await signIn(page, book, 'chuyen-vien');
    await page.goto(`/${book}${path}`);
    return page;
  }

  it('the first stop leads past the navigation', async () => {
    const page = await specialist('/documents');
    await page.keyboard.press('Tab');
    const skip = page.locator('a.skip');
    assert.ok(await focused(skip));
    assert.ok((await skip.boundingBox()).y >= 0, 'it shows while it has the focus');
    await shoot(page, 'keyboard/skip-link');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
    await page.context().close();
  });

  it('Tab walks through every part in the order of the page', async () => {
    const page = await specialist('');
    const expected = await page.locator('nav li a').allInnerTexts();
    const walked = [];
    for (let step = 0; step < FAR && walked.length < expected.length; step++) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => document.activeElement.closest('nav li') && document.activeElement.innerText);
      if (label) walked.push(label);
    }
    assert.deepEqual(walked, expected);
    await page.context().close();
  });

  it('whoever has the focus is seen to have it', async () => {
    const page = await specialist('/documents/new');
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      const [what, seen] = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return [document.activeElement.outerHTML.slice(0, 80), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
      });
      assert.ok(seen || what.startsWith('<body'), `no outline on ${what}`);
    }
    await page.context().close();
  });

  for (const script of [true, false]) {
    it(`a form is filled and sent ${script ? 'with' : 'without'} scripts`, async () => {
      const page = await specialist('/documents/new', { script });
      await tabTo(page, page.locator('#kind'));
      await page.keyboard.press('ArrowDown');
      for (const [id, typed] of [['symbol', script ? '71/KH-BP' : '72/KH-BP'], ['issued_on', '5/1/2019'], ['issuer', 'UBND quận'], ['subject', 'Ghi bằng bàn phím']]) {
        await page.keyboard.press('Tab');
        assert.ok(await focused(page.locator(`#${id}`)), id);
        await page.keyboard.type(typed);
      }
      // With scripts Ctrl+Enter sends from anywhere, also from a field of several lines.
      if (script) await page.keyboard.press('Control+Enter');
      else { await tabTo(page, page.getByRole('button', { name: 'Đăng ký' })); await page.keyboard.press('Enter'); }
      await page.waitForURL(/\/documents\/\d+/);
      assert.match(await text(page.getByRole('main')), /Ghi bằng bàn phím/);
      await page.context().close();
    });

    it(`the menu of a phone opens ${script ? 'with' : 'without'} scripts`, async () => {
      const page = await specialist('', { script, viewport: PHONE });
      const menu = page.locator('#menu'), first = page.locator('nav li a').first();
      assert.equal(await first.isVisible(), false);
      await tabTo(page, menu);
      await page.keyboard.press('Space');
      assert.equal(await first.isVisible(), true);
      await page.keyboard.press('Tab');
      assert.ok(await focused(first));
      await shoot(page, `keyboard/menu-${script ? 'script' : 'plain'}`);
      await page.keyboard.press('Tab');
      const second = await page.locator('nav li a').nth(1).getAttribute('href');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname === second);
      assert.equal(await page.locator('nav li a').first().isVisible(), false, 'the next page begins with the menu closed');
      await page.context().close();
    });
  }

  it('a refused form leads to the field that is wrong', async () => {
    const page = await specialist('/documents/new');
    await tabTo(page, page.locator('#symbol'));
    await page.keyboard.type('73/KH-BP');
    await page.keyboard.press('Enter');
    const fault = page.locator('[role=alert] a').first();
    await fault.waitFor();
    await tabTo(page, fault);
    const field = (await fault.getAttribute('href')).slice(1);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`#${field}$`));
    // The place jumped to is where Tab goes on from, or has the focus itself.
    if (!await focused(page.locator(`[id="${field}"]`))) await page.keyboard.press('Tab');
    assert.ok(await focused(page.locator(`[id="${field}"]`)));
    assert.equal(await page.locator(`[id="${field}"]`).getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('#symbol').inputValue(), '73/KH-BP', 'what was typed stays');
    await page.context().close();
  });

  it('arrows move up and down a grid', async () => {
    const page = await specialist('/periods');
    await page.locator('main .table a').first().click();
    const cells = page.locator('table.grid tbody tr td:nth-child(2) input');
    assert.ok(await cells.count() > 1, 'the newest period has no sheet');
    await cells.first().focus();
    await page.keyboard.press('ArrowDown');
    assert.ok(await focused(cells.nth(1)));
    await page.keyboard.press('ArrowUp');
    assert.ok(await focused(cells.first()));
    await page.context().close();
  });
});

/** Presses Tab until the focus is there. */
async function tabTo(page, target) {
  for (let step = 0; step < FAR; step++) {
    if (await focused(target)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reaches ${target}`);
}

function focused(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}
