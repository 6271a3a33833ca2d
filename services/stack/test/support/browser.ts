import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';

/** A phone held upright. */
const PHONE = { width: 390, height: 844 };

/** Made for a cloud function that opens one page; several pages need processes of their own, and the web's rules kept. */
const NOT_WANTED = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content']);

export async function openBrowser(): Promise<Browser> {
  const args = chromium.args.filter((flag) => !NOT_WANTED.has(flag));
  return playwright.launch({ args, executablePath: await chromium.executablePath(), headless: true });
}

/** A page in a context of its own (cookies, storage), as on another phone; complaints of the page are collected. */
export async function openPhone(browser: Browser, baseURL: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Signs in on the app's own form and waits for the face of that person. */
export async function signIn(page: Page, face: string, account: { email: string; password: string }): Promise<void> {
  await page.goto(`/login?then=${encodeURIComponent(face)}`);
  await page.getByTestId('login-email').fill(account.email);
  await page.getByTestId('login-password').fill(account.password);
  await page.getByTestId('login-submit').click();
  await page.waitForURL(`**${face}`);
}
