import { Session, type Profiler } from 'node:inspector/promises';

/** Microseconds between two looks at what runs. */
const INTERVAL = 200;
/** Where the extension's own code is. */
const OWN = '/dist/extension.js';

export interface OwnTime {
  /** The longest stretch in which the extension's own code ran, in milliseconds. */
  readonly longest: number;
  /** All that its code ran, in milliseconds. */
  readonly total: number;
}

/** Tells how long the extension's own code ran while something was done, apart from what else runs in its host. */
export async function ownTimeOf(act: () => Promise<unknown>): Promise<OwnTime> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.post('Profiler.start');
  await act();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return stretchesOf(profile);
}

function stretchesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): OwnTime {
  const own = ownNodes(nodes);
  let [longest, total, stretch] = [0, 0, 0];
  for (const [at, id] of samples.entries()) {
    // The time up to the next look is that of what was seen in this one.
    const milliseconds = (timeDeltas[at + 1] ?? 0) / 1000;
    stretch = own.has(id) ? stretch + milliseconds : 0;
    total += own.has(id) ? milliseconds : 0;
    longest = Math.max(longest, stretch);
  }
  return { longest, total };
}

/** The nodes below which something of the extension is on the stack. */
function ownNodes(nodes: readonly Profiler.ProfileNode[]): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Set<number>();
  const add = (node: Profiler.ProfileNode): void => {
    own.add(node.id);
    for (const child of node.children ?? []) {
      const below = byId.get(child);
      if (below !== undefined && !own.has(child)) {
        add(below);
      }
    }
  };
  nodes.filter(({ callFrame }) => callFrame.url.endsWith(OWN)).forEach(add);
  return own;
}
