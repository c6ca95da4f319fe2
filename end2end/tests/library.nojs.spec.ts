// Without JavaScript: a document of an organization goes in, and a wrong one is refused on the page it came from.
import { expect, test } from './house';

test('an organization keeps a document without script', async ({ person }) => {
  const facilitator = await person('marcus-t@demo.test');
  await facilitator.goto('/organizations/demo-organization/manage/library');
  const put = async (name: string, text: string) => {
    await facilitator.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await facilitator.getByRole('button', { name: 'Upload', exact: true }).click();
  };
  await put('page.txt', '<html>');
  await expect(facilitator.getByText('This file is none of them.')).toBeVisible();
  await put('Kettle rota.txt', 'Monday: whoever comes first.');
  await expect(facilitator.getByText('Your document is kept.')).toBeVisible();
  const row = facilitator.locator('main').getByRole('listitem').filter({ has: facilitator.getByRole('link', { name: 'Kettle rota.txt' }) });
  await row.getByText('Change', { exact: true }).click();
  await row.getByRole('button', { name: 'Delete Kettle rota.txt' }).click();
  await expect(facilitator.getByText('Deleted. Meetings hand it out no longer.')).toBeVisible();
});
