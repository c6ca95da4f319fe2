// The libraries in a browser: a file goes in, is found, is shown to everybody or handed out, and what is no document stays outside.
import { axe, expect, fits, test } from './house';

const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

test('a facilitator keeps a document of the organization, and a leader hands it out @phone', async ({ person, page }, info) => {
  const name = `Six chairs, ${info.project.name}`;
  const facilitator = await person('marcus-t@demo.test');
  await facilitator.goto('/organizations/demo-organization/manage/library');
  await expect(facilitator.getByRole('heading', { level: 1, name: 'Resource library' })).toBeVisible();
  await expect(facilitator.getByRole('link', { name: 'How our groups go.pdf' })).toBeVisible();
  await axe(facilitator);
  await fits(facilitator);
  await facilitator.getByLabel('Choose a file').setInputFiles(file('tool.exe', '\u007fELF\u0002\u0001'));
  await facilitator.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(facilitator.getByText('This file is none of them.')).toBeVisible();
  await facilitator.getByLabel('Choose a file').setInputFiles(file(`${name}.md`, 'Six chairs and a coffee urn.'));
  await facilitator.getByLabel('Public', { exact: true }).last().check();
  await facilitator.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(facilitator.getByText('Your document is kept.')).toBeVisible();
  await facilitator.getByLabel('Search', { exact: true }).fill(name);
  await facilitator.getByRole('button', { name: 'Search', exact: true }).click();
  const kept = facilitator.locator('main').getByRole('listitem').filter({ has: facilitator.getByRole('link', { name: `${name}.txt` }) });
  await expect(kept.getByText('Public', { exact: false }).first()).toBeVisible();
  await expect(facilitator.getByRole('link', { name: 'How our groups go.pdf' })).toHaveCount(0);

  // Everybody finds it on the organization's page, as a download.
  await page.goto('/organizations/demo-organization');
  const download = page.waitForEvent('download');
  await page.getByRole('region', { name: 'Resources' }).getByRole('link', { name: `${name}.txt` }).click();
  expect((await download).suggestedFilename()).toBe(`${name}.txt`.replace(',', '_'));

  // A leader who adds nothing to the library can hand it out.
  const leader = await person('leader@demo.test');
  await leader.goto('/organizations/demo-organization/manage/meetings/new');
  await expect(leader.getByLabel(`${name}.txt (Anchor House Recovery)`)).toBeVisible();
});

test('a supporter keeps a document, names it anew and deletes it', async ({ person }) => {
  const supporter = await person('marcus-t@demo.test');
  await supporter.goto('/supporter/library');
  await supporter.getByLabel('Choose a file').setInputFiles(file('Draft one.txt', 'Say your number.'));
  await supporter.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(supporter.getByText('Your document is kept.')).toBeVisible();
  const row = (name: string) => supporter.locator('main').getByRole('listitem').filter({ has: supporter.getByRole('link', { name }) });
  await row('Draft one.txt').getByText('Change', { exact: true }).click();
  await axe(supporter);
  await fits(supporter);
  await row('Draft one.txt').getByLabel('Name', { exact: true }).fill('Number of the week.txt');
  await row('Draft one.txt').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(supporter.getByText('Saved.', { exact: true })).toBeVisible();
  await row('Number of the week.txt').getByText('Change', { exact: true }).click();
  await row('Number of the week.txt').getByRole('button', { name: 'Delete Number of the week.txt' }).click();
  await expect(supporter.getByText('Deleted. Meetings hand it out no longer.')).toBeVisible();
  await expect(row('Number of the week.txt')).toHaveCount(0);
});
