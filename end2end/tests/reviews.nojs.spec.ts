// Reviews without JavaScript: plain forms, and nothing that was typed is lost.
import { expect, test } from './house';

test('somebody who was there says how it was, and a refused form keeps their words', async ({ page, person }) => {
  // Those who have written about a supporter of the town have sat in a meeting of theirs; the pages of the latest know more.
  await page.goto('/supporters/rosa-m');
  const names = await page.locator('#reviews li span.font-semibold').allTextContents();
  let guest = null;
  for (const name of names) {
    const visitor = await person(`${name}@demo.test`);
    await visitor.goto('/my-meetings?tab=past');
    if ((await visitor.getByRole('link', { name: 'Say how it was', exact: true }).count()) > 0) {
      guest = visitor;
      break;
    }
  }
  expect(guest, 'one of ten people who wrote about Rosa has been to a meeting').not.toBeNull();
  if (guest === null) return;
  await guest.getByRole('link', { name: 'Say how it was', exact: true }).first().click();
  await guest.getByRole('radio', { name: '5 of 5 stars' }).check();
  await guest.getByLabel('In your words').fill('Write to me: river@example.org');
  await guest.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(guest.getByText('Please check the marked fields. Nothing was lost.')).toBeVisible();
  await expect(guest.getByLabel('In your words')).toHaveValue('Write to me: river@example.org');
  await expect(guest.getByRole('radio', { name: '5 of 5 stars' })).toBeChecked();
  await guest.getByLabel('In your words').fill('Nobody hurried me.');
  await guest.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(guest.getByText('Thank you. What you wrote stands')).toBeVisible();
  await guest.locator('#reviews summary').click();
  await guest.getByRole('radio', { name: '4 of 5 stars' }).check();
  await guest.getByRole('button', { name: 'Save the change' }).click();
  await expect(guest.getByText('4 of 5 stars').first()).toBeAttached();
});
