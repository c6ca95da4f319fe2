// Reading the letters that a demo site keeps, and names for people who have never been here.
import { expect, type Page } from '@playwright/test';

let count = 0;

/** A username that nobody has yet: letters only, so that it is never taken for a phone number. */
export function fresh(start: string): string {
  count += 1;
  const letters = `${Date.now()}${process.pid}${count}`.replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)]!);
  return `${start}${letters.slice(-14)}`;
}

/** Waits for the newest letter to this address and answers where its link leads. */
export async function linkTo(page: Page, email: string, page_: string): Promise<string> {
  const letter = page.getByRole('listitem').filter({ hasText: `To ${email}` }).first();
  const link = letter.locator(`a[href^="${page_}"]`);
  await expect(async () => {
    await page.goto('/sandbox/mail');
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  return (await link.getAttribute('href'))!;
}
