/** Deploys the settings: what would change first, everything in order then. All that commands need of it. */
export type { Deployment } from './deployment.ts';
export { type Deployed, performDeploy } from './perform.ts';
export { dropDeploy, prepareDeploy } from './prepare.ts';
