// Installs the VS Code that the demo and the tests run in, so that neither has to wait for it later.
import { installCarrier } from './carrier';

installCarrier(console.error).then(
  (carrier) => {
    console.log(carrier.server);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
