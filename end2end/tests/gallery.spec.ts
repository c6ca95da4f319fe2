// Every part of the house in every state, on one page, which only a house that is being built shows.
import { expect, sound, test } from './house';

test('a finished house shows no gallery; in one that is being built, every part of it is sound', async ({ page, guard }) => {
  guard.expectStatus(404, /\/dev\/gallery$/);
  const answer = await page.goto('/dev/gallery');
  if (answer?.status() === 404) {
    await expect(page.getByRole('heading', { name: 'We could not find that page' })).toBeVisible();
    return;
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Gallery' })).toBeVisible();
  await sound(page);
});
