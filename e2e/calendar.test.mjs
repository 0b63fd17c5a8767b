// Calendar feeds as other programs read them: two libraries that know nothing of this program parse what a person's secret
// address, the working week and the command line give, and agree with each other on every event.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';
import { openPage, signInAs, startBrowser } from './harness.mjs';
import { PASSWORD, prepareDemonstration } from './prepared.mjs';

const BOOK = 'ngoc-ha';

describe('calendars', { timeout: 300_000 }, () => {
  let office, browser, page;
  before(async () => {
    office = await prepareDemonstration('2026-11-20T08:00:00+07:00', [[BOOK, 'dia-chinh']]);
    browser = await startBrowser();
    page = await openPage(browser, office);
    await signInAs(page, BOOK, 'dia-chinh', PASSWORD);
  });
  after(async () => {
    await browser?.close();
    await office?.stop();
  });

  it('the address of a person works without signing in until it is changed', async () => {
    await page.goto(`/${BOOK}/tasks/feed`);
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    const address = await page.locator('main a[href$=".ics"]').getAttribute('href');
    const stranger = await openPage(browser, office);
    const events = await read(stranger, address);
    assert.ok(events.some((event) => event.summary.startsWith('Hạn: ')), 'no deadline in the feed');
    assert.ok(events.every((event) => event.end > event.start), 'an event ends before it begins');
    await page.getByRole('button', { name: 'Đổi địa chỉ' }).click();
    assert.equal((await stranger.request.get(address)).status(), 404);
    await stranger.context().close();
  });

  it('the working week', async () => {
    await page.goto(`/${BOOK}/work-calendar`);
    const events = await read(page, await page.locator('main a[href*="tuan.ics"]').getAttribute('href'));
    assert.ok(events.length > 0, 'the week is empty');
    const shown = await page.locator('main').innerText();
    for (const { summary } of events.filter((event) => event.uid.startsWith('appointment-'))) {
      assert.ok(shown.includes(summary), `“${summary}” does not stand on the page`);
    }
  });
});

/** The events of a calendar, read by both libraries. */
async function read(page, address) {
  const response = await page.request.get(address);
  assert.equal(response.status(), 200);
  assert.match(response.headers()['content-type'], /^text\/calendar/);
  const text = await response.text();
  // RFC 5545, 3.1: lines end with CRLF and are no longer than 75 octets.
  for (const line of text.split('\r\n')) {
    assert.ok(!line.includes('\n') && Buffer.byteLength(line) <= 75, `a line of ${Buffer.byteLength(line)} octets: ${line}`);
  }
  const one = byIcalJs(text);
  assert.deepEqual(byTsIcs(text), one);
  assert.equal(new Set(one.map((event) => event.uid)).size, one.length, 'two events share an identifier');
  return one;
}

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const name of ['version', 'prodid']) {
    assert.equal(calendar.getAllProperties(name).length, 1, `${name} stands more or less than once`);
  }
  return ordered(calendar.getAllSubcomponents('vevent').map((component) => {
    assert.ok(component.getFirstProperty('dtstamp'), 'an event without DTSTAMP');
    const event = new ICAL.Event(component);
    return {
      uid: event.uid, summary: event.summary, description: event.description ?? '', location: event.location ?? '',
      start: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(),
    };
  }));
}

function byTsIcs(text) {
  return ordered((convertIcsCalendar(undefined, text).events ?? []).map((event) => ({
    uid: event.uid, summary: event.summary, description: event.description ?? '', location: event.location ?? '',
    start: event.start.date.toISOString(), end: event.end.date.toISOString(),
  })));
}

function ordered(events) {
  return events.sort((a, b) => a.uid.localeCompare(b.uid));
}
