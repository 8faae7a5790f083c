export { answersVersion } from './answers-version';
export { type AppOptions, createApp } from './create-app';
export { createAccessToken } from './http/access-token';
export { DEFAULT_HOST, DEFAULT_PORT, type RunningServer, type ServerOptions, startServer } from './start-server';
export type { Engine, OpenedStore } from './workspace/engine';
export { createWorkspace, type Workspace, type WorkspaceEvent, type WorkspaceOptions } from './workspace/workspace';
