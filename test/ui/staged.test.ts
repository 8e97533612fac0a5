import { inventedKey } from '../unit/leaks/corpus';
import { Repository } from '../unit/leaks/repository';
import { Keyboard } from './keyboard';
import { useSession } from './session';
import { untilSeen } from './workbench';

const LEAK = `FLEETIO_API_KEY = "${inventedKey('staged alone')}"\n`;

/** A view that is left with nothing to show, or is gone, would take the focus along; keys would go nowhere. */
describe('The last secret that is staged', () => {
  const repository = Repository.create();
  repository.commit('README.md', 'Calls Fleetio.\n');
  const session = useSession({ sandbox: { rateLimit: 'off' }, workspace: repository.root });
  after(() => {
    repository.remove();
  });

  const views = {
    'Fleetio: Focus on Leaks View': '.sidebar .welcome-view :focus',
    'Source Control: Focus on Fleetio Secrets Staged': '.sidebar .scm-view :focus',
  };
  const acts = ['Unstage File', 'Stage File Again'];
  for (const [view, left] of Object.entries(views)) {
    for (const act of acts) {
      it(`goes by "${act}" after "${view}", and the focus stays where keys do something`, async () => {
        const { workbench } = session();
        const keyboard = new Keyboard(workbench);
        repository.write('sync.py', LEAK);
        repository.git('add', 'sync.py');
        repository.write('sync.py', 'import os\n');
        await workbench.showViews('Fleetio');
        await workbench.row('Staged').waitFor();
        await keyboard.run(view);
        const row = workbench.focusedRow().filter({ hasText: 'line 1' });
        // Rows that come in meanwhile move the focus.
        await untilSeen(() => workbench.press('End'), row);
        await workbench.press('Shift+F10');
        await keyboard.chooseFromMenu(act);
        const warning = workbench.page.locator('.sidebar .pane-header', {
          hasText: 'Fleetio Secrets Staged',
        });
        await warning.waitFor({ state: 'detached' });
        await workbench.page.locator(left).waitFor();
        await workbench.screenshot(`staged last ${view} ${act}`);
      });
    }
  }
});
