import { Documents } from './documents';
import { Places } from './places';
import type { Handlers, WorkerSettings } from './protocol';
import { Scans } from './scans';

/** What the worker does for each call. */
export function createHandlers(settings: WorkerSettings): Handlers {
  const places = new Places(settings);
  const documents = new Documents(places);
  const scans = new Scans(places);
  return {
    configure: (changed) => {
      const isOtherGit = changed.git !== places.settings.git;
      places.settings = changed;
      if (isOtherGit) {
        places.forget();
      }
      return undefined;
    },
    feed: (request) => {
      documents.feed(request);
      return undefined;
    },
    look: (request) => documents.look(request),
    reach: (request, { signal }) => documents.reach(request, signal),
    forget: ({ uri }) => {
      documents.forget(uri);
      return undefined;
    },
    refresh: () => {
      places.forget();
      return undefined;
    },
    hasGit: async () => (await places.git()) !== undefined,
    repositoryOf: ({ file }, context) => scans.repositoryOf(file, context),
    repositories: ({ folder }, context) => scans.repositories(folder, context),
    scanTree: (request, context) => scans.tree(request, context),
    scanStaged: (request, context) => scans.staged(request, context),
    scanHistory: (request, context) => scans.history(request, context),
    lost: (request, context) => scans.lost(request, context),
    accepted: async ({ root, findings }) => {
      const baseline = await places.baseline(root);
      return findings.map((finding) => baseline.has(finding));
    },
    show: (request, context) => scans.show(request, context),
  };
}
